"""The gemeenten of any year since 2011, made of the list of one year and the herindelingen."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property

from regiokaart.model import Gemeentelijst, Herindeling, Wijziging

# CBS has given codes out in ascending order; none from here on existed before 2011, where the
# table of herindelingen starts. A gemeente with a lower code lived on through a herindeling.
_FIRST_NEW_CODE = 1900


@dataclass(frozen=True)
class Era:
    """Years of which a set of gemeenten can be.

    Attributes
    ----------
    first, last : int
    exact : bool
        False when no year has all of them; `first` and `last` are then the year with most.
    """

    first: int
    last: int
    exact: bool

    def __str__(self) -> str:
        if not self.exact:
            return "verschillende jaren"
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


@dataclass(frozen=True, eq=False)
class Eras:
    """What is known of the gemeenten of other years.

    Attributes
    ----------
    gemeenten : Gemeentelijst
        The list of now.
    herindelingen : tuple of Herindeling
        Since 2011.
    others : tuple of Gemeentelijst
        Lists of other years, for their names.
    inwoners : dict of str to float
        Inhabitants by code, of the earliest year that is known; not of all.
    """

    gemeenten: Gemeentelijst
    herindelingen: tuple[Herindeling, ...]
    others: tuple[Gemeentelijst, ...] = ()
    inwoners: Mapping[str, float] = field(default_factory=dict)

    @cached_property
    def names(self) -> dict[str, tuple[str, ...]]:
        """Every name that a gemeente had since 2011, by code; of now first."""
        found: dict[str, list[str]] = {}
        pairs = [
            *zip(self.gemeenten.codes, self.gemeenten.namen, strict=True),
            *((each.oud, each.oude_naam) for each in self.herindelingen),
            *(pair for each in self.others for pair in zip(each.codes, each.namen, strict=True)),
        ]
        for code, naam in pairs:
            if naam not in found.setdefault(code, []):
                found[code].append(naam)
        return {code: tuple(names) for code, names in found.items()}

    @property
    def years(self) -> range:
        """The years of which the gemeenten are known."""
        dates = [each.datum.year for each in self.herindelingen]
        year = self.gemeenten.peiljaar
        return range(min([*dates, year]), max([*dates, year]) + 1)

    def of_year(self, year: int) -> Gemeentelijst:
        """Return the gemeenten on 1 January of a year, which may lie outside `years`."""
        when, now = date(year, 1, 1), date(self.gemeenten.peiljaar, 1, 1)
        codes = set(self.gemeenten.codes)
        by_date = sorted(self.herindelingen, key=lambda each: each.datum)
        born: dict[str, date] = {}
        for each in by_date:
            if int(each.nieuw[2:]) >= _FIRST_NEW_CODE:
                born.setdefault(each.nieuw, each.datum)
        for each in reversed(by_date):
            if when < each.datum <= now:
                codes.add(each.oud)
                if born.get(each.nieuw) == each.datum:
                    codes.discard(each.nieuw)
        for each in by_date:
            if now < each.datum <= when:
                codes.discard(each.oud)
                codes.add(each.nieuw)
        ordered = tuple(sorted(codes))
        names = tuple(self.names.get(code, (code,))[0] for code in ordered)
        return Gemeentelijst(year, ordered, names)

    def recognise(self, codes: Collection[str]) -> Era:
        """Find of which years these gemeenten can be; the list of now wins when it can."""
        wanted = set(codes)
        missing = {year: len(wanted - set(self.of_year(year).codes)) for year in self.years}
        now = self.gemeenten.peiljaar
        fewest = min(missing.values())
        best = [year for year, count in missing.items() if count == fewest]
        near = min(best, key=lambda year: (abs(year - now), -year))
        return Era(near, near, exact=False) if fewest else Era(*_run(best, near), exact=True)

    def became(self, code: str) -> str:
        """Say in Dutch what became of a gemeente that is not there now, as the rest of a clause."""
        ended = [each for each in self.herindelingen if each.oud == code]
        if not ended:
            return f"bestaat in {self.gemeenten.peiljaar} nog niet"
        last = max(each.datum for each in ended)
        ended = [each for each in ended if each.datum == last]
        names = " en ".join(self.names.get(each.nieuw, (each.nieuw,))[0] for each in ended)
        if ended[0].soort is Wijziging.HERNOEMD:
            return f"heet sinds {last.year} {names}"
        if len(ended) > 1:
            return f"is in {last.year} verdeeld over {names}"
        return f"ging in {last.year} op in {names}"


def _run(years: Sequence[int], around: int) -> tuple[int, int]:
    """Return the ends of the run of consecutive years that holds one of them."""
    first = last = around
    while first - 1 in years:
        first -= 1
    while last + 1 in years:
        last += 1
    return first, last


def load_eras(gemeenten: Gemeentelijst) -> Eras:
    """Load what the embedded data knows of other years than that of a list."""
    return Eras(gemeenten, *_known())


@cache
def _known() -> tuple[tuple[Herindeling, ...], tuple[Gemeentelijst, ...], Mapping[str, float]]:
    """Load herindelingen, lists of other years and inhabitants, which stay the same."""
    from regiokaart.sources.embedded import load_catalogus
    from regiokaart.sources.history import load_herindelingen, load_jaargangen

    now = load_catalogus().gemeenten
    years = load_jaargangen()
    inwoners = dict(zip(now.codes, now.inwoners.astype(float).tolist(), strict=True))
    for year in years:  # before a gemeente took in others
        inwoners |= dict(zip(year.gemeenten.codes, year.inwoners.tolist(), strict=True))
    return load_herindelingen(), (now, *(year.gemeenten for year in years)), inwoners
