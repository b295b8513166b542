"""Polygons in files: writing and spoiling them, and what an import of them says."""

import json
import warnings
import zipfile
from pathlib import Path

import numpy as np
import shapely
from geopandas import GeoDataFrame

from regiokaart.model import Catalogus
from regiokaart.sources.imported import Imported

FORMATS = ["gpkg", "geojson", "topojson", "shp", "zip", "parquet"]


def write(frame: GeoDataFrame, path: Path) -> Path:
    """Write a frame in the format of the suffix."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of geopandas, about frames that are odd on purpose
        match path.suffix:
            case ".parquet":
                frame.to_parquet(path)
            case ".topojson":
                path.write_text(json.dumps(topology(frame, path.stem)))
            case ".zip":
                shp = write(frame, path.with_name("in_zip.shp"))
                with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
                    for part in sorted(path.parent.glob("in_zip.*")):
                        archive.write(part, f"map/{part.name}")
                        part.unlink()
                assert not shp.exists()
            case ".geojson":
                frame.to_file(path, driver="GeoJSON")
            case _:
                frame.to_file(path)
    return path


def topology(frame: GeoDataFrame, name: str) -> dict[str, object]:
    """Make a TopoJSON without shared arcs: each ring is one."""
    arcs: list[list[list[float]]] = []
    geometries = []
    for properties, shape in zip(
        frame.drop(columns="geometry").to_dict("records"), frame.geometry, strict=True
    ):
        parts = []
        for part in shapely.get_parts(shape):
            rings = [shapely.get_coordinates(ring).tolist() for ring in shapely.get_rings(part)]
            parts.append([[len(arcs) + i] for i in range(len(rings))])
            arcs.extend(rings)
        geometries.append({"type": "MultiPolygon", "arcs": parts, "properties": properties})
    objects = {name: {"type": "GeometryCollection", "geometries": geometries}}
    return {"type": "Topology", "objects": objects, "arcs": arcs}


def crossed(shape: shapely.Geometry) -> shapely.Geometry:
    """Swap two neighbouring points of the longest ring, so that it crosses itself."""
    parts = shapely.get_parts(shape).copy()
    longest = int(shapely.get_num_coordinates(parts).argmax())
    points = shapely.get_coordinates(shapely.get_exterior_ring(parts[longest]))
    for i in range(1, len(points) - 2):
        swapped = points.copy()
        swapped[[i, i + 1]] = swapped[[i + 1, i]]
        parts[longest] = shapely.Polygon(swapped)
        if not shapely.is_valid(parts[longest]):
            return shapely.multipolygons(parts)
    raise AssertionError("no swap crosses")


def moved(frame: GeoDataFrame, dx: float, dy: float) -> GeoDataFrame:
    """Shift all shapes."""
    shifted = shapely.transform(frame.geometry.to_numpy(), lambda xy: xy + np.array([dx, dy]))
    return frame.set_geometry(shifted, crs=frame.crs)


def texts(imported: Imported) -> str:
    return "\n".join(f"{m.text} [{m.row}] [{m.value}]" for m in imported.messages)


def same(imported: Imported, catalogus: Catalogus) -> bool:
    """Whether an import has the memberships of the provinces."""
    n = len(catalogus.gemeenten)
    found = imported.indeling
    names = np.array([regio.naam for regio in found.regios])[found.labels(n)]
    expected = catalogus["provincie"]
    return bool((names == [expected.regios[k].naam for k in catalogus.labels(expected)]).all())
