"""What a preview of a table says: layouts, other years, double memberships, choices."""

from pathlib import Path

import pytest

from regiokaart.model import Catalogus, Gemeenten, Methode
from regiokaart.sources.errors import DataError
from regiokaart.sources.history import load_jaargangen
from regiokaart.sources.imported import Counts, Imported, ImportOptions, Layout
from regiokaart.sources.tables import read_tables, table_choices


@pytest.fixture(scope="module")
def gemeenten(catalogus: Catalogus) -> Gemeenten:
    return catalogus.gemeenten


@pytest.fixture
def read(tmp_path: Path, gemeenten: Gemeenten):
    def read_text(text: str, **options) -> tuple[Imported, ...]:
        path = tmp_path / "eigen.csv"
        path.write_text(text, "utf-8")
        return read_tables(path, gemeenten, (), ImportOptions(**options))

    return read_text


def members(imported: Imported, gemeenten: Gemeenten) -> dict[str, list[str]]:
    rows = imported.indeling.lidmaatschap
    found: dict[str, list[str]] = {}
    for g, r in zip(rows.gemeente, rows.regio, strict=True):
        found.setdefault(gemeenten.namen[g], []).append(imported.indeling.regios[r].naam)
    return found


def texts(imported: Imported) -> list[str]:
    return [message.text for message in imported.messages]


# --- double memberships


DOUBLE = "gemeente;regio\nEde;Noord\nAlmere;Zuid\nEde;Zuid\nAlmere;Zuid\nUtrecht;Oost\n"


def test_a_gemeente_in_two_regios_stays_in_both_and_is_reported(read, gemeenten) -> None:
    (imported,) = read(DOUBLE)
    assert members(imported, gemeenten) == {
        "Ede": ["Noord", "Zuid"],
        "Almere": ["Zuid"],
        "Utrecht": ["Oost"],
    }
    assert imported.counts == Counts(covered=3, partial=0, missing=339, double=1, divided=1)
    assert texts(imported) == [
        "gemeente 'Ede' staat in 2 regio's: 'Noord' (rij 2) en 'Zuid' (rij 4)",
        "1 rij zegt hetzelfde als een eerdere en telt niet nog eens",
    ]
    message = imported.messages[0]
    assert (message.row, message.value) == (2, "Ede")
    assert "1 gemeente zit in meer dan één regio." in imported.indeling.opmerking


def test_regios_in_one_cell_are_several_where_each_is_known(read, gemeenten) -> None:
    text = "gemeente;regio\nEde;Noord | Zuid\nAlmere;Zuid\nUtrecht;Noord\nZeist;Weert/Roermond\n"
    (imported,) = read(text)
    found = members(imported, gemeenten)
    assert found["Ede"] == ["Noord", "Zuid"]
    assert found["Zeist"] == ["Weert/Roermond"]


# --- long tables


LONG = (
    "gm_code;indeling;regio_code;regio_naam;bron\n"
    "GM0014;Jeugd;J1;Noord;a\nGM0034;Jeugd;J2;Midden;a\nGM0363;Jeugd;J2;Midden;a\n"
    "GM0014;Zorg;Z1;Noord;b\nGM0034;Zorg;Z1;Noord;b\nGM0363;Zorg;Z2;West;b\n"
)


def test_a_long_table_holds_several_indelingen(read, gemeenten) -> None:
    jeugd, zorg = read(LONG)
    assert [(i.indeling.id, i.indeling.naam) for i in (jeugd, zorg)] == [
        ("jeugd", "Jeugd"),
        ("zorg", "Zorg"),
    ]
    assert jeugd.indeling.bron == "eigen bestand eigen.csv, indeling Jeugd"
    assert [r.code for r in zorg.indeling.regios] == ["Z1", "Z2"]
    assert members(zorg, gemeenten)["Almere"] == ["Noord"]
    assert dict(jeugd.understood)["Kolom met indelingen"] == "indeling"
    assert jeugd.options.layout is Layout.LONG
    again = read(LONG, **vars(jeugd.options))
    assert [members(i, gemeenten) for i in again] == [members(i, gemeenten) for i in (jeugd, zorg)]


def test_the_column_of_a_long_table_is_asked_for_when_it_has_another_name(read, gemeenten) -> None:
    text = LONG.replace("indeling;", "thema;")
    with pytest.raises(DataError, match=r"67% van de gemeenten .* kolom 'thema' lijkt .*noem die"):
        read(text)
    jeugd, zorg = read(text, indeling="thema")
    assert len(jeugd.indeling) == len(zorg.indeling) == 2
    (both,) = read(text, layout=Layout.ONE)
    assert both.counts.double == 2
    with pytest.raises(DataError, match="geen kolom gevonden die zegt bij welke indeling"):
        read(text, layout=Layout.LONG)


def test_a_row_of_a_long_table_without_indeling_is_an_error(read) -> None:
    with pytest.raises(DataError, match=r"rij 8: bij gemeente 'GM0037' staat geen indeling; vul"):
        read(LONG + "GM0037;;Z1;Noord;b\n")


def test_the_tables_of_2016_as_a_long_table(read, catalogus: Catalogus) -> None:
    gemeenten = catalogus.gemeenten
    year = load_jaargangen()[0]
    chosen = [i for i in year.indelingen if i.id in ("jeugdregio", "ggd-regio", "provincie")]
    lines = ["gemeente;code;indeling;regio;regiocode"]
    for each in chosen:
        for i, k in enumerate(each.labels(len(year.gemeenten))):
            regio = each.regios[k]
            code, naam = int(year.gemeenten.codes[i][2:]), year.gemeenten.namen[i]
            lines.append(f"{naam};{code};{each.naam_meervoud};{regio.naam};{regio.code}")
    found = read("\n".join(lines))
    assert [i.indeling.naam for i in found] == [each.naam_meervoud for each in chosen]
    for imported, original in zip(found, chosen, strict=True):
        assert dict(imported.understood)["Gemeenten van"] == "2016"
        assert imported.counts.covered == 342
        assert [r.code for r in imported.indeling.regios] == [r.code for r in original.regios]
    provincie = next(i for i in found if i.indeling.naam == "Provincies")
    assert [gemeenten.namen[i] for i in provincie.indeling.onzeker] == ["Vijfheerenlanden"]
    then, now = provincie.indeling, catalogus["provincie"]
    differs = [
        naam
        for naam, a, b in zip(
            gemeenten.namen, then.labels(len(gemeenten)), catalogus.labels(now), strict=True
        )
        if then.regios[a].code != now.regios[b].code
    ]
    assert differs == ["Vijfheerenlanden"]  # most of its parts were in Zuid-Holland


# --- gemeenten of another year


def test_gemeenten_of_another_year_are_carried_and_named(read, gemeenten) -> None:
    text = "gemeente;regio\nLeerdam;A\nVianen;B\nZederik;A\nGroesbeek;C\nEde;C\n"
    (imported,) = read(text)
    assert members(imported, gemeenten) == {
        "Ede": ["C"],
        "Berg en Dal": ["C"],
        "Vijfheerenlanden": ["A"],
    }
    assert texts(imported)[:4] == [
        "'Leerdam' ging in 2019 op in Vijfheerenlanden",
        "'Vianen' ging in 2019 op in Vijfheerenlanden",
        "'Zederik' ging in 2019 op in Vijfheerenlanden",
        "'Groesbeek' heet sinds 2016 Berg en Dal",
    ]
    assert [m.row for m in imported.messages[:4]] == [2, 3, 4, 5]
    assert imported.messages[4].value == "Vijfheerenlanden"
    understood = dict(imported.understood)
    assert understood["Gemeenten van"] == "2011–2015"
    assert understood["Overgebracht naar"] == f"de gemeenten van {gemeenten.peiljaar}"
    rows = imported.indeling.lidmaatschap
    position = list(rows.gemeente).index(gemeenten.codes.index("GM1961"))
    assert rows.methode[position] is Methode.ONZEKER
    assert rows.alternatief[position] == (1,)
    assert "delen uit A" in rows.toelichting[position]


def test_many_rows_of_another_year_get_few_messages(read, gemeenten) -> None:
    year = load_jaargangen()[0].gemeenten
    (imported,) = read("gemeente;regio\n" + "".join(f"{c};R{c[2]}\n" for c in year.codes))
    assert "hetzelfde geldt voor nog 46 rijen" in texts(imported)
    assert len(imported.messages) < 25


# --- rows that are not about a gemeente, and rows that are wrong


def test_titles_headings_and_remarks_are_no_rows(read, gemeenten) -> None:
    text = (
        "Overzicht;versie 2\nRegio's 2025;\n\nnaam;gebied\nEde;Noord\nAlmere;Zuid\n"
        "naam;gebied\nUtrecht;Zuid\n;\nBron: eigen opgave;\n"
    )
    (imported,) = read(text)
    assert members(imported, gemeenten) == {
        "Ede": ["Noord"],
        "Almere": ["Zuid"],
        "Utrecht": ["Zuid"],
    }
    assert texts(imported) == ["rij 10 onder de tabel is overgeslagen"]
    assert imported.messages[0].value == "Bron: eigen opgave"
    assert (
        "1 rij gaat niet over een gemeente ('Bron: eigen opgave')." in imported.indeling.opmerking
    )


def test_wrong_rows_are_left_out_only_on_request(read, gemeenten) -> None:
    text = "gemeente;regio\nEde;Noord\nAmsteldam;Zuid\nAlmere;\nUtrecht;Zuid\n"
    with pytest.raises(DataError, match=r"rij 3: 'Amsteldam' is geen gemeente"):
        read(text)
    (imported,) = read(text, skip_wrong=True)
    assert members(imported, gemeenten) == {"Ede": ["Noord"], "Utrecht": ["Zuid"]}
    assert (imported.counts.unknown, imported.counts.skipped) == (1, 2)
    assert [(m.row, m.value) for m in imported.messages] == [(3, "Amsteldam"), (4, "Almere")]
    assert "rij 3 is overgeslagen: 'Amsteldam' is geen gemeente" in texts(imported)[0]
    assert "2 rijen die niet kloppen zijn weggelaten." in imported.indeling.opmerking
    with pytest.raises(DataError, match="geen rijen met gemeenten gevonden"):
        read("gemeente;regio\nAmsteldam;Zuid\n", skip_wrong=True)


# --- what the file says of itself, and what a user chooses


def test_a_column_peiljaar_gives_the_peiljaar(read) -> None:
    assert read("gemeente;regio;peiljaar\nEde;A;2024\nAlmere;B;2024\n")[0].indeling.peiljaar == 2024
    assert read("gemeente;regio;peiljaar\nEde;A;2024\nAlmere;B;2025\n")[0].indeling.peiljaar is None
    assert read("gemeente;regio;jaar\nEde;A;2024\nAlmere;B;2024\n")[0].indeling.peiljaar is None


TWO = (
    "gm;provincie;gebied;nr\nEde;P1;X;1\nAlmere;P2;X;1\nUtrecht;P2;Y;2\nZeist;P2;Y;2\n"
    "Amsterdam;P1;X;1\n"
)


def test_columns_may_be_chosen(read, gemeenten) -> None:
    with pytest.raises(
        DataError, match=r"meer dan één kolom kan de regio zijn \('provincie', 'geb"
    ):
        read(TWO)
    (imported,) = read(TWO, regio="gebied")
    assert members(imported, gemeenten)["Zeist"] == ["Y"]
    (imported,) = read(TWO, regio="GEBIED", code="nr", gemeente="gm")
    assert [r.code for r in imported.indeling.regios] == ["1", "2"]
    assert imported.options == ImportOptions("", "gm", "gebied", "nr", "", Layout.ONE)
    (again,) = read(TWO, **vars(imported.options))
    assert members(again, gemeenten) == members(imported, gemeenten)
    with pytest.raises(DataError, match="kolom 'x' bestaat niet; de kolommen zijn 'gm', 'provin"):
        read(TWO, regio="x")
    with pytest.raises(DataError, match="rij 3: regio 'X' heeft code 'P1' en 'P2'; verb"):
        read(TWO, regio="gebied", code="provincie")


def test_columns_without_heading_are_chosen_by_letter(read, gemeenten) -> None:
    text = "Ede;P1;X\nAlmere;P2;X\nUtrecht;P2;Y\nZeist;P2;Y\nAmsterdam;P1;X\n"
    (imported,) = read(text, regio="kolom C")
    assert members(imported, gemeenten)["Ede"] == ["X"]
    assert dict(imported.understood)["Kolom met regio's"] == "kolom C"


def test_choices_of_a_text(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Titel;van dit\n\n" + TWO)
    choices = table_choices(path)
    assert choices.kind == ""
    (part,) = choices.parts
    assert part.name == ""
    assert part.columns == ("gm", "provincie", "gebied", "nr")
    assert part.examples == (("Ede", "Almere", "Utrecht"), ("P1", "P2"), ("X", "Y"), ("1", "2"))
    path.write_text("Ede;X\nAlmere;X\n")
    assert table_choices(path).parts[0].columns == ("kolom A", "kolom B")


def test_what_was_understood(read) -> None:
    (imported,) = read("gm,rc,rn\n14,R2,Noord\n34,R1,Midden\n363,R1,Midden\n37,R2,Noord\n")
    assert imported.understood == (
        ("Scheiding en tekens", "komma in UTF-8"),
        ("Kolom met gemeenten", "gm"),
        ("Kolom met regio's", "rn"),
        ("Kolom met codes", "rc"),
        ("Rijen", "4"),
        ("Gemeenten in het bestand", "4"),
        ("Regio's", "2"),
    )
