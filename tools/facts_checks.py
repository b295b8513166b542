"""Hold the compiled facts against the other sources and list where they disagree."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

from facts import Deviation, check, read_rows
from facts_gemeenten import Gemeente
from facts_indelingen import NAMES, Lid
from facts_regelingen import RegelingRow

Members = dict[str, list[Lid]]

# Every regio of the first lies within one regio of the second, by law or by definition.
NESTED = (
    ("arrondissement", "politie-eenheid"),
    ("arrondissement", "ressort"),
    ("corop-plus", "corop-sub"),
    ("corop-sub", "corop"),
    ("corop", "provincie"),
    ("provincie", "landsdeel"),
)

# Columns of kern_recent, which was compiled apart from the files used here.
KERN = {
    "arbeidsmarktregio": "arbeidsmarktregio_2026",
    "veiligheidsregio": "vr_code_2024",
    "omgevingsdienst": "omgevingsdienst_2026",
    "provincie": "pv_code",
    "landsdeel": "ld_code",
    "corop": "cr_code",
    "corop-plus": "cp_code",
    "corop-sub": "cs_code",
}

# Names of indelingen in the table of official codes of 2025.
OFFICIAL = {
    "Arbeidsmarktregio": "arbeidsmarktregio",
    "Jeugdregio": "jeugdregio",
    "RES-regio": "res-regio",
    "GGD-regio": "ggd-regio",
    "RMC-regio": "rmc-regio",
    "Veilig Thuis-regio": "veilig-thuis-regio",
    "Zorgkantoorregio": "zorgkantoorregio",
    "Politie regionale eenheid": "politie-eenheid",
    "Arrondissement": "arrondissement",
    "Ressort": "ressort",
}

# Indelingen whose every regio is expected to have a regeling of exactly its gemeenten.
WITH_REGELING = ("veiligheidsregio", "ggd-regio", "omgevingsdienst")

# Regelingen about (part of) the task of a regio, found by hand, that hold other gemeenten.
SAME_TASK = (
    ("jeugdregio", "JZ08", "Centrumregeling Sociaal Domein Flevoland"),
    ("rmc-regio", "MC34", "Gemeenschappelijke Regeling schoolverzuim en VSV regio West-Brabant"),
    ("veilig-thuis-regio", "VT21", "Gemeenschappelijke regeling GGD West-Brabant 2024"),
)


def cross_check(
    raw: Path, gemeenten: list[Gemeente], members: Members, regelingen: list[RegelingRow]
) -> list[Deviation]:
    """Check what must hold and list where other sources disagree.

    Raises
    ------
    CheckError
        When regio's do not nest as the law says, or codes are not the official ones.
    """
    names = {g.code: g.naam for g in gemeenten}
    _check_nesting(members)
    return [
        *_against_official_codes(raw, members),
        *_against_kern(raw, names, members),
        *_ggd_against_veiligheidsregio(names, members),
        *_without_regeling(members, regelingen),
        *_against_same_task(names, members, regelingen),
    ]


def _check_nesting(members: Members) -> None:
    for inner, outer in NESTED:
        holder = {lid.gemeente: lid.code for lid in members[outer]}
        pairs = {(lid.code, holder[lid.gemeente]) for lid in members[inner]}
        check(
            len(pairs) == len({code for code, _ in pairs}),
            f"{inner} does not nest in {outer}",
        )


def _against_official_codes(raw: Path, members: Members) -> list[Deviation]:
    official: dict[str, dict[str, str]] = defaultdict(dict)
    for row in read_rows(raw / "facts/cbs_regiocodes_2025.csv"):
        official[OFFICIAL[row["indeling"]]][row["regio_code"]] = row["regio_naam"]
    check(set(official) == set(OFFICIAL.values()), "table of official codes is incomplete")
    found = []
    for indeling_id, expected in official.items():
        ours = {lid.code: lid.naam for lid in members[indeling_id]}
        check(set(ours) == set(expected), f"{indeling_id}: codes are not the official ones")
        found += [
            Deviation(indeling_id, code, f"de codelijst van 2025 schrijft '{expected[code]}'", naam)
            for code, naam in sorted(ours.items())
            if naam != expected[code] and code not in NAMES
        ]
    return found


def _against_kern(raw: Path, names: dict[str, str], members: Members) -> list[Deviation]:
    kern = {row["gm_code"]: row for row in read_rows(raw / "facts/gemeenten_342_kern_recent.csv")}
    return [
        Deviation(
            indeling_id,
            names[lid.gemeente],
            f"kern_recent noemt '{kern[lid.gemeente][column]}'",
            lid.naam,
        )
        for indeling_id, column in KERN.items()
        for lid in members[indeling_id]
        if kern[lid.gemeente][column] not in (lid.code, lid.naam)
    ]


def _ggd_against_veiligheidsregio(names: dict[str, str], members: Members) -> list[Deviation]:
    ggd = {lid.gemeente: lid.naam for lid in members["ggd-regio"]}
    within: dict[str, Counter[str]] = defaultdict(Counter)
    for lid in members["veiligheidsregio"]:
        within[lid.naam][ggd[lid.gemeente]] += 1
    usual = {regio: counts.most_common(1)[0][0] for regio, counts in within.items()}
    return [
        Deviation(
            "ggd-regio",
            names[lid.gemeente],
            f"hoort bij veiligheidsregio {lid.naam}, waar de meeste gemeenten bij "
            f"{usual[lid.naam]} horen",
            ggd[lid.gemeente],
        )
        for lid in members["veiligheidsregio"]
        if ggd[lid.gemeente] != usual[lid.naam]
    ]


def _regios(leden: list[Lid]) -> dict[tuple[str, str], set[str]]:
    regios: dict[tuple[str, str], set[str]] = defaultdict(set)
    for lid in leden:
        regios[lid.code, lid.naam].add(lid.gemeente)
    return dict(sorted(regios.items()))


def _without_regeling(members: Members, regelingen: list[RegelingRow]) -> list[Deviation]:
    groups = {regeling.gemeenten for regeling in regelingen}
    return [
        Deviation(
            indeling_id,
            naam,
            "het Register van Overheidsorganisaties heeft geen geldende regeling met precies "
            "deze gemeenten",
            "lidmaatschap uit de bron van de indeling",
        )
        for indeling_id in WITH_REGELING
        for (_, naam), codes in _regios(members[indeling_id]).items()
        if codes not in groups
    ]


def _against_same_task(
    names: dict[str, str], members: Members, regelingen: list[RegelingRow]
) -> list[Deviation]:
    by_name = {regeling.naam: regeling for regeling in regelingen}
    found = []
    for indeling_id, code, regeling in SAME_TASK:
        ours = next(c for (key, _), c in _regios(members[indeling_id]).items() if key == code)
        check(regeling in by_name, f"no current regeling '{regeling}'")
        theirs = by_name[regeling].gemeenten
        for gemeente in sorted(ours ^ theirs):
            verb = "telt deze gemeente mee" if gemeente in theirs else "telt deze gemeente niet mee"
            chosen = next(lid.naam for lid in members[indeling_id] if lid.gemeente == gemeente)
            found.append(Deviation(indeling_id, names[gemeente], f"'{regeling}' ({verb})", chosen))
    return found
