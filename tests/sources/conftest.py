"""What tests of files with polygons share."""

from collections.abc import Callable
from pathlib import Path

import pytest
import shapely
from geopandas import GeoDataFrame

from regiokaart.cartography.geometry import polygons
from regiokaart.model import Catalogus, Gebied
from regiokaart.sources.imported import Imported
from regiokaart.sources.polygons import read_polygons


@pytest.fixture(scope="module")
def provincies(catalogus: Catalogus, gebied: Gebied) -> GeoDataFrame:
    """Return the provinces as polygons with a code and a name."""
    indeling = catalogus["provincie"]
    shapes, labels = polygons(gebied.levels[0]), catalogus.labels(indeling)
    return GeoDataFrame(
        {
            "code": [regio.code for regio in indeling.regios],
            "naam": [regio.naam for regio in indeling.regios],
        },
        geometry=[shapely.coverage_union_all(shapes[labels == k]) for k in range(len(indeling))],
        crs=28992,
    )


@pytest.fixture(scope="module")
def read(catalogus: Catalogus, gebied: Gebied) -> Callable[..., Imported]:
    """Return what reads a file over the embedded gemeenten."""

    def read_path(path: Path, **kwargs) -> Imported:
        return read_polygons(path, catalogus.gemeenten, gebied, **kwargs)

    return read_path
