"""GeoParquet through pyarrow, which is large and therefore not always installed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from regiokaart.sources.errors import DataError
from regiokaart.sources.geofiles import (
    MAX_UNPACKED_BYTES,
    SAVE_AGAIN,
    check_size,
    damaged,
    too_large,
)
from regiokaart.sources.names import shown
from regiokaart.sources.sheets import one_line


@dataclass(frozen=True, eq=False)
class ParquetLayer:
    """The rows of a GeoParquet file.

    Attributes
    ----------
    wkb : list of bytes or None, length m
    columns : dict of str to ndarray of object, each of shape (m,)
        Columns of text and numbers.
    crs : str or None
        PROJJSON; None when the file names none, which its standard takes for longitude and
        latitude.
    """

    wkb: list[bytes | None]
    columns: dict[str, npt.NDArray[np.object_]]
    crs: str | None


def read_geoparquet(path: Path, content: bytes) -> ParquetLayer:
    """Read a GeoParquet file (version 1.0 or 1.1) whose geometry is stored as WKB.

    Raises
    ------
    DataError
        When pyarrow is not installed, or the file is damaged, too large or no such file.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise DataError(
            path,
            "om GeoParquet te lezen is het pakket pyarrow nodig, en dat is niet geïnstalleerd",
            remedy="vraag uw beheerder om pyarrow, of sla het bestand op als GeoPackage",
        ) from error
    try:
        file = pyarrow.parquet.ParquetFile(pyarrow.BufferReader(content))
        name, crs = _geometry(path, file.schema_arrow.metadata or {})
        fields = [
            field.name
            for field in file.schema_arrow
            if field.name != name and _is_text_or_number(field.type, pyarrow.types)
        ]
        check_size(path, file.metadata.num_rows, len(fields))
        groups = range(file.metadata.num_row_groups)
        if sum(file.metadata.row_group(i).total_byte_size for i in groups) > MAX_UNPACKED_BYTES:
            raise too_large(path, MAX_UNPACKED_BYTES)
        table = file.read(columns=[*fields, name], use_threads=False)
        wkb = table[name].to_pylist()
        columns = {field: np.array(table[field].to_pylist(), dtype=object) for field in fields}
    except DataError:
        raise
    except (pyarrow.ArrowException, OSError, KeyError, ValueError) as error:
        raise damaged(path) from error
    return ParquetLayer(wkb, columns, crs)


def _geometry(path: Path, metadata: dict[bytes, bytes]) -> tuple[str, str | None]:
    """Return the name and the reference system of the main geometry column."""
    try:
        geo = json.loads(metadata[b"geo"])
        name = str(geo["primary_column"])
        encoding, crs = geo["columns"][name]["encoding"], geo["columns"][name].get("crs")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise DataError(
            path, "dit Parquet-bestand is geen GeoParquet", remedy=SAVE_AGAIN
        ) from error
    if encoding != "WKB":
        raise DataError(
            path,
            f"dit GeoParquet-bestand bewaart vlakken als {shown(one_line(encoding))}, niet als WKB",
            remedy=SAVE_AGAIN,
        )
    return name, None if crs is None else json.dumps(crs)


def _is_text_or_number(kind: Any, types: Any) -> bool:
    if types.is_dictionary(kind):
        kind = kind.value_type
    tests = (types.is_string, types.is_large_string, types.is_integer, types.is_floating)
    return any(test(kind) for test in tests)
