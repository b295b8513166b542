"""The catalogue as a table: every fact with its age and source."""

from dataclasses import replace

from regiokaart.export.indelingen import indelingen_table, leden_table
from regiokaart.model import Catalogus


def test_every_fact_stands_beside_its_source(catalogus: Catalogus):
    rows = {row["id"]: row for row in indelingen_table(catalogus).records()}
    assert list(rows) == [i.id for i in catalogus]
    politie = rows["politie-eenheid"]
    assert politie["bron_ministeries"] == "Regioatlas 2016, toen VenJ"
    assert politie["bron_grondslag"] == "wettekst 2017, BWBR0031788"
    assert "Gelderland en Overijssel samen" in str(politie["bepaald_toelichting"])
    zorgkantoor = rows["zorgkantoorregio"]
    assert "Wlz-uitvoerder" in str(zorgkantoor["samenwerking_toelichting"])
    assert zorgkantoor["bron_samenwerking"] == "wettekst 2017, BWBR0035917"


def test_unknown_is_written_as_such(catalogus: Catalogus):
    rows = {row["id"]: row for row in indelingen_table(catalogus).records()}
    assert rows["corop"]["ministeries"] == "onbekend"
    assert rows["corop"]["bron_ministeries"] == ""
    own = replace(catalogus["corop"], id="eigen", naam_meervoud="Eigen", peiljaar=None)
    table = indelingen_table(Catalogus(catalogus.gemeenten, (own,)))
    assert table["peiljaar"].values == [None]
    assert table.provenance.indelingen == (f"Eigen; bron: {own.bron}",)


def test_rows_of_an_indeling_say_how_they_were_established(catalogus: Catalogus):
    jeugd = catalogus["jeugdregio"]
    table = leden_table(catalogus, jeugd)
    rows = {row["gemeente"]: row for row in table.records()}
    assert len(rows) == 342
    zeewolde = rows["Zeewolde"]
    assert (zeewolde["regio"], zeewolde["methode"]) == ("Noord-Veluwe", "onzeker")
    assert zeewolde["alternatieven"] == "Flevoland"
    assert rows["Ede"]["methode"] == "direct"
    assert dict(table.provenance.parameters)["SHA-256 van het bronbestand"] == jeugd.bron_sha256


def test_counts_per_way_of_establishing_add_up(catalogus: Catalogus):
    for row in indelingen_table(catalogus).records():
        ways = [row["rijen_direct"], row["rijen_overgenomen"], row["rijen_onzeker"]]
        assert sum(ways) == len(catalogus[str(row["id"])].lidmaatschap)
