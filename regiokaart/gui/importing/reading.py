"""Reading a file of the user's own for the preview; any thread may do it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from regiokaart.congruence.quality.findings import Finding
from regiokaart.congruence.quality.quality import check
from regiokaart.congruence.wording import counted, join_names
from regiokaart.gui.tasks import Progress
from regiokaart.model import Catalogus, Gebied
from regiokaart.model.notation import number
from regiokaart.sources.connections import load_verbindingen
from regiokaart.sources.errors import DataError
from regiokaart.sources.files import choices, read_indelingen
from regiokaart.sources.imported import Choices, Counts, Imported, ImportOptions
from regiokaart.sources.stopping import stoppable

_FOR_COMMANDS = "#"  # remedies of the command line choose a sheet or layer with it
_NO_CHOICES = Choices("", ())


@dataclass(frozen=True, eq=False)
class Reading:
    """What came of reading a file.

    Attributes
    ----------
    path : Path
    choices : Choices
        What there is to choose in the file; nothing when it cannot be read at all.
    found : tuple of Imported
        Empty when there is an error.
    findings : tuple of tuple of Finding
        What the quality check says of each.
    error : DataError or None
    """

    path: Path
    choices: Choices
    found: tuple[Imported, ...] = ()
    findings: tuple[tuple[Finding, ...], ...] = ()
    error: DataError | None = None


def read(
    path: Path,
    options: ImportOptions,
    catalogus: Catalogus,
    gebied: Gebied,
    jaar: int | None,
    taken: Collection[str],
    progress: Progress,
) -> Reading:
    """Read a file and check the indelingen in it; an error of the file is part of the answer.

    Parameters
    ----------
    path : Path
    options : ImportOptions
    catalogus : Catalogus
    gebied : Gebied
    jaar : int or None
        The fetched year of both; None for the embedded data, to which the connections belong.
    taken : collection of str
        Ids that the indelingen may not get.
    progress : Progress

    Raises
    ------
    CancelledError, StoppedError
        When the user stopped it.
    """
    offered = _NO_CHOICES
    try:
        with stoppable(lambda: progress.cancelled):
            offered = choices(path)
            progress.report(1, 3)
            found = read_indelingen(path, catalogus.gemeenten, gebied, taken, options)
        progress.report(2, 3)
        connections = load_verbindingen(catalogus.gemeenten) if jaar is None else ()
    except DataError as error:
        return Reading(path, offered, error=error)
    findings = []
    for imported in found:
        findings.append(check(imported.indeling, catalogus, gebied, connections))
        progress.report(2, 3)
    return Reading(path, offered, found, tuple(findings))


def remedy(error: DataError, offered: Choices, *, table: bool) -> str:
    """Say what can be done about an error in the dialog, as Dutch sentences.

    Parameters
    ----------
    error : DataError
    offered : Choices
    table : bool
        Whether the file is a table, not polygons.
    """
    texts = [] if _FOR_COMMANDS in error.remedy else [error.remedy]
    if table and offered.parts and error.row is not None:
        texts.append("vink links aan dat rijen die niet kloppen worden overgeslagen")
    elif offered.parts:
        part = f"het {offered.kind}" if offered.kind == "blad" else "de laag"
        among = [part] if len(offered.parts) > 1 else []
        among += ["de opbouw"] if table else []
        texts.append(f"kies links {join_names([*among, 'de kolommen'], 'of')}")
    texts.append("kies een ander bestand")
    first, *others = filter(None, texts)
    rest = f" Of {', of '.join(others)}." if others else ""
    return f"{first[:1].upper()}{first[1:]}.{rest}"


def tally(counts: Counts) -> str:
    """Say how many gemeenten an import covers, and how.

    Examples
    --------
    >>> tally(Counts(covered=340, partial=0, missing=2, double=0, divided=0))
    '340 van de 342 gemeenten hebben een regio; 2 in geen regio.'
    """
    inside = counts.covered + counts.partial
    verb = "heeft" if inside == 1 else "hebben"
    parts = (
        (counts.partial, "maar voor een deel"),
        (counts.missing, "in geen regio"),
        (counts.double, "in meer regio's tegelijk"),
        (max(counts.divided - counts.partial - counts.double, 0), "verdeeld over regio's"),
    )
    rest = [f"{number(count)} {what}" for count, what in parts if count]
    if counts.skipped:
        rest.append(_left_out(counts))
    total = counted(inside + counts.missing, "gemeente", "gemeenten")
    first = f"{number(inside)} van de {total} {verb} een regio"
    return f"{first}; {join_names(rest)}." if rest else f"{first}."


def _left_out(counts: Counts) -> str:
    """Say how many rows were left out; those of an unknown gemeente are some of them."""
    rows = counted(counts.skipped, "rij", "rijen")
    if counts.unknown == counts.skipped:
        return f"{rows} met een onbekende gemeente overgeslagen"
    some = f" ({number(counts.unknown)} met een onbekende gemeente)" if counts.unknown else ""
    return f"{rows} overgeslagen{some}"
