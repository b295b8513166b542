"""From shares of area to who belongs where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from regiokaart.model import Gemeenten, Lidmaatschap, Methode, Regio
from regiokaart.model.notation import number, percentage
from regiokaart.sources.imported import Message
from regiokaart.sources.shares import Shares

WHOLE = 0.95  # a gemeente with this share of its area in a regio belongs to it
SLIVER = 0.001  # a smaller share is a difference between two drawings of one border
OVERLAP = 0.01  # so is an overlap of regio's up to this share of a gemeente

_NAMED = 5  # gemeenten that one message names


@dataclass(frozen=True, eq=False)
class Assigned:
    """Memberships by area, and the gemeenten about which there is something to say.

    Attributes
    ----------
    lidmaatschap : Lidmaatschap
    covered, partial, missing, double : tuple of int
        Positions of gemeenten; see `regiokaart.sources.imported.Counts`.
    messages : tuple of Message
    """

    lidmaatschap: Lidmaatschap
    covered: tuple[int, ...]
    partial: tuple[int, ...]
    missing: tuple[int, ...]
    double: tuple[int, ...]
    messages: tuple[Message, ...]


@dataclass
class _Found:
    """What the gemeenten come to, one after the other."""

    rows: list[tuple[int, int, float, str]] = field(default_factory=list)
    whole: dict[int, float] = field(default_factory=dict)  # with the share that was rounded up
    split: list[int] = field(default_factory=list)
    covered: list[int] = field(default_factory=list)
    partial: dict[int, float] = field(default_factory=dict)  # with the share that is covered
    missing: list[int] = field(default_factory=list)
    double: list[int] = field(default_factory=list)
    drawn_twice: list[int] = field(default_factory=list)
    slivers: int = 0


def assign(shares: Shares, regios: Sequence[Regio], gemeenten: Gemeenten) -> Assigned:
    """Make memberships of shares.

    A gemeente with at least `WHOLE` of its area in one regio belongs to it, and to none when that
    much lies in none. Shares below `SLIVER` are left out. Another gemeente keeps a row for each
    regio; its shares are scaled to 1, or to the part that is covered when that is below `WHOLE`.
    Where regio's overlap in a gemeente by more than `OVERLAP`, each keeps its own share, unscaled.

    Parameters
    ----------
    shares : Shares
        Of n gemeenten in k regio's.
    regios : sequence of Regio, length k
    gemeenten : Gemeenten
    """
    found = _Found()
    first = np.searchsorted(shares.gemeente, np.arange(len(gemeenten) + 1))
    for g in range(len(gemeenten)):
        rows = slice(first[g], first[g + 1])
        pairs = list(zip(shares.regio[rows].tolist(), shares.aandeel[rows].tolist(), strict=True))
        _assign_one(g, pairs, float(shares.gedekt[g]), float(shares.dubbel[g]), found)
    lidmaatschap = Lidmaatschap(
        gemeente=np.array([row[0] for row in found.rows], dtype=np.int64),
        regio=np.array([row[1] for row in found.rows], dtype=np.int64),
        aandeel=np.array([row[2] for row in found.rows], dtype=np.float64),
        methode=(Methode.DIRECT,) * len(found.rows),
        toelichting=tuple(row[3] for row in found.rows),
    )
    return Assigned(
        lidmaatschap,
        tuple(found.covered),
        tuple(found.partial),
        tuple(found.missing),
        tuple(found.double),
        (*_messages(found, gemeenten.namen), *_unused(lidmaatschap, regios)),
    )


def _assign_one(
    g: int, pairs: list[tuple[int, float]], covered: float, double: float, found: _Found
) -> None:
    kept = [(regio, share) for regio, share in pairs if share >= SLIVER]
    found.slivers += len(pairs) - len(kept)
    if covered <= 1 - WHOLE or not kept:
        found.missing.append(g)
        return
    if covered >= WHOLE:
        found.covered.append(g)
    else:
        found.partial[g] = covered
    overlap = double > OVERLAP
    if overlap:
        found.double.append(g)
    elif double > SLIVER:
        found.drawn_twice.append(g)
    whole = [(regio, share) for regio, share in kept if share >= WHOLE]
    if whole and not overlap:
        regio, share = whole[0]
        note = ""
        if share < 1 - SLIVER:
            found.whole[g] = share
            note = f"{percentage(share)} van de oppervlakte"
        found.rows.append((g, regio, 1.0, note))
        return
    if not overlap:
        found.split.append(g)
    part = 1.0 if covered >= WHOLE else covered
    scale = 1.0 if overlap else part / sum(share for _, share in kept)
    for regio, share in kept:
        aandeel = 1.0 if share >= WHOLE else share * scale
        note = "" if share >= 1 - SLIVER else f"{percentage(share)} van de oppervlakte"
        if overlap:
            note += ("; " if note else "") + "regio's overlappen in deze gemeente"
        found.rows.append((g, regio, aandeel, note))


def _messages(found: _Found, namen: Sequence[str]) -> list[Message]:
    messages = []

    def say(positions: Sequence[int], one: str, many: str, shares: dict[int, float]) -> None:
        if positions:
            count = "1 gemeente" if len(positions) == 1 else f"{number(len(positions))} gemeenten"
            names = ", ".join(
                namen[g] + (f" ({percentage(shares[g])})" if g in shares else "")
                for g in positions[:_NAMED]
            )
            names += " ..." if len(positions) > _NAMED else ""
            text = f"{count} {one if len(positions) == 1 else many}"
            messages.append(Message(text, value=names))

    border = f"voor {percentage(WHOLE, 0)} of meer in één regio en {{}} daar helemaal bij"
    say(
        list(found.whole),
        "ligt " + border.format("hoort"),
        "liggen " + border.format("horen"),
        found.whole,
    )
    say(
        found.split,
        "ligt niet in één regio, en houdt een aandeel per regio",
        "liggen niet in één regio, en houden een aandeel per regio",
        {},
    )
    say(
        list(found.partial),
        "ligt voor een deel in geen regio (gedekt aandeel tussen haakjes)",
        "liggen voor een deel in geen regio (gedekt aandeel tussen haakjes)",
        found.partial,
    )
    say(found.missing, "ligt in geen regio", "liggen in geen regio", {})
    say(
        found.double,
        "ligt in regio's die elkaar overlappen",
        "liggen in regio's die elkaar overlappen",
        {},
    )
    within = f"regio's die voor minder dan {percentage(OVERLAP, 0)} over elkaar liggen; verrekend"
    say(found.drawn_twice, f"ligt in {within}", f"liggen in {within}", {})
    if found.slivers:
        what = "1 snipper" if found.slivers == 1 else f"{number(found.slivers)} snippers"
        telt = "telt" if found.slivers == 1 else "tellen"
        messages.append(
            Message(f"{what} van minder dan {percentage(SLIVER)} van een gemeente {telt} niet mee")
        )
    return messages


def _unused(lidmaatschap: Lidmaatschap, regios: Sequence[Regio]) -> list[Message]:
    used = set(lidmaatschap.regio.tolist())
    return [
        Message(f"in regio '{regio.naam}' ligt geen gemeente; zij is weggelaten", value=regio.naam)
        for i, regio in enumerate(regios)
        if i not in used
    ]
