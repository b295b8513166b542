import shutil
from pathlib import Path

import numpy as np
import pytest

from regiokaart.model import Catalogus, Methode, Soort
from regiokaart.sources.embedded import load_catalogus, load_regelingen
from regiokaart.sources.errors import DataError
from regiokaart.sources.paths import data_dir


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Copy the embedded facts to where a test may spoil them."""
    target = tmp_path / "data"
    shutil.copytree(data_dir(), target, ignore=shutil.ignore_patterns("grenzen.npz"))
    return target


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_members_come_out_as_they_are_written(catalogus: Catalogus):
    res = catalogus["res-regio"]
    druten = catalogus.gemeenten.index["GM0225"]
    regio = res.regios[catalogus.labels(res)[druten]]
    assert (regio.code, regio.naam) == ("ES08", "Arnhem/Nijmegen")
    assert res.soort is Soort.INTERGEMEENTELIJK
    assert res.ministeries == ("EZK", "BZK")
    assert res.peiljaar == 2025
    assert res.werkwijze.startswith("CBS-vlakken van 2025")
    assert res.bron_ministeries.startswith("Kamerstuk 32813")
    assert catalogus["landsdeel"].bron_grondslag == ""  # unknown, so from nobody


def test_regios_are_ordered_by_code(catalogus: Catalogus):
    for indeling in catalogus:
        codes = [regio.code for regio in indeling.regios]
        assert codes == sorted(set(codes)), indeling.id


def test_order_of_rows_does_not_matter(copy: Path):
    path = copy / "lidmaatschap/ressort.csv"
    heading, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([heading, *reversed(rows)]) + "\n", encoding="utf-8")
    ours, theirs = load_catalogus()["ressort"], load_catalogus(copy)["ressort"]
    assert ours.regios == theirs.regios
    assert np.array_equal(ours.labels(342), theirs.labels(342))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("GM0034,", "GM9999,", r"ressort\.csv, rij 3: 'GM9999' is geen gemeente van 2026"),
        ("GM0034,", "GM0014,", r"rij 3: 'GM0014' staat al in regio 'RT12'"),
        (",1,overgenomen", ",1,geraden", r"rij 2: methode 'geraden' bestaat niet; kies uit direct"),
        (",1,overgenomen", ",2,overgenomen", r"rij 2: aandeel '2' ligt niet tussen 0 en 1"),
        (",1,overgenomen", ",nan,overgenomen", r"rij 2: 'nan' is geen getal"),
        ("Gerechtshof Arnhem-Leeuwarden", "Elders", r"rij 3: regio 'RT12' heet hier"),
        ("gemeente,", "gm,", r"rij 1: de kolommen zijn anders"),
        (",overgenomen,", ",overgenomen", r"rij 2: 5 waarden in plaats van 6"),
    ],
)
def test_bad_member_names_file_and_row(copy: Path, old: str, new: str, message: str):
    replace(copy / "lidmaatschap/ressort.csv", old, new)
    with pytest.raises(DataError, match=message):
        load_catalogus(copy)


@pytest.mark.parametrize("other", ["VT99", "VT15", "VT21|", "|"])
def test_alternative_that_is_no_other_regio_is_refused(copy: Path, other: str):
    path = copy / "lidmaatschap/veilig-thuis-regio.csv"
    row = next(
        i for i, line in enumerate(path.read_text("utf-8").splitlines(), 1) if "GM0744" in line
    )
    replace(path, "West-Brabant,VT21", f"West-Brabant,{other}")
    with pytest.raises(DataError, match=rf"rij {row}: alternatief '.*' is geen andere regio"):
        load_catalogus(copy)


def test_alternative_may_be_a_regio_without_gemeenten(copy: Path):
    replace(copy / "lidmaatschap/veilig-thuis-regio.csv", "West-Brabant,VT21", "x,VT21|VT98=Nieuw")
    indeling = load_catalogus(copy)["veilig-thuis-regio"]
    (new,) = (i for i, regio in enumerate(indeling.regios) if regio.code == "VT98")
    assert (indeling.regios[new].naam, len(indeling)) == ("Nieuw", 26)
    assert new not in indeling.lidmaatschap.regio
    others = {regio for each in indeling.lidmaatschap.alternatief for regio in each}
    assert new in others


@pytest.mark.parametrize(
    ("other", "message"),
    [
        ("VT15=Midden-Brabant", "regio 'VT15' heeft gemeenten en ook geen"),
        ("VT98=Nieuw|VT98=Anders", r"rij \d+: regio 'VT98' heeft twee namen"),
    ],
)
def test_regio_without_gemeenten_that_contradicts_is_refused(copy: Path, other: str, message: str):
    replace(copy / "lidmaatschap/veilig-thuis-regio.csv", "West-Brabant,VT21", f"x,{other}")
    with pytest.raises(DataError, match=message):
        load_catalogus(copy)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (",229574,", ",veel,", r"gemeenten\.csv, rij 3: 'veel' is geen getal van nul of meer"),
        (",229574,", ",229574.5,", r"rij 3: '229574\.5' is geen geheel getal"),
        ("GM0037,", "GM0034,", r"rij 4: 'GM0034' staat dubbel of niet op volgorde"),
    ],
)
def test_bad_gemeente_names_file_and_row(copy: Path, old: str, new: str, message: str):
    replace(copy / "gemeenten.csv", old, new)
    with pytest.raises(DataError, match=message):
        load_catalogus(copy)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('soort = "intergemeentelijk"', 'soort = "iets"', r"soort 'iets' bestaat niet; kies uit"),
        ("peiljaar = 2026\ninwoners", 'peiljaar = "x"\ninwoners', r"\[gemeenten\]: 'peiljaar'"),
        ('ministeries = ["SZW"]', "ministeries = [1]", r"arbeidsmarktregio: 'ministeries'"),
        ('bron_grondslag = "', 'bron_grondslag = 1 # "', r"arbeidsmarktregio: 'bron_grondslag'"),
        ('id = "ressort"', 'id = "../ressort"', r"id '\.\./ressort' kan niet"),
        ('id = "ressort"', 'id = "geen"', r"geen\.csv: niet te lezen"),
        ('id = "ressort"', 'id = "corop"', r"id 'corop' staat er dubbel"),
        ("[[indeling]]", "[[indeling", r"catalogus\.toml: niet te lezen"),
    ],
)
def test_bad_catalogue_is_refused(copy: Path, old: str, new: str, message: str):
    replace(copy / "catalogus.toml", old, new)
    with pytest.raises(DataError, match=message):
        load_catalogus(copy)


def test_regelingen_hold_gemeenten_and_others(catalogus: Catalogus):
    regelingen = {r.naam: r for r in load_regelingen(catalogus.gemeenten)}
    jeugdhulp = regelingen["Gemeenschappelijke Regeling Jeugdhulp Rijnmond"]
    assert catalogus.gemeenten.index["GM1992"] in jeugdhulp.gemeenten  # succeeds three members
    assert np.all(np.diff(jeugdhulp.gemeenten) > 0)
    assert jeugdhulp.toelichtingen == (
        ("Voorne aan Zee", "voorheen Brielle, Hellevoetsluis, Westvoorne"),
    )
    aqualysis = regelingen["Gemeenschappelijke regeling Aqualysis"]
    successor, note = aqualysis.toelichtingen[0]
    assert successor in aqualysis.anderen
    assert note == "voorheen Waterschap Groot Salland, Waterschap Reest en Wieden"
    leerplicht = next(r for naam, r in regelingen.items() if "Regio 36b" in naam)
    assert leerplicht.sinds == "2009-08-01"  # its third version is of 2024
    amstel = regelingen["Gemeenschappelijke Beheersregeling Amstel"]
    assert len(amstel.gemeenten) == 0
    assert "Provincie Utrecht" in amstel.anderen


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("deelnemers.csv", "27752024,GM0484", "1,GM0484", r"rij 2: regeling '1' staat niet in"),
        ("deelnemers.csv", "27752024,GM0484", "27752024,GM1", r"rij 2: 'GM1' is geen gemeente"),
        ("deelnemers.csv", "27752024,GM0484", "27752024,", r"rij 2: geen gemeente en geen"),
        ("regelingen.csv", "28740991,", "27752024,", r"rij 3: '27752024' staat er dubbel"),
    ],
)
def test_bad_regeling_names_file_and_row(
    copy: Path, catalogus: Catalogus, file: str, old: str, new: str, message: str
):
    replace(copy / file, old, new)
    with pytest.raises(DataError, match=message):
        load_regelingen(catalogus.gemeenten, copy)


def test_uncertain_rows_are_marked_with_a_reason(catalogus: Catalogus):
    rows = catalogus["omgevingsdienst"].lidmaatschap
    doubtful = [
        (catalogus.gemeenten.namen[i], note)
        for i, methode, note in zip(rows.gemeente, rows.methode, rows.toelichting, strict=True)
        if methode is Methode.ONZEKER
    ]
    assert {naam for naam, _ in doubtful} == {
        "Zutphen",
        "West Maas en Waal",
        "Heusden",
        "Midden-Delfland",
    }
    assert all(note for _, note in doubtful)


@pytest.mark.parametrize("entries", ["", "indeling = 1\n", "indeling = [1]\n"])
def test_catalogue_without_indelingen_is_refused(copy: Path, entries: str):
    path = copy / "catalogus.toml"
    head = path.read_text(encoding="utf-8").split("[[indeling]]")[0]
    path.write_text(entries + head, encoding="utf-8")
    with pytest.raises(DataError, match=r"catalogus\.toml: \[\[indeling\]\] ontbreekt"):
        load_catalogus(copy)
