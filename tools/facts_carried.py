"""Compile what is only known of 2016, carried to the present gemeenten.

The CBS indelingen are those of ``jaren/2016``. The lists of the Regioatlas come as others carried
them; they are first put back on the gemeenten of 2016, as far as that table tells.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from facts import Deviation, Row, check, check_equal, read_rows
from facts_gemeenten import check_names
from facts_indelingen import Lid

from regiokaart.model import (
    Gemeentelijst,
    Gemeenten,
    Herindeling,
    Indeling,
    Jaargang,
    Lidmaatschap,
    Methode,
    Regio,
    Transition,
)
from regiokaart.model.herindeling import carry_indeling

YEAR = 2016

# Indelingen of the CBS in 2016 that the present catalogue lacks. The NUTS areas are derived.
CBS = (
    "kvk-regio",
    "wgr-gebied",
    "rpa-gebied",
    "landbouwgebied",
    "landbouwgroep",
    "toeristengebied",
)

# Title in the Regioatlas, and what our codes start with; none where its regio's are codes.
# Left out: "VPT-regio's 2014", of which no source says what they are.
REGIOATLAS = {
    "wmo-regio": ("WMO-regio's", "WMO"),
    "hlz-regio": ("HLZ-regio's (Hervorming Langdurige Zorg)", "HLZ"),
    "centrumgemeente-opvang": (
        "Centrumgemeente maatschappelijke opvang & beschermd wonen",
        "CO",
    ),
    "centrumgemeente-vrouwenopvang": (
        "Centrumgemeenten vrouwenopvang / geweld in huiselijke kring",
        "CV",
    ),
    "sociale-werkvoorziening": ("Sociale Werkvoorziening", "SW"),
    "passend-onderwijs-po": ("Passend Onderwijs - Primair Onderwijs", ""),
    "passend-onderwijs-vo": ("Passend Onderwijs - Voortgezet Onderwijs", ""),
    "veiligheidshuis": ("Veiligheidshuizen", "VH"),
    "riec-regio": ("Regionaal Informatie en Expertise Centra", "RIEC"),
    "rcf-regio": ("RCF Kenniscentra Handhaving", "RCF"),
    "brzo-regio": ("Regionale Uitvoeringsdiensten - BRZO", "BRZO"),
    "mirt-gebied": ("MIRT-gebieden", "MIRT"),
}
# Spelling put right.
NAMES = {
    "Cappelle aan den IJssel en Krimpen aan den IJssel": (
        "Capelle aan den IJssel en Krimpen aan den IJssel"
    ),
    "BWRi/ Bedrijf voor Werk, Re-integratie en Inkomen": (
        "BWRi / Bedrijf voor Werk, Re-integratie en Inkomen"
    ),
}
_SUCCESSION = re.compile(r"via opvolging ((?:\d{4}\+)*\d{4})")
_AMBIGUOUS = re.compile(r"AMBIGU (.*)", re.DOTALL)
_PART = re.compile(r"(\d{4})=(.*?)(?:\+(?=\d{4}=)|$)")


def compile_carried(
    raw: Path, gemeenten: Gemeenten, year: Jaargang, herindelingen: Sequence[Herindeling]
) -> tuple[dict[str, list[Lid]], list[Deviation]]:
    """Compile the older indelingen over the present gemeenten.

    Raises
    ------
    CheckError
        When a list does not hold each present gemeente once, is of another year, contradicts
        itself, or gives other regio's than we find by carrying it.
    """
    course = year.transition(gemeenten, herindelingen)
    members = {
        indeling.id: leden_of(
            carry_indeling(indeling, year.gemeenten, gemeenten, course), gemeenten
        )
        for indeling in year.indelingen
        if indeling.id in CBS
    }
    check_equal("CBS indelingen of 2016", set(members), set(CBS))
    deviations = []
    rows: dict[str, list[Row]] = defaultdict(list)
    ids = {f"regioatlas{YEAR}:{title}": name for name, (title, _) in REGIOATLAS.items()}
    for row in read_rows(raw / "historisch/indelingen_geharmoniseerd_naar_342_long.csv"):
        if row["indeling"] in ids:
            rows[ids[row["indeling"]]].append(row)
    names = dict(zip(gemeenten.codes, gemeenten.namen, strict=True))
    for indeling_id, (_, prefix) in REGIOATLAS.items():
        found = rows[indeling_id]
        check_names(indeling_id, ((row["gm_code"], row["gemeente"]) for row in found), names)
        check_equal(f"{indeling_id}: gemeenten", sorted(r["gm_code"] for r in found), list(names))
        check_equal(f"{indeling_id}: year", {row["peiljaar"] for row in found}, {str(YEAR)})
        then = before(indeling_id, found, year)
        deviations += [
            Deviation(indeling_id, NAMES[naam], f"de bron schrijft '{naam}'", NAMES[naam])
            for naam in sorted(set(then.values()) & set(NAMES))
        ]
        leden = carried(year, as_indeling(year, then, prefix), gemeenten, course)
        deviations += _compared(indeling_id, found, leden, course, names)
        members[indeling_id] = leden
    return members, deviations


def before(indeling_id: str, rows: Sequence[Row], year: Jaargang) -> dict[str, str]:
    """Find the regio that gemeenten of 2016 had, from a list that was carried on.

    What went into a gemeente that kept its code is not in such a list.
    """
    then: dict[str, str] = {}
    for row in rows:
        for code, naam in _parts(row):
            check(code in year.gemeenten.index, f"{indeling_id}: {code} is no gemeente of {YEAR}")
            check(then.setdefault(code, naam) == naam, f"{indeling_id}: {code} in two regio's")
    return then


def _parts(row: Row) -> list[tuple[str, str]]:
    """Return the gemeenten of 2016 that a row tells of, each with its regio."""
    how, regio = row["methode"], row["regio"]
    if how == "direct":
        return [(row["gm_code"], regio)]
    if succession := _SUCCESSION.fullmatch(how):
        return [(f"GM{number}", regio) for number in succession[1].split("+")]
    ambiguous = _AMBIGUOUS.fullmatch(how)
    check(ambiguous is not None, f"{row['indeling']}, {row['gemeente']}: methode {how!r}")
    assert ambiguous is not None
    return [(f"GM{number}", naam.strip()) for number, naam in _PART.findall(ambiguous[1])]


def as_indeling(year: Jaargang, then: Mapping[str, str], prefix: str) -> Indeling:
    """Make an indeling over the gemeenten of 2016; what it is besides its members stays open."""
    shown = sorted({NAMES.get(naam, naam) for naam in then.values()}, key=str.casefold)
    codes = [f"{prefix}{i:02d}" if prefix else naam for i, naam in enumerate(shown, start=1)]
    number = {naam: i for i, naam in enumerate(shown)}
    members = sorted((year.gemeenten.index[c], number[NAMES.get(n, n)]) for c, n in then.items())
    lidmaatschap = Lidmaatschap(
        gemeente=np.array([gemeente for gemeente, _ in members], dtype=np.int64),
        regio=np.array([regio for _, regio in members], dtype=np.int64),
        aandeel=np.ones(len(members)),
        methode=(Methode.DIRECT,) * len(members),
        toelichting=("",) * len(members),
    )
    regios = tuple(map(Regio, codes, shown))
    return replace(year.indelingen[0], regios=regios, lidmaatschap=lidmaatschap)


def carried(
    year: Jaargang, indeling: Indeling, gemeenten: Gemeenten, course: Transition
) -> list[Lid]:
    """Carry an indeling that lacks some gemeenten of 2016, and say where they are missed."""
    known = set(indeling.lidmaatschap.gemeente.tolist())
    parts = tuple(tuple(p for p in each if p.source in known) for each in course.parts)
    partly = replace(course, parts=parts)
    leden = leden_of(carry_indeling(indeling, year.gemeenten, gemeenten, partly), gemeenten)
    result = []
    for lid in leden:
        missed = [
            year.gemeenten.namen[part.source] + ("" if part.whole else " (deel)")
            for part in course.parts[gemeenten.index[lid.gemeente]]
            if part.source not in known
        ]
        if missed:
            note = f"de regio van {', '.join(missed)}, sindsdien erbij, staat niet in de bron"
            methode = lid.methode if lid.methode == Methode.ONZEKER else Methode.OVERGENOMEN.value
            lid = replace(lid.noted(note), methode=methode)
        result.append(lid)
    return result


def leden_of(indeling: Indeling, gemeenten: Gemeentelijst) -> list[Lid]:
    """Return the rows of an indeling."""
    rows = indeling.lidmaatschap
    return [as_lid(gemeenten, indeling.regios, rows, i) for i in range(len(rows))]


def as_lid(gemeenten: Gemeentelijst, regios: Sequence[Regio], rows: Lidmaatschap, i: int) -> Lid:
    """Write one membership of the model as a row of our tables."""
    regio = regios[rows.regio[i]]
    others = [regios[other] for other in rows.alternatief[i]] if rows.alternatief else []
    members = {regios[each].code for each in rows.regio.tolist()}
    return Lid(
        gemeente=gemeenten.codes[rows.gemeente[i]],
        code=regio.code,
        naam=regio.naam,
        aandeel=float(rows.aandeel[i]),
        methode=rows.methode[i].value,
        toelichting=rows.toelichting[i],
        alternatieven=tuple(
            other.code if other.code in members else f"{other.code}={other.naam}"
            for other in others
        ),
    )


def _compared(
    indeling_id: str,
    rows: Sequence[Row],
    leden: Sequence[Lid],
    course: Transition,
    names: Mapping[str, str],
) -> list[Deviation]:
    """Hold what we carried against what others carried.

    The same regio's must be possible, except that the others know one successor of a gemeente
    that was split.
    """
    naam = {lid.code: lid.naam for lid in leden}
    theirs = {
        row["gm_code"]: {
            NAMES.get(part.strip(), part.strip()) for part in row["regio"].split(" | ")
        }
        for row in rows
    }
    deviations = []
    for lid, parts in zip(leden, course.parts, strict=True):
        ours = {lid.naam, *(naam.get(c, c.partition("=")[2]) for c in lid.alternatieven)}
        if ours == theirs[lid.gemeente]:
            continue
        split = any(not part.whole for part in parts)
        check(
            split and ours > theirs[lid.gemeente],
            f"{indeling_id}: {lid.gemeente} carried to {ours}, by others to {theirs[lid.gemeente]}",
        )
        deviations.append(
            Deviation(
                indeling_id,
                names[lid.gemeente],
                "een tabel van anderen kent van een gesplitste gemeente één opvolger en geeft "
                + ", ".join(sorted(theirs[lid.gemeente])),
                f"{lid.naam} (onzeker)",
            )
        )
    return deviations
