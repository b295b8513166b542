import dataclasses
import tomllib
from pathlib import Path

import numpy as np
import pytest

from regiokaart.model import Catalogus, Indeling, Regio
from regiokaart.sources.embedded import load_catalogus
from regiokaart.sources.folder import toml_lines, write_catalogus


def test_catalogue_is_read_back_equal(catalogus: Catalogus, tmp_path: Path) -> None:
    write_catalogus(catalogus, tmp_path)
    again = load_catalogus(tmp_path)
    for field in dataclasses.fields(catalogus.gemeenten):
        assert np.array_equal(
            getattr(again.gemeenten, field.name), getattr(catalogus.gemeenten, field.name)
        ), field.name
    assert [indeling.id for indeling in again] == [indeling.id for indeling in catalogus]
    for before, after in zip(catalogus, again, strict=True):
        _same(before, after)


def test_regio_that_no_gemeente_is_in_is_read_back(catalogus: Catalogus, tmp_path: Path) -> None:
    first = next(iter(catalogus))
    rows = first.lidmaatschap
    more = dataclasses.replace(
        first,
        regios=(*first.regios, Regio("ZZ", "Zonder gemeenten")),
        lidmaatschap=dataclasses.replace(
            rows, alternatief=((len(first),), *((),) * (len(rows) - 1))
        ),
    )
    write_catalogus(Catalogus(catalogus.gemeenten, (more,)), tmp_path)
    _same(more, next(iter(load_catalogus(tmp_path))))


def test_no_regio_as_an_alternative_is_refused(catalogus: Catalogus, tmp_path: Path) -> None:
    first = next(iter(catalogus))
    rows = first.lidmaatschap
    none = dataclasses.replace(rows, alternatief=((-1,), *((),) * (len(rows) - 1)))
    with pytest.raises(ValueError, match=first.id):
        write_catalogus(
            Catalogus(catalogus.gemeenten, (dataclasses.replace(first, lidmaatschap=none),)),
            tmp_path,
        )


def _same(a: Indeling, b: Indeling) -> None:
    for field in dataclasses.fields(a):
        if field.name != "lidmaatschap":
            assert getattr(a, field.name) == getattr(b, field.name), (a.id, field.name)
    for field in dataclasses.fields(a.lidmaatschap):
        before, after = (getattr(x.lidmaatschap, field.name) for x in (a, b))
        same = before == after if isinstance(before, tuple) else np.array_equal(before, after)
        assert same, (a.id, field.name)


@pytest.mark.parametrize(
    "text", ["'t Gooi", 'zei "ja"', "a\\b", "regel\nen\ttab", "\x7f\x00\x1f", "𐍈 é", ""]
)
def test_toml_keeps_every_text(text: str) -> None:
    assert tomllib.loads(toml_lines({"naam": text, "namen": (text, "b")})) == {
        "naam": text,
        "namen": [text, "b"],
    }


def test_toml_refuses_what_it_cannot_write() -> None:
    with pytest.raises(TypeError, match="float"):
        toml_lines({"aandeel": 0.5})
