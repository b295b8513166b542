"""Formal cooperations (Wgr): which there are, who shares how many, and their result tables."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from regiokaart import __version__
from regiokaart.congruence.table import Column, Kind, Provenance, Table
from regiokaart.model import Catalogus, Regeling

CENTRUMREGELING = "centrumregeling (afgeleid uit de naam)"


@dataclass(frozen=True, eq=False)
class Cooperation:
    """How much n gemeenten cooperate in a set of regelingen.

    Attributes
    ----------
    per_gemeente : ndarray of int64, shape (n,)
        Number of regelingen a gemeente takes part in.
    shared : ndarray of int64, shape (n, n)
        Number of regelingen that two gemeenten both take part in; 0 on the diagonal.
    """

    per_gemeente: npt.NDArray[np.int64]
    shared: npt.NDArray[np.int64]

    def pairs(self, threshold: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Pairs of gemeenten that share at least `threshold` regelingen, the closest first.

        Returns
        -------
        pairs : ndarray of int64, shape (p, 2)
            Positions, the smaller first.
        shared : ndarray of int64, shape (p,)
        """
        i, j = np.nonzero(np.triu(self.shared >= max(threshold, 1), k=1))
        shared = self.shared[i, j]
        order = np.lexsort((j, i, -shared))
        return np.stack([i, j], axis=1)[order], shared[order]


def cooperation(regelingen: Sequence[Regeling], n: int) -> Cooperation:
    """Count the regelingen per gemeente and per pair of gemeenten.

    Parameters
    ----------
    regelingen : sequence of Regeling
    n : int
        Number of gemeenten.
    """
    # As floating point the product is ten times as fast, and so few counts stay exact.
    takes_part = np.zeros((len(regelingen), n))
    for row, regeling in enumerate(regelingen):
        takes_part[row, regeling.gemeenten] = 1
    shared = (takes_part.T @ takes_part).astype(np.int64)
    np.fill_diagonal(shared, 0)
    return Cooperation(takes_part.sum(axis=0).astype(np.int64), shared)


def form(regeling: Regeling) -> str:
    """Return the legal form; a centrumregeling is recognised from its name and said to be so."""
    if "centrumregeling" in _plain(regeling.naam):
        return CENTRUMREGELING
    return regeling.vorm


def search(
    regelingen: Sequence[Regeling],
    text: str = "",
    forms: Collection[str] = (),
    gemeente: int | None = None,
) -> list[Regeling]:
    """Find regelingen by words, legal form and participant.

    Parameters
    ----------
    regelingen : sequence of Regeling
    text : str
        Words that must all occur in name or purpose; capitals and accents do not matter.
    forms : collection of str
        Legal forms as `form` gives them; empty for all.
    gemeente : int, optional
        Position of a gemeente that must take part.
    """
    words = _plain(text).split()
    return [
        regeling
        for regeling in regelingen
        if all(word in _plain(f"{regeling.naam} {regeling.doel}") for word in words)
        and (not forms or form(regeling) in forms)
        and (gemeente is None or gemeente in regeling.gemeenten)
    ]


def regelingen_table(
    catalogus: Catalogus,
    regelingen: Sequence[Regeling],
    bron: str,
    parameters: Sequence[tuple[str, str]] = (),
) -> Table:
    """One row per regeling, with its participants in full."""
    gemeenten = catalogus.gemeenten
    names = [", ".join(gemeenten.namen[i] for i in each.gemeenten) for each in regelingen]
    notes = ["; ".join(f"{who}: {what}" for who, what in each.toelichtingen) for each in regelingen]
    return Table(
        "regelingen",
        "Samenwerkingen (Wgr-regelingen)",
        (
            _text("id", "Nummer", [each.id for each in regelingen], "Nummer in het register."),
            _text("naam", "Regeling", [each.naam for each in regelingen]),
            _text("vorm", "Vorm", [form(each) for each in regelingen]),
            Column("sinds", "Sinds", Kind.DATE, [each.sinds or None for each in regelingen],
                   explanation="Begin van de oudste versie in het register."),
            _count("gemeenten", "Gemeenten", [len(each.gemeenten) for each in regelingen]),
            _count(
                "inwoners",
                "Inwoners",
                [int(gemeenten.inwoners[each.gemeenten].sum()) for each in regelingen],
                f"Inwoners van de deelnemende gemeenten op 1 januari {gemeenten.inwoners_jaar}.",
            ),
            _text("deelnemende_gemeenten", "Deelnemende gemeenten", names),
            _text("andere_deelnemers", "Andere deelnemers",
                  ["; ".join(each.anderen) or None for each in regelingen],
                  "Provincies, waterschappen en anderen."),
            _text("toelichting", "Toelichting", [note or None for note in notes],
                  "Waar het register een opgeheven gemeente noemt, staat hier haar opvolger."),
            _text("doel", "Doel", [each.doel or None for each in regelingen],
                  "Zoals in het register, ingekort tot 300 tekens."),
        ),
        _provenance(catalogus, regelingen, bron, parameters),
    )  # fmt: skip


def cooperation_table(
    catalogus: Catalogus,
    regelingen: Sequence[Regeling],
    bron: str,
    parameters: Sequence[tuple[str, str]] = (),
) -> Table:
    """One row per gemeente: in how many regelingen, and with how many others."""
    gemeenten = catalogus.gemeenten
    counts = cooperation(regelingen, len(gemeenten))
    closest = counts.shared.argmax(axis=1)
    most = counts.shared.max(axis=1)
    return Table(
        "samenwerking",
        "Samenwerking per gemeente",
        (
            _text("code", "Code", gemeenten.codes),
            _text("gemeente", "Gemeente", gemeenten.namen),
            _text("provincie", "Provincie", gemeenten.provincies),
            _count("inwoners", "Inwoners", gemeenten.inwoners.tolist()),
            _count("regelingen", "Regelingen", counts.per_gemeente.tolist(),
                   "In hoeveel regelingen de gemeente deelneemt."),
            _count("partners", "Partners", (counts.shared > 0).sum(axis=1).tolist(),
                   "Met hoeveel andere gemeenten zij ten minste één regeling deelt."),
            _text("naaste_partner", "Naaste partner",
                  [gemeenten.namen[j] if m else None for j, m in zip(closest, most, strict=True)],
                  "De gemeente waarmee zij de meeste regelingen deelt, of de eerste daarvan."),
            _count("gedeeld", "Gedeeld met die partner", most.tolist()),
        ),
        _provenance(catalogus, regelingen, bron, parameters),
    )  # fmt: skip


def shared_table(
    catalogus: Catalogus,
    regelingen: Sequence[Regeling],
    bron: str,
    threshold: int,
    parameters: Sequence[tuple[str, str]] = (),
) -> Table:
    """One row per pair of gemeenten that share at least `threshold` regelingen."""
    namen = catalogus.gemeenten.namen
    pairs, shared = cooperation(regelingen, len(catalogus.gemeenten)).pairs(threshold)
    return Table(
        "gedeeld",
        f"Paren van gemeenten met ten minste {threshold} gedeelde regelingen",
        (
            _text("gemeente_a", "Gemeente", [namen[i] for i in pairs[:, 0]]),
            _text("gemeente_b", "En gemeente", [namen[j] for j in pairs[:, 1]]),
            _count("regelingen", "Gedeelde regelingen", shared.tolist()),
        ),
        _provenance(
            catalogus, regelingen, bron, [*parameters, ("Ten minste gedeeld", str(threshold))]
        ),
    )


def what_is_counted(regelingen: Sequence[Regeling]) -> str:
    """Dutch sentence that says what a count of these regelingen is, and what it is not."""
    return (
        f"Geteld zijn {len(regelingen)} geldende formele regelingen uit het register. Informele "
        "samenwerking staat in geen register; het ministerie spreekt van meer dan 1.200 regionale "
        "samenwerkingsverbanden in totaal."
    )


def _provenance(
    catalogus: Catalogus,
    regelingen: Sequence[Regeling],
    bron: str,
    parameters: Sequence[tuple[str, str]],
) -> Provenance:
    return Provenance(
        indelingen=(),
        sources=(bron, f"Gemeenten en inwoners: {catalogus.gemeenten.bron}"),
        parameters=(("Regelingen", str(len(regelingen))), *parameters),
        method=(
            "Partners: gemeenten die ten minste één regeling delen.",
            "Gedeelde regelingen: het aantal regelingen waarin beide gemeenten deelnemen.",
        ),
        remarks=(what_is_counted(regelingen),),
        program=f"Regiokaart {__version__}",
    )


def _text(key: str, heading: str, values: Sequence[str | None], explanation: str = "") -> Column:
    return Column(key, heading, Kind.TEXT, values, explanation=explanation)


def _count(key: str, heading: str, values: Sequence[int], explanation: str = "") -> Column:
    return Column(key, heading, Kind.COUNT, values, explanation=explanation)


def _plain(text: str) -> str:
    """Write a text without capitals and accents, to search in."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
