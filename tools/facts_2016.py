"""Compile ``jaren/2016``: the gemeenten and the CBS indelingen of 2016.

The indelingen have the id of the present one of the same kind, so that years can be compared.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from facts import Deviation, Row, check, check_equal, read_rows, sha256_of, write_rows
from facts_herindeling import Change, compile_herindelingen, write_herindelingen
from facts_indelingen import HEADING as MEMBERS_HEADING
from facts_indelingen import NAMES

from regiokaart.model.herindeling import carry_labels, transition
from regiokaart.sources.history import load_herindelingen

YEAR = 2016
NUMBER = 390
HEADING = ("code", "naam", "inwoners")
FOLDER = Path("jaren") / str(YEAR)
FILE = "historisch/cbs_gebieden_2016_long.csv"
SOURCE = "CBS Gebieden in Nederland 2016 (83287NED)"

# Title in the raw table: id, and for an indeling that the present catalogue lacks its name,
# plural, soort and domain.
IDS = {
    "Arbeidsmarktregio's": "arbeidsmarktregio",
    "Jeugdzorgregios": "jeugdregio",
    "Veiligheidsregio's": "veiligheidsregio",
    "GGD-regio's": "ggd-regio",
    "Zorgkantoorregio's": "zorgkantoorregio",
    "Politie Regionale eenheden": "politie-eenheid",
    "Arrondissementen (rechtsgebieden)": "arrondissement",
    "Ressorten (rechtsgebieden)": "ressort",
    "Provincies": "provincie",
    "Landsdelen": "landsdeel",
    "COROP-gebieden": "corop",
    "COROP-plusgebieden": "corop-plus",
    "COROP-subgebieden": "corop-sub",
    "Kamer van Koophandel": "kvk-regio",
    "Wgr-samenwerkingsgebieden": "wgr-gebied",
    "RPA-gebieden": "rpa-gebied",
    "Landbouwgebieden": "landbouwgebied",
    "Landbouwgebieden (groepen)": "landbouwgroep",
    "Toeristengebieden": "toeristengebied",
    "NUTS1-gebieden": "nuts-1",
    "NUTS2-gebieden": "nuts-2",
    "NUTS3-gebieden": "nuts-3",
}
ONLY_THEN = {
    "kvk-regio": ("KvK-regio", "KvK-regio's", "uitvoering", "economie"),
    "wgr-gebied": (
        "Wgr-samenwerkingsgebied",
        "Wgr-samenwerkingsgebieden",
        "statistisch",
        "bestuurlijk",
    ),
    "rpa-gebied": ("RPA-gebied", "RPA-gebieden", "intergemeentelijk", "economie"),
    "landbouwgebied": ("Landbouwgebied", "Landbouwgebieden", "statistisch", "economie"),
    "landbouwgroep": (
        "Landbouwgroep",
        "Landbouwgroepen",
        "statistisch",
        "economie",
    ),
    "toeristengebied": ("Toeristengebied", "Toeristengebieden", "statistisch", "economie"),
    "nuts-1": ("NUTS 1-gebied", "NUTS 1-gebieden", "statistisch", "bestuurlijk"),
    "nuts-2": ("NUTS 2-gebied", "NUTS 2-gebieden", "statistisch", "bestuurlijk"),
    "nuts-3": ("NUTS 3-gebied", "NUTS 3-gebieden", "statistisch", "bestuurlijk"),
}
REGIOS = {
    "arbeidsmarktregio": 35,
    "jeugdregio": 42,
    "veiligheidsregio": 25,
    "ggd-regio": 25,
    "zorgkantoorregio": 32,
    "politie-eenheid": 10,
    "arrondissement": 11,
    "ressort": 4,
    "provincie": 12,
    "landsdeel": 4,
    "corop": 40,
    "corop-plus": 52,
    "corop-sub": 43,
    "kvk-regio": 5,
    "wgr-gebied": 42,
    "rpa-gebied": 34,
    "landbouwgebied": 66,
    "landbouwgroep": 14,
    "toeristengebied": 17,
    "nuts-1": 4,
    "nuts-2": 12,
    "nuts-3": 40,
}
# The CBS table gives these no NUTS 3 area: they had just been formed, partly across its borders.
WITHOUT_NUTS3 = {"GM0361", "GM1931", "GM1940"}
# The list with names calls the south-west of Friesland by the name of the north.
MISNAMED = {"CR05": "Zuidwest-Friesland", "CS050": "Zuidwest-Friesland"}
NAMED_WRONGLY = Deviation(
    f"jaren/{YEAR}: corop, corop-sub",
    ", ".join(MISNAMED),
    "de Regioatlas van 2016 noemt ook deze regio 'Noord-Friesland'",
    "Zuidwest-Friesland",
)
NO_NAMES = "De bron heeft alleen codes, geen namen."
NO_NUTS3 = "Alkmaar, Krimpenerwaard en De Fryske Marren hebben in de bron geen NUTS 3-gebied."


Regions = dict[str, dict[str, tuple[str, str]]]


@dataclass(frozen=True)
class Year:
    """The gemeenten and memberships of 2016.

    Attributes
    ----------
    names : dict
        Name of each gemeente by code, in order of code.
    inhabitants : dict
        Inhabitants where known.
    regions : dict
        By id of an indeling: regio of each gemeente, as (code, name).
    """

    names: dict[str, str]
    inhabitants: dict[str, int]
    regions: Regions


def compile_years(
    raw: Path, out: Path, catalogue: Mapping[str, Mapping[str, Any]], names: Mapping[str, str]
) -> list[Deviation]:
    """Write the herindelingen and the year 2016, and check the one by means of the other.

    `names` are those of the present gemeenten by code, in order of code.
    """
    changes = compile_herindelingen(raw)
    write_herindelingen(out, changes)
    year = compile_2016(raw)
    write_2016(out, year, catalogue, sha256_of(raw / FILE))
    return [NAMED_WRONGLY, *compare_with_harmonised(raw, year, changes, names, out)]


def compile_2016(raw: Path) -> Year:
    """Compile the year.

    Raises
    ------
    CheckError
        When the table does not hold each of the 390 gemeenten once in each indeling, the other
        copy of that table differs, or the number of regio's is another one.
    """
    rows = read_rows(raw / FILE)
    check_equal("indelingen of 2016", {row["indeling"] for row in rows}, set(IDS))
    names = dict(sorted({(f"GM{row['gm_code']}", row["gemeente"]) for row in rows}))
    check_equal("gemeenten of 2016", len(names), NUMBER)
    _check_against_copy(raw, rows)
    regions: dict[str, dict[str, tuple[str, str]]] = {
        indeling_id: {} for indeling_id in IDS.values()
    }
    for row in rows:
        indeling_id, gemeente = IDS[row["indeling"]], f"GM{row['gm_code']}"
        check(gemeente not in regions[indeling_id], f"{indeling_id}: {gemeente} twice")
        code = row["regio_code"]
        naam = MISNAMED.get(code) or NAMES.get(code) or row["regio_naam_regioatlas"] or code
        regions[indeling_id][gemeente] = (code, naam)
    for indeling_id, regio in regions.items():
        check_equal(f"{indeling_id}: number of gemeenten", len(regio), NUMBER)
        without = {gemeente for gemeente, (code, _) in regio.items() if not code}
        check_equal(f"{indeling_id}: without regio", without, _without(indeling_id))
        for gemeente in without:
            del regio[gemeente]
        codes, shown = zip(*regio.values(), strict=True)
        found = {len(set(codes)), len(set(shown)), len(set(regio.values()))}
        check_equal(f"{indeling_id}: number of regio's", found, {REGIOS[indeling_id]})
    return Year(names, _inhabitants(raw, names), regions)


def compare_with_harmonised(
    raw: Path,
    year: Year,
    changes: Sequence[Change],
    current_names: Mapping[str, str],
    out: Path,
) -> list[Deviation]:
    """Carry 2016 to the present gemeenten and hold it against a table that others carried.

    It must agree, except that it overlooks what a gemeente that kept its code took in, and that
    it has one successor for a gemeente that was split.
    """
    herindelingen = load_herindelingen(out / "herindelingen.csv")
    split = {change.nieuw for change in changes if change.soort == "gesplitst"}
    titles = {f"cbs2016:{title}": indeling_id for title, indeling_id in IDS.items()}
    theirs: dict[str, dict[str, set[str]]] = defaultdict(dict)
    for row in read_rows(raw / "historisch/indelingen_geharmoniseerd_naar_342_long.csv"):
        if row["indeling"] in titles:
            theirs[titles[row["indeling"]]][row["gm_code"]] = set(row["regio"].split(" | "))
    check_equal("indelingen carried by others", set(theirs), set(year.regions))
    codes = list(year.names)
    current = list(current_names)
    course = transition(codes, current, herindelingen)
    check(not course.lost, f"without successor: {course.lost}")
    check(all(course.parts), "a present gemeente without predecessor in 2016")
    deviations = []
    for indeling_id, regio in year.regions.items():
        regios = ["", *sorted({code for code, _ in regio.values()})]
        number = {code: i for i, code in enumerate(regios)}
        labels = np.array([number[regio.get(code, ("", ""))[0]] for code in codes])
        carried = carry_labels(labels, course)
        differing = []
        for gemeente, alternatives in zip(current, carried.alternatives, strict=True):
            ours = {regios[label] for label, _ in alternatives}
            if ours != theirs[indeling_id][gemeente]:
                grown = gemeente in split or gemeente in year.names
                check(
                    grown and ours > theirs[indeling_id][gemeente],
                    f"{indeling_id}: {gemeente} carried to {ours}, "
                    f"by others to {theirs[indeling_id][gemeente]}",
                )
                differing.append(gemeente)
        if differing:
            deviations.append(
                Deviation(
                    f"jaren/{YEAR}: {indeling_id}",
                    ", ".join(current_names[gemeente] for gemeente in differing),
                    "een tabel van anderen telt niet mee wat een gemeente die bleef bestaan erbij "
                    "kreeg, en kent van een gesplitste gemeente één opvolger",
                    "onzeker: een deel kwam uit een andere regio",
                )
            )
    return deviations


def write_2016(
    out: Path, year: Year, catalogue: Mapping[str, Mapping[str, Any]], sha256: str
) -> None:
    """Write gemeenten, catalogue and memberships, compiled from a file with this hash."""
    folder = out / FOLDER
    write_rows(
        folder / "gemeenten.csv",
        HEADING,
        ([code, naam, year.inhabitants.get(code, "")] for code, naam in year.names.items()),
    )
    for indeling_id, regio in year.regions.items():
        write_rows(
            folder / "lidmaatschap" / f"{indeling_id}.csv",
            MEMBERS_HEADING,
            ([code, *regio[code], 1, "direct", ""] for code in year.names if code in regio),
        )
    text = "\n".join(_toml(year, catalogue, sha256))
    (folder / "catalogus.toml").write_text(text, encoding="utf-8")


def _without(indeling_id: str) -> set[str]:
    return WITHOUT_NUTS3 if indeling_id == "nuts-3" else set()


def _check_against_copy(raw: Path, rows: Iterable[Row]) -> None:
    with (raw / "historisch/cbs_gebieden_2016_83287NED.json").open(encoding="utf-8") as file:
        copy = json.load(file)
    position = {code: i for i, code in enumerate(copy["reg"])}
    for row in rows:
        other = copy[row["indeling"]][position[f"GM{row['gm_code']}"]]
        check_equal(f"{row['indeling']} of {row['gemeente']}", row["regio_code"], other.strip())


def _inhabitants(raw: Path, names: Mapping[str, str]) -> dict[str, int]:
    """Read the inhabitants of gemeenten that have ended since; others have grown on since then.

    The register states the number it had last; it does not say of what year.
    """
    by_code, by_name = {}, {}
    for row in read_rows(raw / "herindeling/roo_gemeenten_2026-05.csv"):
        if row["valid_until"] > str(YEAR) and row["geo_aantal_inwoners"]:
            inhabitants = int(float(row["geo_aantal_inwoners"]))
            by_code[row["gm_code"]] = inhabitants
            by_name[row["naam"].removeprefix("Gemeente ").casefold()] = inhabitants
    found = {
        code: by_code.get(code, by_name.get(naam.casefold(), 0)) for code, naam in names.items()
    }
    return {code: inhabitants for code, inhabitants in found.items() if inhabitants}


def _toml(year: Year, catalogue: Mapping[str, Mapping[str, Any]], sha256: str) -> Iterable[str]:
    """Write the catalogue. Only what an indeling is is known of 2016, not its legal basis."""
    yield "# Door tools/build_data.py gemaakt: niet met de hand wijzigen."
    yield ""
    yield "[gemeenten]"
    yield f"peiljaar = {YEAR}"
    yield f"bron = {_quoted(SOURCE)}"
    yield (
        "bron_inwoners = "
        + _quoted("Register van Overheidsorganisaties, mei 2026: het laatste aantal voor opheffing")
    )
    for indeling_id, regio in year.regions.items():
        if indeling_id in catalogue:
            entry = catalogue[indeling_id]
            naam, meervoud, soort, domein = (
                str(entry[key]) for key in ("naam", "naam_meervoud", "soort", "domein")
            )
        else:
            naam, meervoud, soort, domein = ONLY_THEN[indeling_id]
        remarks = []
        if all(code == name for code, name in regio.values()):
            remarks.append(NO_NAMES)
        if indeling_id == "nuts-3":
            remarks.append(NO_NUTS3)
        texts = {
            "id": indeling_id,
            "naam": naam,
            "naam_meervoud": meervoud,
            "soort": soort,
            "domein": domein,
            "grondslag": "onbekend",
            "samenwerking_verplicht": "onbekend",
            "samenwerking_toelichting": "",
            "indeling_bepaald_door": "onbekend",
            "bepaald_toelichting": "",
            "bron": SOURCE,
            "licentie": "CC BY 4.0",
            "bron_datum": str(YEAR),
            "bron_bestand": FILE,
            "bron_sha256": sha256,
            "werkwijze": "",
            "opmerking": " ".join(remarks),
        }
        yield ""
        yield "[[indeling]]"
        for key, text in texts.items():
            yield f"{key} = {_quoted(text)}"
        yield "ministeries = []"
        yield f"peiljaar = {YEAR}"
        yield "landsdekkend = true"
        yield f"aantal_regios = {REGIOS[indeling_id]}"
    yield ""


def _quoted(text: str) -> str:
    """Write a TOML string; JSON strings are a subset of them."""
    return json.dumps(text, ensure_ascii=False)
