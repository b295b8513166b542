from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import shapely

from regiokaart.model import (
    Catalogus,
    Gebied,
    Gemeenten,
    Indeling,
    Lidmaatschap,
    Methode,
    Regio,
    Soort,
)


@pytest.fixture
def klein() -> Catalogus:
    """Six gemeenten without indelingen."""
    return Catalogus(
        Gemeenten(
            peiljaar=2026,
            codes=tuple(f"GM000{i}" for i in range(6)),
            namen=("Aa", "Bee", "Cee", "Dee", "Ee", "Ef"),
            provincies=("Noord",) * 3 + ("Zuid",) * 3,
            inwoners=np.array([1000, 2000, 3000, 400, 50, 1]),
            inwoners_jaar=2025,
            oppervlakte=np.array([10.0, 20.5, 30.0, 40.0, 50.0, 60.25]),
            bron="zelf bedacht",
        ),
        (),
    )


@pytest.fixture
def land(tmp_path: Path) -> Gebied:
    """Draw the gemeenten of `klein`, in squares of a kilometre.

    Aa, Bee and Cee lie in a row. Ee borders on all three and lies around Ef; Dee is an island.
    """
    from regiokaart.sources.boundaries import load_gebied
    from regiokaart.sources.coverage import write_coverage

    hole = [(1, 2), (2, 2), (2, 3), (1, 3)]
    around = shapely.Polygon([(0, 1), (1, 1), (2, 1), (3, 1), (3, 4), (0, 4)], [hole])
    shapes = [*(shapely.box(x, 0, x + 1, 1) for x in (0, 1, 2, 5)), around, shapely.Polygon(hole)]
    polygons = np.array([shapely.multipolygons([shape]) for shape in shapes])
    polygons = shapely.transform(polygons, lambda points: 100_000 + 1000 * points)
    write_coverage(tmp_path / "grenzen.npz", polygons, {0: polygons})
    return load_gebied(tmp_path / "grenzen.npz")


@pytest.fixture
def indeling() -> Callable[..., Indeling]:
    """Return a function that makes an indeling from one letter per gemeente, a dot for none."""

    def make(
        letters: str,
        naam: str = "Zorgregio",
        peiljaar: int | None = 2026,
        uncertain: str = "",
        **more,
    ) -> Indeling:
        names = sorted(set(letters) - {"."})
        rows = [(i, names.index(letter)) for i, letter in enumerate(letters) if letter != "."]
        values = {
            "id": naam.lower().replace(" ", "-"),
            "naam": naam,
            "naam_meervoud": f"{naam}'s",
            "soort": Soort.INTERGEMEENTELIJK,
            "ministeries": (),
            "domein": "sociaal",
            "grondslag": "onbekend",
            "samenwerking_verplicht": "onbekend",
            "samenwerking_toelichting": "",
            "indeling_bepaald_door": "onbekend",
            "bepaald_toelichting": "",
            "peiljaar": peiljaar,
            "bron": "een bron",
            "licentie": "CC0",
            "landsdekkend": True,
            "opmerking": "",
            "regios": tuple(Regio(f"R{name}", f"Regio {name}") for name in names),
            "lidmaatschap": Lidmaatschap(
                gemeente=np.array([i for i, _ in rows], dtype=np.int64),
                regio=np.array([k for _, k in rows], dtype=np.int64),
                aandeel=np.ones(len(rows)),
                methode=tuple(
                    Methode.ONZEKER if str(i) in uncertain else Methode.DIRECT for i, _ in rows
                ),
                toelichting=("",) * len(rows),
            ),
        }
        return Indeling(**{**values, **more})

    return make
