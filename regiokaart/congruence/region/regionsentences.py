"""The regions of A against those of B in plain Dutch."""

from __future__ import annotations

from collections import Counter

from regiokaart.congruence.pair.assignment import Wisselaars
from regiokaart.congruence.provenance import uncertain_rows
from regiokaart.congruence.region.regions import Plaats
from regiokaart.congruence.region.regiontables import Against
from regiokaart.congruence.wording import counted, names_in_sentence
from regiokaart.model import notation


def region_sentences(against: Against) -> tuple[str, ...]:
    """Describe the regions of A against B: how many lie how, and who would have to move.

    May load scipy.
    """
    (_, more_a), (one_b, more_b) = names_in_sentence(against.a), names_in_sentence(against.b)
    if not against.matches:
        return (f"De {more_a} en de {more_b} hebben geen gemeente gemeen.",)
    kinds = Counter(m.plaats for m in against.matches)
    almost = sum(m.plaats is not m.exact for m in against.matches)
    parts = [
        f"{_count(kinds[Plaats.SAMENVALLEND], 'valt', 'vallen')} samen met een {one_b}",
        f"{_count(kinds[Plaats.BINNEN], 'ligt', 'liggen')} geheel binnen een grotere",
        f"{_count(kinds[Plaats.OMVAT], 'bestaat', 'bestaan')} uit hele {more_b}",
        f"{_count(kinds[Plaats.DOORSNIJDT], 'doorsnijdt', 'doorsnijden')} er een",
    ]
    sentences = [f"Van de {counted(len(against.matches), 'regio', more_a)}: {'; '.join(parts)}."]
    if against.tolerance:
        sentences.append(
            f"Resten tot {notation.percentage(against.tolerance)} van de kleinste regio tellen "
            f"niet mee; bij {notation.number(almost)} maakt dat verschil."
        )
    if not against.both.all():
        who = counted(int(against.both.sum()), "gemeente", "gemeenten")
        sentences.append(
            f"Let op: dit gaat over de {who} die in beide indelingen bij een regio horen; wat een "
            "regio daarbuiten heeft, telt niet mee."
        )
    return (
        *sentences,
        _movers(against, against.equal, f"de {more_a} gelijk te maken aan de {more_b}"),
        _movers(against, against.nest, f"elk van de {more_a} binnen één {one_b} te laten vallen"),
        *(
            f"Let op. {sentence}"
            for indeling in (against.a, against.b)
            if (sentence := uncertain_rows(against.catalogus, indeling))
        ),
    )


def _movers(against: Against, found: Wisselaars, goal: str) -> str:
    if not len(found.gemeenten):
        return f"Niemand hoeft van regio te wisselen om {goal}."
    inwoners = int(against.catalogus.gemeenten.inwoners[found.gemeenten].sum())
    who = counted(len(found.gemeenten), "gemeente", "gemeenten")
    other = (
        f"geteld in {against.gewicht} is dat de enige kleinste keuze"
        if found.only
        else f"geteld in {against.gewicht} zijn andere keuzes even klein"
    )
    people = counted(inwoners, "inwoner", "inwoners")
    return f"Om {goal}, volstaat een wissel van {who} met {people}; {other}."


def _count(count: int, one: str, more: str) -> str:
    return f"{notation.number(count) if count else 'geen'} {one if count < 2 else more}"
