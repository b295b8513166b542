"""What the window of the quality shows, computed on another thread."""

from __future__ import annotations

from dataclasses import dataclass

from regiokaart.congruence.quality.findings import Finding, Severity, findings_table, summary_table
from regiokaart.congruence.quality.quality import check_set, choices
from regiokaart.congruence.quality.uncertainty import Ranges, ranges
from regiokaart.congruence.quality.uncertaintytables import (
    doubts_table,
    mean_sentence,
    ranges_table,
)
from regiokaart.congruence.table import Table
from regiokaart.gui.tasks import Progress
from regiokaart.model import Catalogus, Gebied, Gewicht, Indeling


@dataclass(frozen=True)
class Question:
    """What is to be checked.

    Attributes
    ----------
    catalogus : Catalogus
    gebied : Gebied
    indelingen : tuple of Indeling
    embedded : bool
        Whether these are the gemeenten of the program, of which more is known.
    """

    catalogus: Catalogus
    gebied: Gebied
    indelingen: tuple[Indeling, ...]
    embedded: bool


@dataclass(frozen=True, eq=False)
class Checked:
    """What a check found.

    Attributes
    ----------
    question : Question
    findings : tuple of Finding
        The gravest first.
    summary, table : Table
        How many of each kind, and the findings, a row each.
    """

    question: Question
    findings: tuple[Finding, ...]
    summary: Table
    table: Table

    def only(self, kinds: frozenset[tuple[str, str]], notes: bool) -> tuple[Finding, ...]:
        """Return the findings of these kinds; of none: all, without notes if these are not wanted.

        Parameters
        ----------
        kinds : frozenset of (str, str)
            Severity and check, as `summary` names them.
        notes : bool
        """
        if kinds:
            return tuple(f for f in self.findings if (f.severity, f.check) in kinds)
        return tuple(f for f in self.findings if notes or f.severity is not Severity.NOTE)

    def tabulate(self, findings: tuple[Finding, ...]) -> Table:
        """Tabulate some of the findings."""
        question = self.question
        return findings_table(question.catalogus, question.indelingen, findings, choices())


def check(question: Question) -> Checked:
    """Check the indelingen.

    Raises
    ------
    DataError, OSError
        When what they are compared with cannot be read.
    """
    catalogus, gebied, indelingen = question.catalogus, question.gebied, question.indelingen
    if question.embedded:
        from regiokaart.sources.connections import load_verbindingen
        from regiokaart.sources.deviations import load_afwijkingen
        from regiokaart.sources.embedded import load_regelingen
        from regiokaart.sources.history import load_jaargangen

        findings = check_set(
            catalogus,
            gebied,
            indelingen,
            verbindingen=load_verbindingen(catalogus.gemeenten),
            jaargangen=load_jaargangen(),
            regelingen=load_regelingen(catalogus.gemeenten),
            afwijkingen=load_afwijkingen(),
        )
    else:
        findings = check_set(catalogus, gebied, indelingen)
    return Checked(
        question,
        findings,
        summary_table(catalogus, indelingen, findings, choices()),
        findings_table(catalogus, indelingen, findings, choices()),
    )


@dataclass(frozen=True, eq=False)
class Bandwidth:
    """What uncertain rows do to the figures.

    Attributes
    ----------
    ranges : Ranges
    table, doubts : Table
        A row per pair, and per uncertain row.
    sentence : str
    """

    ranges: Ranges
    table: Table
    doubts: Table
    sentence: str


def bandwidth(question: Question, gewicht: Gewicht, progress: Progress) -> Bandwidth:
    """Compute the ranges of the figures over the uncertain rows.

    Raises
    ------
    CancelledError
        When the user stopped the work.
    """
    catalogus, gebied = question.catalogus, question.gebied
    found = ranges(catalogus, gebied, question.indelingen, gewicht, progress.report)
    return Bandwidth(
        found, ranges_table(catalogus, found), doubts_table(catalogus, found), mean_sentence(found)
    )
