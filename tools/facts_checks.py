"""Hold the compiled facts against the other sources and list where they disagree."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from facts import Deviation, check, check_equal, read_rows
from facts_gemeenten import read_kern
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

# Indelingen whose every regio has a current regeling of exactly its gemeenten.
WITH_REGELING = ("veiligheidsregio", "ggd-regio", "omgevingsdienst")

# Regio's in parts that no land border joins, other than islands and Zeeuws-Vlaanderen. All but
# the first are what is left of a COROP-gebied around its largest city.
IN_PARTS = {
    ("omgevingsdienst", "Omgevingsdienst IJmond"),
    ("corop-plus", "Overig Agglomeratie Amsterdam"),
    ("corop-plus", "Overig Groot-Rijnmond"),
    ("corop-sub", "Overig Groot-Amsterdam"),
    ("corop-sub", "Overig Groot-Rijnmond"),
}


def cross_check(
    raw: Path,
    names: Mapping[str, str],
    members: Members,
    regelingen: list[RegelingRow],
    neighbours: Iterable[tuple[str, str]],
) -> list[Deviation]:
    """Check what must hold and list where other sources disagree.

    Parameters
    ----------
    raw : Path
        Folder with the raw data.
    names : mapping
        Name of each gemeente.
    members : dict
        Members of each indeling.
    regelingen : list of RegelingRow
    neighbours : iterable of (str, str)
        Codes of the gemeenten that share a land border.

    Raises
    ------
    CheckError
        When regio's do not nest as the law says or fall apart, codes are not the official ones,
        kern_recent has another regio, or a regio lacks its regeling.
    """
    _check_nesting(members)
    _check_against_kern(raw, members)
    _check_regelingen(members, regelingen)
    check_in_one_piece(members, neighbours)
    return [
        *_against_official_codes(raw, members),
        *_ggd_against_veiligheidsregio(names, members),
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


def _check_against_kern(raw: Path, members: Members) -> None:
    kern = read_kern(raw)
    for indeling_id, column in KERN.items():
        for lid in members[indeling_id]:
            theirs = kern[lid.gemeente][column]
            check(
                theirs in (lid.code, lid.naam),
                f"{indeling_id}: {lid.gemeente} in {lid.naam}, kern_recent says {theirs}",
            )


def _ggd_against_veiligheidsregio(names: Mapping[str, str], members: Members) -> list[Deviation]:
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


def _check_regelingen(members: Members, regelingen: list[RegelingRow]) -> None:
    groups = {regeling.gemeenten for regeling in regelingen}
    for indeling_id in WITH_REGELING:
        for (_, naam), codes in _regios(members[indeling_id]).items():
            check(codes in groups, f"{indeling_id}: no current regeling is exactly {naam}")


def check_in_one_piece(members: Members, neighbours: Iterable[tuple[str, str]]) -> None:
    """Stop unless the gemeenten of every regio border on each other.

    Islands and other parts of the country that no land border joins to the rest are left out.

    Raises
    ------
    CheckError
        Naming a regio that falls apart, or one that no longer does.
    """
    pairs = list(neighbours)
    for indeling_id, leden in members.items():
        regio = {lid.gemeente: lid.naam for lid in leden}
        land = _joined(regio, pairs)
        inside = _joined(regio, [(a, b) for a, b in pairs if regio[a] == regio[b]])
        pieces: dict[tuple[str, int], set[int]] = defaultdict(set)
        for gemeente, piece in inside.items():
            pieces[regio[gemeente], land[gemeente]].add(piece)
        apart = {(indeling_id, naam) for (naam, _), found in pieces.items() if len(found) > 1}
        expected = {each for each in IN_PARTS if each[0] == indeling_id}
        check_equal(f"regio's of {indeling_id} in parts", apart, expected)


def _joined(gemeenten: Iterable[str], pairs: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Return a number for each gemeente, equal where a chain of pairs joins them."""
    piece = {gemeente: number for number, gemeente in enumerate(gemeenten)}
    members = {number: {gemeente} for gemeente, number in piece.items()}
    for a, b in pairs:
        keep, drop = piece[a], piece[b]
        if keep != drop:
            moved = members.pop(drop)
            members[keep] |= moved
            piece |= dict.fromkeys(moved, keep)
    return piece
