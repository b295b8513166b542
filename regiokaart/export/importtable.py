"""What was remarkable about a file of a user's own, as a table."""

from __future__ import annotations

from regiokaart import __version__
from regiokaart.congruence.table import Column, Kind, Provenance, Table
from regiokaart.sources.imported import Imported


def messages_table(imported: Imported) -> Table:
    """Tabulate the messages of an import with the row and the value they are about.

    Rows are those of a spreadsheet, or objects counted from 1; a message about the whole file has
    none.
    """
    messages = imported.messages
    columns = (
        Column(
            "rij",
            "Rij",
            Kind.COUNT,
            [message.row for message in messages],
            explanation="Rij van de tabel, of nummer van het vlak; leeg bij het hele bestand.",
        ),
        Column("waarde", "Waarde", Kind.TEXT, [message.value or None for message in messages]),
        Column("melding", "Wat er opviel", Kind.TEXT, [message.text for message in messages]),
    )
    indeling = imported.indeling
    account = Provenance(
        indelingen=(f"{indeling.naam}; bron: {indeling.bron}",),
        sources=(indeling.bron_bestand,) if indeling.bron_bestand else (),
        parameters=imported.understood,
        method=(),
        remarks=(),
        program=f"Regiokaart {__version__}",
    )
    return Table("meldingen", "Meldingen bij het inlezen", columns, account)
