"""What changed between years, in Dutch sentences."""

from __future__ import annotations

import math
from collections.abc import Sequence

from regiokaart.congruence.overyears.changes import Change, Course, Redrawing
from regiokaart.congruence.wording import counted, join_names, names_in_sentence, some_names
from regiokaart.model import Indeling, notation
from regiokaart.model.herindeling import NO_REGIO

_NAMED = 6  # with more indelingen a sentence names only those that changed


def courses_sentence(found: Sequence[Course]) -> str:
    """Say in Dutch how many gemeenten each indeling redrew, and what herindeling did beside it."""
    if not found:
        return ""
    named = found if len(found) <= _NAMED else [course for course in found if course.redrawn]
    parts = [
        f"{names_in_sentence(course.after)[1]} {len(course.redrawn)} "
        f"(van {course.before.peiljaar_tekst} tot {course.after.peiljaar_tekst})"
        for course in named
    ]
    if len(named) < len(found):
        others = "de andere " if named else ""
        rest = counted(len(found) - len(named), "indeling", "indelingen")
        parts.append(f"geen in {others}{rest}")
    merged = max(len(course.merged) for course in found)
    sentence = f"Gemeenten die door hertekening in een andere regio kwamen: {join_names(parts)}."
    formed = counted(merged, "gemeente", "gemeenten")
    return f"{sentence} Daarnaast vormde herindeling {formed} uit andere." if merged else sentence


def course_sentence(course: Course) -> str:
    """Say in Dutch how many gemeenten an indeling redrew, and what herindeling did beside it."""
    redrawn = [course.tot.namen[change.gemeente] for change in course.redrawn]
    merged = course.merged
    forced = [course.tot.namen[change.gemeente] for change in merged if not change.certain]
    parts = [
        f"{counted(len(redrawn), 'gemeente kwam', 'gemeenten kwamen')} door hertekening in een "
        f"andere regio ({some_names(redrawn)})"
        if redrawn
        else "geen gemeente kwam door hertekening in een andere regio"
    ]
    if merged:
        parts.append(
            f"herindeling vormde {counted(len(merged), 'gemeente', 'gemeenten')} uit andere"
        )
    sentence = (
        f"{course.after.naam_meervoud} van {course.before.peiljaar_tekst} tot "
        f"{course.after.peiljaar_tekst}: {'; '.join(parts)}."
    )
    if forced:
        sentence += f" De delen kwamen uit verschillende regio's bij {join_names(forced)}."
    return sentence


def change_sentence(course: Course, change: Change) -> str:
    """Explain in Dutch what happened to one gemeente."""
    sentences = []
    parts = course.transition.parts[change.gemeente]
    if change in course.merged:
        names = [
            course.van.namen[part.source] + ("" if part.whole else " (deel)") for part in parts
        ]
        sentences.append(f"Door herindeling gevormd uit {join_names(names)}.")
        if not change.certain:
            sentences.append(f"De delen kwamen uit {regios_then(course, change)}.")
    was, now = regio_name(course.before, change.was[0][0]), regio_name(course.after, change.now)
    match change.how:
        case Redrawing.REGIO_ABSORBED:
            sentences.append(f"Regio {was} is opgegaan in {now}.")
        case Redrawing.REGIO_SPLIT_OFF:
            sentences.append(f"Regio {now} is van {was} afgesplitst.")
        case Redrawing.MOVED:
            sentences.append(f"Van {was} naar {now}.")
        case None if not change.certain:
            sentences.append(f"De gemeente hoort nu bij {now}.")
    return " ".join(sentences)


def regios_then(course: Course, change: Change) -> str:
    """Every regio that a gemeente came from, with its share of the inhabitants where known."""
    names = [
        regio_name(course.before, label)
        + ("" if change.certain or math.isnan(share) else f" ({notation.percentage(share, 0)})")
        for label, share in change.was
    ]
    return join_names(names)


def regio_name(indeling: Indeling, label: int) -> str:
    """Return the name of a regio by its position; `NO_REGIO` is said in words."""
    return "geen regio" if label == NO_REGIO else indeling.regios[label].naam
