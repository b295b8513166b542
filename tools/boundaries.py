"""Compile the municipal boundaries into a clean coverage with shared arcs at levels of detail."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from regiokaart.sources.coverage import TOLERANCES, simplified, write_coverage

SOURCE = "grenzen/cbsgebiedsindelingen2023.gpkg"
LAYER = "gemeente_gegeneraliseerd"


def read_polygons(raw: Path, codes: Sequence[str]) -> npt.NDArray[np.object_]:
    """Read one multipolygon per code, in the order of `codes`, in metres RD as published."""
    frame = gpd.read_file(raw / SOURCE, layer=LAYER)
    if frame.crs.to_epsg() != 28992:
        raise ValueError(f"{SOURCE}: expected EPSG:28992, found {frame.crs}")
    dissolved = frame.dissolve(by="statcode")  # a gemeente may be stored as several rows
    if set(dissolved.index) != set(codes):
        raise ValueError(f"{SOURCE}: codes differ from the list of gemeenten")
    polygons: npt.NDArray[np.object_] = np.asarray(dissolved.geometry.loc[list(codes)])
    return polygons


def build_boundaries(raw: Path, out: Path, codes: Sequence[str]) -> npt.NDArray[np.float64]:
    """Write ``grenzen.npz`` into `out` and return the area of each gemeente in km².

    Parameters
    ----------
    raw : Path
        Folder with the raw data.
    out : Path
        Folder of the embedded data.
    codes : sequence of str
        Codes of the n gemeenten, in the order of ``gemeenten.csv``.

    Returns
    -------
    ndarray of float64, shape (n,)
        Areas of the published, generalised polygons (without large waters).
    """
    polygons = read_polygons(raw, codes)
    levels = {tolerance: simplified(polygons, tolerance) for tolerance in TOLERANCES}
    write_coverage(out / "grenzen.npz", polygons, levels)
    return np.asarray(shapely.area(polygons) / 1e6)
