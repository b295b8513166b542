import pytest

from regiokaart.congruence.border.contiguitytables import pieces_table
from regiokaart.congruence.table import Table
from regiokaart.model import Catalogus, Gebied
from regiokaart.sources.connections import load_verbindingen


@pytest.fixture(scope="module")
def table(catalogus: Catalogus, gebied: Gebied) -> Table:
    verbindingen = load_verbindingen(catalogus.gemeenten)
    ours = [catalogus["omgevingsdienst"], catalogus["politie-eenheid"]]
    return pieces_table(catalogus, gebied, ours, verbindingen)


def test_pieces_with_and_without_connections(table: Table) -> None:
    found = {row["regio"]: (row["land"], row["vervoer"], row["beide"]) for row in table.records()}
    assert found == {
        "Fryske Utfieringstsjinst Miljeu en Omjouwing": (5, 2, 1),
        "Omgevingsdienst IJmond": (2, 2, 2),
        "Omgevingsdienst Noord-Holland Noord": (2, 1, 1),
        "Regionale uitvoeringsdienst Zeeland": (2, 1, 1),
        "Noord-Nederland": (5, 1, 1),
        "Noord-Holland": (2, 1, 1),
        "Zeeland-West-Brabant": (2, 1, 1),
    }


def test_who_is_apart_is_named(table: Table) -> None:
    rows = {row["regio"]: row for row in table.records()}
    assert rows["Regionale uitvoeringsdienst Zeeland"]["los"] == "Hulst, Terneuzen, Sluis"
    assert rows["Regionale uitvoeringsdienst Zeeland"]["blijft_los"] is None
    assert "Waterland" in rows["Omgevingsdienst IJmond"]["blijft_los"]


def test_account_counts_the_others_and_names_the_connections(table: Table) -> None:
    assert table.provenance.remarks[0] == "29 van de 36 regio's zijn over land aaneengesloten."
    assert any(
        line.startswith("Verbinding Borsele – Terneuzen (vervoer): Westerscheldetunnel")
        for line in table.provenance.sources
    )
