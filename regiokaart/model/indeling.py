"""An indeling: a division of the country into regio's for one task, with who belongs where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

ONBEKEND = "onbekend"
_ROUNDING = 1e-6  # shares of a gemeente are written in nine digits


class Soort(StrEnum):
    """What kind of indeling it is; see `Indeling.telt_standaard_mee`."""

    INTERGEMEENTELIJK = "intergemeentelijk"
    UITVOERING = "uitvoering"
    BESTUURLIJK = "bestuurlijk"
    STATISTISCH = "statistisch"
    EIGEN = "eigen"


class Stand(StrEnum):
    """What state of affairs an indeling shows; see `Indeling.telt_standaard_mee`."""

    ACTUEEL = "actueel"
    OUDER = "ouder"
    """Of an earlier year, and not known to hold still."""
    VOORLOPIG = "voorlopig"
    """Not decided yet."""
    ONVOLLEDIG = "onvolledig"
    """Regio's or members are missing that the source knows to exist."""


class Methode(StrEnum):
    """How one membership was established."""

    DIRECT = "direct"
    OVERGENOMEN = "overgenomen"
    ONZEKER = "onzeker"


class Verdeling(StrEnum):
    """How an indeling divides the gemeenten; which measures have a meaning depends on it."""

    HEEL = "heel"
    """Every gemeente lies in at most one regio, with all it has."""
    AANDELEN = "aandelen"
    """Regio's lie side by side and some gemeenten in several of them, with shares up to 1."""
    OVERLAPPEND = "overlappend"
    """Some gemeente is in several regio's that overlap: its shares are more than 1 together."""


@dataclass(frozen=True)
class Regio:
    """One part of an indeling."""

    code: str
    naam: str


@dataclass(frozen=True, eq=False)
class Lidmaatschap:
    """Who belongs where: m rows, each a gemeente in a regio with a share.

    Attributes
    ----------
    gemeente : ndarray of int64, shape (m,)
        Position of the gemeente in its `Gemeenten`.
    regio : ndarray of int64, shape (m,)
        Position of the regio in `Indeling.regios`.
    aandeel : ndarray of float64, shape (m,)
        Share of the gemeente in the regio, 0 to 1; 1 unless borders cut through the gemeente.
    methode : tuple of Methode
        How each row was established.
    toelichting : tuple of str
        What there is to say about each row, often empty.
    alternatief : tuple of tuple of int
        Other regio's in which each row may belong instead, as far as a source names them, as
        positions in `Indeling.regios`; -1 for no regio. Empty altogether where no row has any.
    """

    gemeente: npt.NDArray[np.int64]
    regio: npt.NDArray[np.int64]
    aandeel: npt.NDArray[np.float64]
    methode: tuple[Methode, ...]
    toelichting: tuple[str, ...]
    alternatief: tuple[tuple[int, ...], ...] = ()

    def __post_init__(self) -> None:
        m = len(self.gemeente)
        columns = (
            self.regio,
            self.aandeel,
            self.methode,
            self.toelichting,
            self.alternatief or ((),) * m,
        )
        if any(len(column) != m for column in columns):
            raise ValueError("every column of Lidmaatschap must have one value per row")

    def __len__(self) -> int:
        return len(self.gemeente)


@dataclass(frozen=True, eq=False)
class Indeling:
    """A division of the country for one task, valid for one peiljaar.

    What is not known about it is the text ``onbekend``, never a guess.

    Attributes
    ----------
    id : str
        Short stable name used on the command line, such as ``res-regio``.
    naam, naam_meervoud : str
        Dutch name of one regio (``RES-regio``) and of all (``RES-regio's``).
    soort : Soort
    ministeries : tuple of str
        Abbreviations of the responsible ministries; empty when unknown.
    domein : str
        sociaal, fysiek, veiligheid, economie, onderwijs or bestuurlijk.
    grondslag : str
        Legal basis.
    samenwerking_verplicht : str
        Whether gemeenten must cooperate: ``ja``, ``nee``, ``deels`` or ``onbekend``.
    samenwerking_toelichting : str
        What there is to say about that obligation; may be empty.
    indeling_bepaald_door : str
        Who draws the map: ``Rijk``, ``provincies``, ``gemeenten``, ``semi`` or ``onbekend``.
    bepaald_toelichting : str
        What there is to say about that; may be empty.
    peiljaar : int or None
        None when nobody said it, as in a file of the user's own.
    bron, licentie : str
        Source and licence of the memberships.
    landsdekkend : bool
        Whether it is meant to cover all gemeenten.
    opmerking : str
        What a user should know before using it; may be empty.
    regios : tuple of Regio
        The k parts, ordered by code.
    lidmaatschap : Lidmaatschap
    werkwijze : str
        How the memberships were established, where one sentence says it for all rows.
    bron_ministeries, bron_grondslag, bron_samenwerking, bron_bepaald : str
        Where `ministeries`, `grondslag`, `samenwerking_verplicht` and `indeling_bepaald_door`
        come from, with the year; empty when nobody said it.
    aantal_regios : int or None
        How many regio's the source says there are; None when it does not.
    stand : Stand
    bron_datum : str
        When the source was published or is valid from, as far as known: a year, year and month,
        or date such as ``2026-05``; empty when not known.
    bron_bestand, bron_sha256 : str
        Name of the raw file that the memberships were compiled from and its SHA-256 in
        hexadecimal; empty when there is none.
    """

    id: str
    naam: str
    naam_meervoud: str
    soort: Soort
    ministeries: tuple[str, ...]
    domein: str
    grondslag: str
    samenwerking_verplicht: str
    samenwerking_toelichting: str
    indeling_bepaald_door: str
    bepaald_toelichting: str
    peiljaar: int | None
    bron: str
    licentie: str
    landsdekkend: bool
    opmerking: str
    regios: tuple[Regio, ...]
    lidmaatschap: Lidmaatschap
    werkwijze: str = ""
    bron_ministeries: str = ""
    bron_grondslag: str = ""
    bron_samenwerking: str = ""
    bron_bepaald: str = ""
    aantal_regios: int | None = None
    stand: Stand = Stand.ACTUEEL
    bron_datum: str = ""
    bron_bestand: str = ""
    bron_sha256: str = ""

    def __len__(self) -> int:
        """Return the number of regio's."""
        return len(self.regios)

    @property
    def peiljaar_tekst(self) -> str:
        """The peiljaar as it is written: ``2025`` or ``onbekend``."""
        return ONBEKEND if self.peiljaar is None else str(self.peiljaar)

    @property
    def telt_standaard_mee(self) -> bool:
        """Whether it counts unless a user says otherwise: current cooperation, country-wide."""
        return (
            self.soort is Soort.INTERGEMEENTELIJK
            and self.stand is Stand.ACTUEEL
            and self.landsdekkend
        )

    @property
    def naam_met_jaar(self) -> str:
        """Name of all regio's, with the peiljaar where it is known: ``RES-regio's 2025``."""
        year = "" if self.peiljaar is None else f" {self.peiljaar}"
        return self.naam_meervoud + year

    @property
    def onzeker(self) -> npt.NDArray[np.int64]:
        """Positions of the gemeenten whose membership is uncertain."""
        rows = zip(self.lidmaatschap.gemeente.tolist(), self.lidmaatschap.methode, strict=True)
        uncertain = {gemeente for gemeente, methode in rows if methode is Methode.ONZEKER}
        return np.array(sorted(uncertain), dtype=np.int64)

    @property
    def verdeling(self) -> Verdeling:
        """How it divides the gemeenten, told from the shares."""
        rows = self.lidmaatschap
        if not len(rows):
            return Verdeling.HEEL
        if np.any(np.bincount(rows.gemeente, rows.aandeel) > 1 + _ROUNDING):
            return Verdeling.OVERLAPPEND
        alone = len(np.unique(rows.gemeente)) == len(rows)
        return Verdeling.HEEL if alone and np.all(rows.aandeel == 1) else Verdeling.AANDELEN

    def labels(self, n: int) -> npt.NDArray[np.int64]:
        """Position of the regio of each of `n` gemeenten, -1 where it has none. Shape (n,).

        Raises
        ------
        ValueError
            When a gemeente is in several regio's or only for a share: then one label would lie.
        """
        rows = self.lidmaatschap
        if len(set(rows.gemeente.tolist())) < len(rows) or np.any(rows.aandeel != 1):
            raise ValueError(f"{self.id}: gemeenten are in several regio's or for a share only")
        labels = np.full(n, -1, dtype=np.int64)
        labels[rows.gemeente] = rows.regio
        return labels
