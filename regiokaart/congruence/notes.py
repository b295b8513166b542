"""The notes of a user as a table."""

from __future__ import annotations

from collections.abc import Sequence

from regiokaart.congruence.provenance import provenance
from regiokaart.congruence.table import Column, Kind, Table
from regiokaart.congruence.wording import names_in_sentence
from regiokaart.model import Catalogus
from regiokaart.model.project import Notitie, Onderwerp

_METHOD = ("Notities zijn geschreven door de gebruiker; het programma verandert er niets aan.",)


def subject_name(catalogus: Catalogus, onderwerp: Onderwerp, ids: Sequence[str]) -> str:
    """Name what a note is about; what these data do not have is named by its id.

    Examples
    --------
    >>> from regiokaart.sources.embedded import load_catalogus
    >>> subject_name(load_catalogus(), Onderwerp.PAAR, ["ggd-regio", "jeugdregio"])
    "GGD-regio's en jeugdregio's"
    """
    missing = f"{' en '.join(ids)} (niet in deze gegevens)"
    match onderwerp:
        case Onderwerp.GEMEENTE:
            place = catalogus.gemeenten.index.get(ids[0])
            return missing if place is None else catalogus.gemeenten.namen[place]
        case Onderwerp.REGIO:
            if ids[0] not in catalogus:
                return missing
            indeling = catalogus[ids[0]]
            names = [regio.naam for regio in indeling.regios if regio.code == ids[1]]
            return f"{names[0]} ({indeling.naam})" if names else missing
        case _:
            if any(each not in catalogus for each in ids):
                return missing
            first, *others = (catalogus[each] for each in ids)
            return " en ".join(
                (first.naam_meervoud, *(names_in_sentence(each)[1] for each in others))
            )


def notes_table(catalogus: Catalogus, notes: Sequence[Notitie]) -> Table:
    """Tabulate notes in the order in which they are given."""
    named = dict.fromkeys(each for note in notes for each in note.indelingen)
    return Table(
        name="notities",
        title="Notities",
        columns=(
            Column("soort", "Soort", Kind.TEXT, [note.onderwerp.value for note in notes]),
            Column(
                "onderwerp",
                "Onderwerp",
                Kind.TEXT,
                [subject_name(catalogus, note.onderwerp, note.ids) for note in notes],
                explanation="Waar de notitie over gaat.",
            ),
            Column("notitie", "Notitie", Kind.TEXT, [note.tekst for note in notes]),
            Column(
                "ids",
                "Code of id",
                Kind.TEXT,
                [" ".join(note.ids) for note in notes],
                explanation="De CBS-code van een gemeente, de id van een indeling met de code van "
                "een regio, of de id's van een paar.",
            ),
        ),
        provenance=provenance(
            catalogus, [catalogus[each] for each in named if each in catalogus], (), _METHOD
        ),
    )
