import os
import re
import warnings
import zipfile
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from openpyxl.worksheet.datavalidation import DataValidation

from regiokaart.model import Catalogus, Gemeenten, Indeling, Soort
from regiokaart.sources import sheets
from regiokaart.sources.errors import DataError
from regiokaart.sources.files import split_part
from regiokaart.sources.imported import ImportOptions, Layout
from regiokaart.sources.stopping import StoppedError, stoppable
from regiokaart.sources.tables import read_tables


def read_indeling(path: Path, gemeenten: Gemeenten, taken=(), sheet: str = "") -> Indeling:
    (imported,) = read_tables(path, gemeenten, taken, ImportOptions(sheet))
    return imported.indeling


def read_indelingen(path: Path, gemeenten: Gemeenten, taken=()) -> tuple[Indeling, ...]:
    found = read_tables(path, gemeenten, taken, ImportOptions(layout=Layout.WIDE))
    return tuple(imported.indeling for imported in found)


@pytest.fixture(scope="module")
def gemeenten(catalogus: Catalogus) -> Gemeenten:
    return catalogus.gemeenten


@pytest.fixture
def read(tmp_path: Path, gemeenten: Gemeenten):
    def read_text(text: str | bytes, name: str = "eigen.csv", **kwargs) -> Indeling:
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return read_indeling(path, gemeenten, **kwargs)

    return read_text


def members(indeling: Indeling, gemeenten: Gemeenten) -> dict[str, str]:
    rows = indeling.lidmaatschap
    return {
        gemeenten.codes[g]: indeling.regios[r].naam
        for g, r in zip(rows.gemeente, rows.regio, strict=True)
    }


EXPECTED = {"GM0014": "Noord", "GM0034": "Midden", "GM0363": "Midden"}


@pytest.mark.parametrize(
    "text",
    [
        "gemeente;regio\nGM0014;Noord\nGM0034;Midden\nGM0363;Midden\n",
        "regio,gemeente\r\nNoord,14\r\nMidden,34\r\nMidden,0363\r\n",
        "gm_code\tgebied\n0014\tNoord\n0034\tMidden\ngm0363\tMidden\n",
        "GM0014|Noord\nGM0034|Midden\nGM0363|Midden",
        "sep=;\ngemeente;regio\nGM0014;Noord\nGM0034;Midden\nGM0363;Midden\n",
        "Regio's van 2025\n\nGemeente;Regio\nGroningen;Noord\n\n"
        "Almere;Midden\nAmsterdam;Midden\n;\n",
        "naam;code;nr;regio;jaar;inwoners\nGroningen;GM0014;3;Noord;2025;244441\n"
        "Almere;GM0034;5;Midden;2025;229574\nAmsterdam;GM0363;5;Midden;2025;934526\n",
        "Groningen (gemeente);Noord\ngemeente almere;Midden\n AMSTERDAM ;Midden\n",
        "gemeente;regio\nGM0014;Noord\nGM0034;Midden\nGM0034;midden\nGM0363;Midden\n",
        '\ufeffgemeente;regio\nGM0014;"Noord"\nGM0034;Midden\nGM0363;Midden\n',
        "gemeente;provincie;regio\nGM0014;Groningen;Noord\nGM0034;Flevoland;Midden\n"
        "GM0363;Noord-Holland;Midden\n",
        # The column of regio's also holds names of gemeenten: named, or fewer different ones.
        "centrum;naam\nNoord;Groningen\nMidden;Almere\nMidden;Amsterdam\n",
    ],
)
def test_columns_and_rows_are_found_by_content(read, gemeenten: Gemeenten, text: str) -> None:
    indeling = read(text)
    assert members(indeling, gemeenten) == EXPECTED
    assert len(indeling) == 2
    assert indeling.soort is Soort.EIGEN
    assert indeling.peiljaar is None  # nobody said it
    assert not indeling.landsdekkend
    assert "3 van de 342" in indeling.opmerking
    assert "eigen.csv" in indeling.bron


def test_code_beside_name_of_the_regio_is_kept(read) -> None:
    indeling = read("gm;rc;rn\n14;R2;Noord\n34;R1;Midden\n363;R1;Midden\n37;R2;Noord\n")
    assert [(r.code, r.naam) for r in indeling.regios] == [("R1", "Midden"), ("R2", "Noord")]


def test_regio_named_after_a_gemeente(read, gemeenten: Gemeenten) -> None:
    indeling = read("a;b\nAmsterdam;Zaanstad\nUtrecht;Utrecht\nAmsterdam;Diemen\nUtrecht;Zeist\n")
    assert {r.naam for r in indeling.regios} == {"Amsterdam", "Utrecht"}
    assert members(indeling, gemeenten)["GM0384"] == "Amsterdam"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Den Haag", "GM0518"),
        ("'s-Gravenhage", "GM0518"),
        ("’s-Gravenhage (gemeente)", "GM0518"),
        ("Den Bosch", "GM0796"),
        ("Bergen (NH.)", "GM0373"),
        ("Bergen (NH)", "GM0373"),
        ("Bergen (Noord-Holland)", "GM0373"),
        ("Bergen (L.)", "GM0893"),
        ("Súdwest-Fryslân", "GM1900"),
        ("Sudwest Fryslan", "GM1900"),
        ("Utrecht (gemeente)", "GM0344"),
        ("Hengelo (O.)", "GM0164"),
        ("Rijswijk (ZH.)", "GM0603"),
        ("Middelburg (Z.)", "GM0687"),
        ("Nuenen, Gerwen en Nederwetten", "GM0820"),
        ("Nuenen", "GM0820"),
        ("Nuenen c.a.", "GM0820"),
        ("344.0", "GM0344"),
        ("344,0", "GM0344"),
        ("Ĳsselstein", "GM0353"),
    ],
)
def test_names_as_they_are_written(read, gemeenten: Gemeenten, written: str, code: str) -> None:
    assert members(read(f"gemeente;regio\n{written};Een\n"), gemeenten) == {code: "Een"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings(read, gemeenten: Gemeenten, encoding: str) -> None:
    text = "gemeente;regio\nSúdwest-Fryslân;Fryslân – west\n"
    assert members(read(text.encode(encoding)), gemeenten) == {"GM1900": "Fryslân – west"}


@pytest.mark.parametrize("indeling_id", ["res-regio", "corop", "provincie", "arbeidsmarktregio"])
@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_embedded_indelingen_read_back_equal(
    tmp_path: Path, catalogus: Catalogus, indeling_id: str, suffix: str
) -> None:
    original = catalogus[indeling_id]
    g = catalogus.gemeenten
    labels = catalogus.labels(original)
    rows = [["Gemeentenaam", "Gemeentecode", "Regiocode", "Regionaam", "Inwoners", "Peildatum"]]
    for i, label in enumerate(labels):
        regio = original.regios[label]
        rows.append([g.namen[i], g.codes[i], regio.code, regio.naam, int(g.inwoners[i]), 2025])
    path = tmp_path / f"Mijn {indeling_id} (v2).{suffix}"
    if suffix == "csv":
        path.write_text("\n".join(";".join(map(str, row)) for row in rows), "utf-8")
    else:
        workbook = openpyxl.Workbook()
        for row in rows:
            workbook.worksheets[0].append(row)
        workbook.save(path)
    indeling = read_indeling(path, g)
    assert indeling.id == f"mijn-{indeling_id}-v2"
    assert indeling.landsdekkend
    assert indeling.opmerking == ""
    np.testing.assert_array_equal(indeling.labels(len(g)), labels)
    assert [r.code for r in indeling.regios] == [r.code for r in original.regios]
    assert [r.naam for r in indeling.regios] == [r.naam for r in original.regios]


def test_xlsx_with_numbers_other_sheets_and_titles(tmp_path: Path, gemeenten: Gemeenten) -> None:
    workbook = openpyxl.Workbook()
    workbook.worksheets[0].append(["Toelichting bij de tabel", "lees dit eerst"])
    sheet = workbook.create_sheet("Tabel")
    sheet["B2"] = "Regio's per gemeente"
    for i, row in enumerate([("nummer", "regio"), (14, 1), (34, 2.0), (363, 2)], start=4):
        sheet.cell(i, 2, row[0])
        sheet.cell(i, 3, row[1])
    validation = DataValidation(type="list", formula1='"a,b"')
    sheet.add_data_validation(validation)
    workbook.save(tmp_path / "t.xlsx")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        indeling = read_indeling(tmp_path / "t.xlsx", gemeenten)
    assert members(indeling, gemeenten) == {"GM0014": "1", "GM0034": "2", "GM0363": "2"}


def _workbook(path: Path, **sheets: list[tuple]) -> Path:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
    workbook.save(path)
    return path


EEN = [("gemeente", "regio"), ("GM0014", "A"), ("GM0034", "B")]
TWEE = [("gemeente", "regio"), ("GM0014", "C"), ("GM0363", "C")]


def test_a_sheet_is_chosen_by_name_when_several_hold_an_indeling(
    tmp_path: Path, gemeenten: Gemeenten
) -> None:
    inwoners = [("gemeente", "inwoners"), ("GM0014", 244441), ("GM0034", 2), ("GM0363", 3)]
    path = _workbook(tmp_path / "p.xlsx", Een=EEN, Twee=TWEE, Inwoners=inwoners)
    with pytest.raises(DataError, match=r"meer dan één blad .*\('Een', 'Twee'\); .*'p.xlsx#Een'"):
        read_indeling(path, gemeenten)
    indeling = read_indeling(*split_args(f"{path}#twee", gemeenten))
    assert members(indeling, gemeenten) == {"GM0014": "C", "GM0363": "C"}
    assert (indeling.naam, indeling.id) == ("p (twee)", "p-twee")
    assert indeling.bron == "eigen bestand p.xlsx, blad twee"
    with pytest.raises(DataError, match="blad 'Drie' bestaat niet; de bladen zijn 'Een', 'Twee'"):
        read_indeling(path, gemeenten, sheet="Drie")
    alone = _workbook(tmp_path / "q.xlsx", Een=EEN, Inwoners=inwoners)
    assert read_indeling(alone, gemeenten).naam == "q"


def split_args(text: str, gemeenten: Gemeenten) -> tuple[Path, Gemeenten, tuple[()], str]:
    path, sheet = split_part(Path(text))
    return path, gemeenten, (), sheet


def test_a_name_with_a_hash_is_a_name(tmp_path: Path, gemeenten: Gemeenten) -> None:
    path = _workbook(tmp_path / "a.xlsx#b", Een=EEN)
    assert split_part(path) == (path, "")
    assert split_part(Path("weg#een.csv")) == (Path("weg#een.csv"), "")
    (tmp_path / "a.csv").write_text("gemeente;regio\n14;A\n")
    with pytest.raises(DataError, match=r"a\.csv: dit bestand heeft geen bladen; laat '#x' weg"):
        read_indeling(tmp_path / "a.csv", gemeenten, sheet="x")


def test_hidden_sheets_are_passed_over_unless_named(tmp_path: Path, gemeenten: Gemeenten) -> None:
    path = _workbook(tmp_path / "p.xlsx", Oud=TWEE, Nieuw=EEN)
    workbook = openpyxl.load_workbook(path)
    workbook["Oud"].sheet_state = "hidden"
    workbook.save(path)
    assert members(read_indeling(path, gemeenten), gemeenten) == {"GM0014": "A", "GM0034": "B"}
    assert len(read_indeling(path, gemeenten, sheet="Oud")) == 1


def test_formulas_without_outcome_are_not_taken_for_empty_cells(
    tmp_path: Path, gemeenten: Gemeenten
) -> None:
    rows = [*EEN, ("GM0363", '="Mid"&"den"'), ('="GM0037"', '="X"')]
    path = _workbook(tmp_path / "f.xlsx", Blad=rows)
    with pytest.raises(DataError, match="rij 4: de uitkomst van een formule is niet bewaard; open"):
        read_indeling(path, gemeenten)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    for outcome in (b"Midden", b"GM0037", b""):  # as Excel keeps them, the last an empty text
        parts[name] = re.sub(
            rb"<c ([^>]*)><f>([^<]*)</f><v\s*/>",
            rb'<c \1 t="str"><f>\2</f><v>%s</v>' % outcome,
            parts[name],
            count=1,
        )
    kept = _zip(tmp_path / "g.xlsx", parts)
    with pytest.raises(DataError, match="rij 5: gemeente 'GM0037' heeft geen regio"):
        read_indeling(kept, gemeenten)


@pytest.mark.parametrize("prefix", ["", "x:", "cel·één:"])
def test_formulas_are_found_with_any_prefix_and_encoding(
    tmp_path: Path, gemeenten: Gemeenten, prefix: str
) -> None:
    path = _workbook(tmp_path / "f.xlsx", Blad=[*EEN, ("GM0363", '="Mid"')])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    text = parts[name].decode()
    if prefix:
        text = re.sub(r"<(/?)(\w)", rf"<\1{prefix}\2", text).replace(
            "xmlns=", f"xmlns:{prefix[:-1]}="
        )
        parts[name] = text.encode()
    else:
        parts[name] = text.encode("utf-16")
    with pytest.raises(DataError, match="rij 4: de uitkomst van een formule is niet bewaard"):
        read_indeling(_zip(tmp_path / "g.xlsx", parts), gemeenten)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_reading_ends_when_nobody_waits_for_it(tmp_path: Path, suffix: str) -> None:
    rows = [("gemeente", "regio"), *[("GM0014", "Noord")] * 5000]
    path = tmp_path / f"lang{suffix}"
    if suffix == ".csv":
        path.write_text("\n".join(map(";".join, rows)), "utf-8")
    else:
        _workbook(path, Blad=rows)
    asked = []

    def stopped() -> bool:
        asked.append(True)
        return len(asked) == 3

    with stoppable(stopped), pytest.raises(StoppedError):
        sheets.read_sheets(path)
    assert len(asked) == 3  # and never again
    assert len(sheets.read_sheets(path)[0].rows) == 5001


def test_words_for_no_regio_leave_a_gemeente_out(read, gemeenten: Gemeenten) -> None:
    indeling = read(BASE + "GM0034;n.v.t.\nGM0363;Geen\n")
    assert members(indeling, gemeenten) == {"GM0014": "Noord"}
    assert indeling.opmerking == (
        "3 van de 342 gemeenten staan erin. Bij 2 gemeenten staat dat er geen regio is."
    )
    assert read(BASE).opmerking == "1 van de 342 gemeenten staat erin."


def test_numbered_regios_and_centres_are_regios(read, gemeenten: Gemeenten) -> None:
    assert len(read("gemeente;regio\n14;1\n34;2\n363;2\n37;1\n")) == 2
    text = "gemeente;centrum;regio\nAmsterdam;Amsterdam;X\nUtrecht;Utrecht;Y\nZeist;Utrecht;Y\n"
    assert {regio.naam for regio in read(text).regios} == {"X", "Y"}


@pytest.mark.parametrize("text", ["Moordrecht", "Aarle", "Xyzzy"])
def test_nothing_absurd_is_suggested(read, text: str) -> None:
    with pytest.raises(DataError) as caught:
        read(BASE + f"{text};X\n")
    assert "bedoelt u" not in str(caught.value)


def test_id_is_free_and_safe(read) -> None:
    text = "gemeente;regio\n14;A\n34;B\n"
    assert read(text, "RES-regio.csv").id == "res-regio"
    assert read(text, "RES-regio.csv", taken=["res-regio", "res-regio-2"]).id == "res-regio-3"
    assert read(text, "Fryslân & co!.csv").id == "fryslan-co"
    assert read(text, "日本.csv").id == "eigen-indeling"


BASE = "gemeente;regio\nGM0014;Noord\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (BASE + "GM9999;X\n", r"eigen.csv, rij 3: 'GM9999' is geen gemeentecode in \d{4}; is de"),
        (BASE + "Amsteldam;X\n", r"rij 3: 'Amsteldam' is geen gemeente in .*bedoelt u 'Amsterdam'"),
        (BASE + "\n\nXyzzy;X\n", r"rij 5: 'Xyzzy' is geen gemeente .*; schrijf de naam"),
        (BASE + "Bergen;X\n", r"rij 3: er is meer dan één gemeente 'Bergen'; schrijf 'Bergen \(NH"),
        (
            BASE + "Groningen;geen\n",
            r"rij 3: gemeente 'Groningen' staat ook in rij 2, in .*'Noord'; verwijder een",
        ),
        (
            BASE + "Bergen (Utrecht);X\n",
            r"rij 3: 'Bergen \(Utrecht\)' is geen gemeente in .*; "
            r"bedoelt u 'Bergen \(NH.\)' of 'Bergen \(L.\)'\?",
        ),
        (BASE + "gemeente Amsteldam (NH);X\n", r"bedoelt u 'Amsterdam'\?"),
        (BASE + "GM0034;\n", r"rij 3: gemeente 'GM0034' heeft geen regio; vul"),
        (BASE + "GM0034;n.v.t.\n" * 2 + "GM0034;X\n", "GM0034' staat ook in rij 3, in .*'n.v.t.'"),
        ("gemeente;regio\nGM0014;geen\nGM0034;-\n", "bij geen enkele gemeente staat een regio"),
        (
            "gemeente;regio;regio\nGM0014;A;B\n",
            "kolom B en kolom C heten allebei 'regio'; geef één van de twee een andere naam",
        ),
        ("Gemeente;regio;gemeente\nGM0014;A;x\n", "kolom A en kolom C heten allebei 'gemeente'"),
        (
            "gemeente;naam;regio\nGM0014;Groningen;A\nGM0034;Almere;A\nGM0363;Utrecht;B\n",
            r"rij 4: 'GM0363' en 'Utrecht' zijn niet dezelfde gemeente; verbeter een van de twee",
        ),
        (  # sorted apart: no row agrees
            "naam;code;regio\nGroningen;GM0034;A\nAlmere;GM0363;A\nAmsterdam;GM0014;B\n",
            r"rij 2: 'Groningen' en 'GM0034' zijn niet dezelfde gemeente \(in 3 rijen\)",
        ),
        (
            "gemeente;regio\nGroningen;244.441\nAlmere;229.574\nAmsterdam;934.526\n",
            r"'regio' heeft bij bijna elke gemeente een ander getal \(zoals 244.441\)",
        ),
        ("Groningen;12,5\nAlmere;8\nAmsterdam;3\n", "'kolom B' heeft bij bijna elke gemeente"),
        (BASE + ";Zuid\n", r"rij 3: bij regio 'Zuid' staat geen gemeente; vul"),
        (BASE + f"GM0034;{'x' * 300}\n", r"rij 3: 'x+\.\.\.' is langer dan 200 tekens; kort"),
        (BASE + 'GM0034;"open\nGM0363;X\n', r"rij 3: de aanhalingstekens kloppen niet"),
        ("gemeente;regio\n", "geen rijen met gemeenten gevonden; noem de kolom"),
        ("", "eigen.csv: dit bestand is leeg; kies een bestand met een kolom gemeenten"),
        (";;\n;;\n", "dit bestand is leeg"),
        ("gemeente\nGM0014\n", "geen tabel met ten minste twee kolommen"),
        (
            "a;b\nfoo;bar\nbaz;bar\n",
            "geen kolom met gemeenten gevonden; noem de kolom met gemeenten",
        ),
        (
            "a;b\nGM0014;Groningen\nGM0034;Almere\n",
            "geen kolom met regio's gevonden; noem de kolom",
        ),
        (
            "gm;prov;rg\n14;A;X\n34;B;X\n363;A;Y\n37;B;Y\n384;A;X\n",
            r"meer dan één kolom kan de regio zijn \('prov', 'rg'\); noem de kolom",
        ),
        # No heading and a typing error in the first row: not taken for a heading.
        ("Groningn;A\nAlmere;A\nAmsterdam;B\n", "rij 1: 'Groningn' is geen gemeente"),
        ("GM9999;A\nAlmere;B\nAmsterdam;B\n", "rij 1: 'GM9999' is geen gemeentecode"),
        (
            BASE + "Xyzzy;A\nGM0034;\nGM0014;-\nGM9999;B\n",
            r"rij 3: 'Xyzzy' is geen .*verwijder de rij\. In totaal kloppen 4 rijen niet: ook "
            r"rij 4 \(gemeente 'GM0034' heeft geen regio\) en rij 5 \(gemeente 'GM0014' staat",
        ),
        (b"\x00\x01\x02\x03", "geen tekstbestand en geen Excel- of ODS-bestand"),
        (b"\xff\xfe\x00", "geen tekstbestand en geen Excel- of ODS-bestand"),
        (b"\xd0\xcf\x11\xe0rest", "oud of beveiligd Excel-bestand; open het in"),
        (b"PK\x03\x04rommel", "dit Excel- of ODS-bestand is beschadigd; open het in"),
    ],
)
def test_what_is_wrong_is_said_with_place_value_and_remedy(
    read, text: str | bytes, message: str
) -> None:
    with pytest.raises(DataError, match=message) as caught:
        read(text)
    assert "\n" not in str(caught.value)


def test_missing_file_and_folder(tmp_path: Path, gemeenten: Gemeenten) -> None:
    with pytest.raises(DataError, match=r"weg\.csv: dit bestand bestaat niet"):
        read_indeling(tmp_path / "weg.csv", gemeenten)
    with pytest.raises(DataError, match=r"dit is een map; kies een \.csv"):
        read_indeling(tmp_path, gemeenten)
    with pytest.raises(DataError, match=r"^\.: dit is een map"):
        read_indeling(Path(), gemeenten)
    (tmp_path / "kring.csv").symlink_to("kring.csv")
    with pytest.raises(DataError, match=r"kring\.csv: dit bestand bestaat niet"):
        read_indeling(tmp_path / "kring.csv", gemeenten)
    with pytest.raises(DataError, match="kan niet worden gelezen"):
        read_indeling(tmp_path / ("x" * 300), gemeenten)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs an endless file")
def test_endless_file_is_refused(gemeenten: Gemeenten) -> None:
    with pytest.raises(DataError, match="geen gewoon bestand"):
        read_indeling(Path("/dev/zero"), gemeenten)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read anything")
def test_unreadable_file(tmp_path: Path, gemeenten: Gemeenten) -> None:
    path = tmp_path / "dicht.csv"
    path.touch(mode=0)
    with pytest.raises(DataError, match="kan niet worden gelezen"):
        read_indeling(path, gemeenten)


def test_sizes_are_bounded(read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DataError, match=r"meer dan 100\.000 rijen of 100 kolommen"):
        read(BASE + "\n" * 100_001)
    with pytest.raises(DataError, match=r"meer dan 100\.000 rijen of 100 kolommen"):
        read(BASE + ";" * 100)
    monkeypatch.setattr(sheets, "MAX_BYTES", 10)
    with pytest.raises(DataError, match="groter dan"):
        read(BASE)


def _zip(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_archive_that_is_no_workbook_or_unpacks_too_large(
    tmp_path: Path, gemeenten: Gemeenten
) -> None:
    plain = _zip(tmp_path / "a.xlsx", {"mimetype": b"opendocument"})
    with pytest.raises(DataError, match="geen Excel- of ODS-bestand"):
        read_indeling(plain, gemeenten)
    bomb = _zip(tmp_path / "b.xlsx", {"[Content_Types].xml": b" " * 100_000_001})
    assert bomb.stat().st_size < 1_000_000
    with pytest.raises(DataError, match="uitgepakt groter dan 100 MB"):
        read_indeling(bomb, gemeenten)
    empty = _zip(tmp_path / "c.xlsx", {"[Content_Types].xml": b"<x/>"})
    with pytest.raises(DataError, match="beschadigd"):
        read_indeling(empty, gemeenten)


def _with_sheet_xml(tmp_path: Path, xml: bytes) -> Path:
    workbook = openpyxl.Workbook()
    workbook.worksheets[0].append(["gemeente", "regio"])
    workbook.save(tmp_path / "goed.xlsx")
    with zipfile.ZipFile(tmp_path / "goed.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return _zip(tmp_path / "slecht.xlsx", parts | {"xl/worksheets/sheet1.xml": xml})


def test_workbook_that_claims_endless_rows_and_columns(
    tmp_path: Path, gemeenten: Gemeenten
) -> None:
    head = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    )
    cell = b'<c r="%s%d" t="inlineStr"><is><t>GM0014</t></is></c>'
    rows = b"".join(
        b'<row r="%d">%s</row>' % (r, cell % (c, r)) for r, c in [(1, b"ZZZ"), (999_999_999, b"A")]
    )
    path = _with_sheet_xml(tmp_path, head + rows + b"</sheetData></worksheet>")
    with pytest.raises(DataError, match="dit bestand is leeg"):  # within bounds there is nothing
        read_indeling(path, gemeenten)


def test_workbook_with_exploding_entities(tmp_path: Path, gemeenten: Gemeenten) -> None:
    entities = b"".join(b'<!ENTITY e%d "%s">' % (i, b"&e%d;" % (i - 1) * 10) for i in range(1, 12))
    xml = b'<!DOCTYPE x [<!ENTITY e0 "xxxxxxxxxx">' + entities + b"]><worksheet>&e11;</worksheet>"
    with pytest.raises(DataError, match="beschadigd"):
        read_indeling(_with_sheet_xml(tmp_path, xml), gemeenten)


def test_hostile_names_become_one_line_of_printable_text(read) -> None:
    indeling = read('gemeente;regio\n14;"a\nb\u202e\u2028c\x07"\n34;<script>alert(1)</script>\n')
    assert [r.naam for r in indeling.regios] == ["<script>alert(1)</script>", "a b c"]


WIDE = (
    "Gemeentecode;Gemeentenaam;JZ-code;JZ-naam;Arbeidsmarkt;ggd_regio;jaar;doet mee;inwoners\n"
    "GM0014;Groningen;J2;Noord;Boven;1;2025;ja;244441\n"
    "GM0034;Almere;J1;Midden;Onder;1;2025;ja;229574\n"
    "GM0363;Amsterdam;J1;Midden;;2;2026;ja;934526\n"
    "GM0037;Stadskanaal;J2;Noord;Onder;2;2026;nee;32000\n"
    "GM0047;Veendam;J2;Noord;Boven;2;2025;nee;27000\n"
)


def test_a_column_for_each_indeling(tmp_path: Path, gemeenten: Gemeenten) -> None:
    path = tmp_path / "breed.csv"
    path.write_text(WIDE)
    jeugd, markt, ggd = read_indelingen(path, gemeenten, taken=["breed-jz-naam"])
    assert [i.naam for i in (jeugd, markt, ggd)] == [
        "breed (JZ-naam)",
        "breed (Arbeidsmarkt)",
        "breed (ggd_regio)",
    ]
    assert jeugd.id == "breed-jz-naam-2"
    assert jeugd.bron == "eigen bestand breed.csv, kolom JZ-naam"
    assert [(r.code, r.naam) for r in jeugd.regios] == [("J1", "Midden"), ("J2", "Noord")]
    assert members(markt, gemeenten) == {
        "GM0014": "Boven",
        "GM0034": "Onder",
        "GM0037": "Onder",
        "GM0047": "Boven",
    }
    assert set(members(ggd, gemeenten).values()) == {"1", "2"}
    with pytest.raises(DataError, match=r"meer dan één kolom kan de regio zijn \('JZ-naam', 'Arb"):
        read_indeling(path, gemeenten)


def test_one_column_is_one_indeling(tmp_path: Path, gemeenten: Gemeenten) -> None:
    path = tmp_path / "smal.csv"
    path.write_text("gemeente;regio;provincie\n14;A;X\n34;A;Y\n363;B;Y\n37;B;X\n")
    (only,) = read_indelingen(path, gemeenten)
    assert only.naam == "smal"
    path.write_text("gm;jaar;telt\n14;2024;ja\n34;2024;nee\n363;2025;nee\n37;2025;ja\n")
    with pytest.raises(DataError, match="geen kolom met regio's gevonden"):
        read_indelingen(path, gemeenten)


def test_embedded_indelingen_in_one_table(tmp_path: Path, catalogus: Catalogus) -> None:
    g = catalogus.gemeenten
    originals = [catalogus[i] for i in ("jeugdregio", "res-regio", "corop", "provincie")]
    columns = [[i.regios[k].naam for k in catalogus.labels(i)] for i in originals]
    lines = [";".join(["gemeente", *(i.id for i in originals)])]
    lines += [";".join(row) for row in zip(g.codes, *columns, strict=True)]
    path = tmp_path / "alles.csv"
    path.write_text("\n".join(lines), "utf-8")
    found = read_indelingen(path, g)
    assert [i.bron.rpartition(" ")[2] for i in found] == [i.id for i in originals]
    for indeling, column in zip(found, columns, strict=True):
        assert [indeling.regios[k].naam for k in indeling.labels(len(g))] == column
