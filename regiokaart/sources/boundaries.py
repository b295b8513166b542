"""The embedded boundaries of the gemeenten."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from regiokaart.model import Coverage, Gebied
from regiokaart.sources.paths import data_dir

ATTRIBUTION = "Kadaster / Centraal Bureau voor de Statistiek, 2023"


def load_gebied(path: Path | None = None) -> Gebied:
    """Read a coverage written by ``tools/build_data.py``.

    Parameters
    ----------
    path : Path, optional
        An ``.npz`` file; the embedded ``grenzen.npz`` by default.

    Returns
    -------
    Gebied
        Polygons in the order of ``gemeenten.csv``, metres RD (EPSG:28992).
    """
    with np.load(path or data_dir() / "grenzen.npz", allow_pickle=False) as stored:
        levels = tuple(
            Coverage(
                float(tolerance),
                stored[f"points_{i}"].astype(np.float64),
                stored[f"arc_start_{i}"].astype(np.int64),
                stored[f"left_{i}"].astype(np.int64),
                stored[f"right_{i}"].astype(np.int64),
                stored[f"ring_points_{i}"].astype(np.float64),
                stored[f"ring_start_{i}"].astype(np.int64),
                stored[f"ring_polygon_{i}"].astype(np.int64),
            )
            for i, tolerance in enumerate(stored["tolerances"])
        )
        points: npt.NDArray[np.float64] = stored["label_points"].astype(np.float64)
        radius: npt.NDArray[np.float64] = stored["label_radius"].astype(np.float64)
    return Gebied(levels, points, radius, ATTRIBUTION)
