from pathlib import Path

import numpy as np
import pytest

from regiokaart.cartography.cooperation import cooperations, one_regeling
from regiokaart.cartography.legend import legend_lines
from regiokaart.congruence.cooperation import cooperation
from regiokaart.export.maps import write_map
from regiokaart.model import Catalogus, Gebied, Regeling
from regiokaart.sources.embedded import load_regelingen

BRON = "Register van Overheidsorganisaties, mei 2026"


@pytest.fixture(scope="module")
def register(catalogus: Catalogus) -> tuple[Regeling, ...]:
    return load_regelingen(catalogus.gemeenten)


def test_lines_are_the_close_pairs(
    catalogus: Catalogus, gebied: Gebied, register: tuple[Regeling, ...]
) -> None:
    specification = cooperations(catalogus, gebied, register, BRON, threshold=10)
    pairs, _ = cooperation(register, 342).pairs(10)
    assert sum(len(layer.ends) for layer in specification.links) == len(pairs) > 100
    widths = [layer.width for layer in specification.links]
    assert widths == sorted(widths)
    ends = np.concatenate([layer.ends.reshape(-1, 2) for layer in specification.links])
    assert {tuple(end) for end in ends.tolist()} <= {tuple(p) for p in gebied.label_points.tolist()}


def test_legend_and_source_say_what_is_counted(
    catalogus: Catalogus, gebied: Gebied, register: tuple[Regeling, ...]
) -> None:
    specification = cooperations(catalogus, gebied, register, BRON, threshold=10)
    texts = [line.text for line in legend_lines(specification)]
    per_gemeente = [int(text.split("(")[1].split()[0]) for text in texts if "gemeenten)" in text]
    assert len(per_gemeente) >= 4
    assert sum(per_gemeente) == len(catalogus.gemeenten)
    assert specification.legend_title == "Regelingen per gemeente"
    assert sum("gedeeld" in text for text in texts) == len(specification.links)
    assert specification.subtitle == "451 formele regelingen (Wgr)"
    assert "Informele samenwerking staat in geen register" in specification.legend_note
    assert BRON in specification.source


def test_nothing_close_enough_draws_no_lines(
    catalogus: Catalogus, gebied: Gebied, register: tuple[Regeling, ...]
) -> None:
    specification = cooperations(catalogus, gebied, register, BRON, threshold=99)
    assert specification.links == ()


def test_one_regeling_shows_its_members(
    catalogus: Catalogus, gebied: Gebied, register: tuple[Regeling, ...]
) -> None:
    regeling = max(register, key=lambda each: len(each.gemeenten))
    specification = one_regeling(catalogus, gebied, regeling, BRON)
    assert np.flatnonzero(specification.fill.classes).tolist() == regeling.gemeenten.tolist()
    assert str(len(regeling.gemeenten)) in specification.subtitle


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("suffix", [".png", ".svg", ".pdf", ".html"])
def test_lines_are_in_every_format(
    catalogus: Catalogus,
    gebied: Gebied,
    register: tuple[Regeling, ...],
    tmp_path: Path,
    suffix: str,
) -> None:
    with_lines, without = tmp_path / f"met{suffix}", tmp_path / f"zonder{suffix}"
    for path, threshold in ((with_lines, 10), (without, 99)):
        write_map(
            cooperations(catalogus, gebied, register, BRON, threshold), gebied, catalogus, path
        )
    assert with_lines.read_bytes() != without.read_bytes()
    if suffix in (".svg", ".html"):
        assert "#b34700" in with_lines.read_text("utf-8")
        assert "#b34700" not in without.read_text("utf-8")
