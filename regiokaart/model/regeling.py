"""A regeling: a formal cooperation under the Wgr with its deelnemers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, eq=False)
class Regeling:
    """One current regeling in the Register van Overheidsorganisaties.

    Attributes
    ----------
    id, naam : str
    vorm : str
        Legal form (openbaar lichaam, bedrijfsvoeringsorganisatie ...), ``onbekend`` when not given.
    doel : str
        Purpose as registered, shortened; may be empty.
    sinds : str
        ISO date on which its oldest registered version came into force; may be empty.
    gemeenten : ndarray of int64
        Positions of the participating gemeenten, ascending.
    anderen : tuple of str
        Participants that are not gemeenten: provinces, waterschappen.
    toelichtingen : tuple of (str, str)
        Name of a participant and what there is to say about it, such as whom it succeeds; only
        where there is something.
    """

    id: str
    naam: str
    vorm: str
    doel: str
    sinds: str
    gemeenten: npt.NDArray[np.int64]
    anderen: tuple[str, ...]
    toelichtingen: tuple[tuple[str, str], ...] = ()
