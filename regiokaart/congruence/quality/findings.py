"""What a check of indelingen finds, and the tables of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from regiokaart import __version__
from regiokaart.congruence.columns import count, set_parameter, text
from regiokaart.congruence.table import Provenance, Table
from regiokaart.congruence.wording import counted, join_names
from regiokaart.model import Catalogus, Indeling, notation

_SEVERITY = (
    "Fout: de gegevens spreken zichzelf tegen. Let op: wat een lezer bij een cijfer moet weten. "
    "Ter informatie: er is niets mis."
)


class Severity(StrEnum):
    """How much a finding matters; the gravest first."""

    ERROR = "fout"
    """The data contradicts itself: a figure that rests on it may be wrong."""
    WARNING = "let op"
    """Something a reader must know beside a figure."""
    NOTE = "ter informatie"
    """Nothing is wrong; it is told because it is often asked."""


class Check(StrEnum):
    """What was looked at; every finding is of one of these, shown in this order."""

    TOTALS = "aantallen kloppen niet"
    REPEATED = "rij staat dubbel"
    UNCOVERED = "gemeente zonder regio"
    DOUBLE = "gemeente in meer regio's"
    SHARES = "aandelen niet samen 1"
    EMPTY = "regio zonder gemeenten"
    NAMES = "namen en codes verschillen"
    UNCERTAIN = "onzekere rij"
    STATUS = "niet actueel of niet compleet"
    OLD = "oud peiljaar"
    YEARS = "verschillende peiljaren"
    PIECES = "regio in delen, ander land ertussen"
    WATER = "regio in delen, alleen water ertussen"
    DIVIDED = "gemeente verdeeld over regio's"
    CARRIED = "rij overgenomen"
    SINGLE = "regio met één gemeente"
    UNKNOWN = "kenmerk onbekend"
    REGELING = "regeling met dezelfde gemeenten"
    SOURCES = "bronnen spreken elkaar tegen"


@dataclass(frozen=True)
class Finding:
    """One thing that a check found.

    Attributes
    ----------
    check : Check
    severity : Severity
    indelingen : tuple of str
        Ids of the indelingen it is about; empty when it is about the gemeenten or boundaries.
    text : str
        Dutch sentences: what is found.
    action : str
        Dutch sentence: what to do about it.
    regio : str
        Name of the regio it is about; empty when it is about more or none.
    gemeenten : tuple of int
        Positions of the gemeenten it is about, to show on a map; may be empty.
    figures : tuple of (str, float)
        Dutch name and value of what was counted.
    """

    check: Check
    severity: Severity
    indelingen: tuple[str, ...]
    text: str
    action: str
    regio: str = ""
    gemeenten: tuple[int, ...] = ()
    figures: tuple[tuple[str, float], ...] = ()


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Put the gravest first, then by check, keeping the order of what is alike."""
    checks, severities = list(Check), list(Severity)
    return tuple(
        sorted(findings, key=lambda f: (severities.index(f.severity), checks.index(f.check)))
    )


def errors(findings: Iterable[Finding]) -> int:
    """Count the findings that are an error."""
    return sum(finding.severity is Severity.ERROR for finding in findings)


def summary_sentence(findings: Sequence[Finding]) -> str:
    """Write how many findings there are of each severity.

    Examples
    --------
    >>> summary_sentence([])
    'Niets gevonden.'
    >>> note = Finding(Check.SINGLE, Severity.NOTE, (), "", "")
    >>> summary_sentence([note, note])
    '2 bevindingen: 0 keer fout, 0 keer let op, 2 keer ter informatie.'
    """
    if not findings:
        return "Niets gevonden."
    found = Counter(finding.severity for finding in findings)
    parts = [f"{found[severity]} keer {severity}" for severity in Severity]
    return f"{counted(len(findings), 'bevinding', 'bevindingen')}: {', '.join(parts)}."


def findings_table(
    catalogus: Catalogus,
    indelingen: Sequence[Indeling],
    findings: Sequence[Finding],
    parameters: Sequence[tuple[str, str]] = (),
) -> Table:
    """Tabulate findings, one row each, in their order.

    Parameters
    ----------
    catalogus : Catalogus
    indelingen : sequence of Indeling
        Those that were checked.
    findings : sequence of Finding
    parameters : sequence of (str, str)
        Dutch name and value of choices to account for, as named by
        `regiokaart.congruence.quality.quality.choices`.
    """
    names = {i.id: i.naam_meervoud for i in indelingen}
    gemeenten = catalogus.gemeenten
    columns = (
        text("ernst", "Ernst", [str(f.severity) for f in findings], _SEVERITY),
        text("controle", "Controle", [str(f.check) for f in findings]),
        text(
            "naam",
            "Indeling",
            [
                join_names([names.get(each, each) for each in f.indelingen]) or None
                for f in findings
            ],
        ),
        text("regio", "Regio", [f.regio or None for f in findings]),
        text("bevinding", "Wat er is gevonden", [f.text for f in findings]),
        text("actie", "Wat u kunt doen", [f.action for f in findings]),
        count("aantal", "Gemeenten", [len(f.gemeenten) for f in findings]),
        text(
            "gemeenten",
            "Welke gemeenten",
            [join_names([gemeenten.namen[g] for g in f.gemeenten]) or None for f in findings],
        ),
        text(
            "cijfers",
            "Cijfers",
            ["; ".join(f"{name}: {_figure(x)}" for name, x in f.figures) or None for f in findings],
        ),
        text("indelingen", "Indeling (id)", [", ".join(f.indelingen) or None for f in findings]),
        text(
            "codes",
            "Gemeentecodes",
            [", ".join(gemeenten.codes[g] for g in f.gemeenten) or None for f in findings],
        ),
    )
    account = _account(catalogus, indelingen, findings, parameters)
    return Table("kwaliteit", "Kwaliteit van de indelingen", columns, account)


def summary_table(
    catalogus: Catalogus,
    indelingen: Sequence[Indeling],
    findings: Sequence[Finding],
    parameters: Sequence[tuple[str, str]] = (),
) -> Table:
    """Tabulate how many findings there are of each severity and check, the gravest first."""
    found = Counter((f.severity, f.check) for f in ordered(findings))
    about: dict[tuple[Severity, Check], set[str]] = {}
    for f in findings:
        about.setdefault((f.severity, f.check), set()).update(f.indelingen)
    columns = (
        text("ernst", "Ernst", [str(severity) for severity, _ in found], _SEVERITY),
        text("controle", "Controle", [str(check) for _, check in found]),
        count("bevindingen", "Bevindingen", list(found.values())),
        count("indelingen", "Indelingen", [len(about[key]) for key in found]),
    )
    account = _account(catalogus, indelingen, findings, parameters)
    return Table("overzicht", "Overzicht van de kwaliteit", columns, account)


def _figure(value: float) -> str:
    return notation.number(value, 0 if float(value).is_integer() else 2)


def _account(
    catalogus: Catalogus,
    indelingen: Sequence[Indeling],
    findings: Sequence[Finding],
    parameters: Sequence[tuple[str, str]],
) -> Provenance:
    """Account for a check; its remarks are the findings themselves, so those are not repeated."""
    gemeenten = catalogus.gemeenten
    return Provenance(
        indelingen=tuple(
            f"{i.naam_met_jaar}: " + counted(len(i), "regio", "regio's") + f"; bron: {i.bron}; "
            f"licentie: {i.licentie}"
            for i in indelingen
        ),
        sources=(f"{len(gemeenten)} gemeenten van {gemeenten.peiljaar}; bron: {gemeenten.bron}",),
        parameters=(set_parameter("Gecontroleerde indelingen", indelingen), *parameters),
        method=(f"Ernst: {_SEVERITY[0].lower()}{_SEVERITY[1:]}",),
        remarks=(summary_sentence(findings),),
        program=f"Regiokaart {__version__}",
    )
