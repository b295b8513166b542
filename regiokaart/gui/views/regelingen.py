"""The regelingen of the view Samenwerkingen: what is searched, found and shown."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PyQt6.QtCore import QObject, pyqtSignal

from regiokaart.cartography.classes import Classification
from regiokaart.cartography.cooperation import QUANTILES, cooperations, one_regeling
from regiokaart.cartography.pergemeente import Figures, counts
from regiokaart.cartography.specification import MapSpecification
from regiokaart.congruence.cooperation import (
    CENTRUMREGELING,
    cooperation,
    cooperation_table,
    form,
    regelingen_table,
    search,
    shared_table,
    what_is_counted,
)
from regiokaart.congruence.table import Table
from regiokaart.congruence.wording import join_names
from regiokaart.gui.loading import regelingen
from regiokaart.model import Catalogus, Gebied, Regeling
from regiokaart.sources.register import register_source

THRESHOLD = 10  # shared regelingen from which two gemeenten are joined by a line, at first


class Cooperations(QObject):
    """The choices of the user among the regelingen, and what follows from them.

    Parameters
    ----------
    catalogus : Catalogus
    gebied : Gebied
    parent : QObject, optional

    Raises
    ------
    DataError, OSError
        When the regelingen cannot be read.

    Attributes
    ----------
    forms : tuple of str
        The legal forms that occur, those from the register first.
    text, vorm : str
        What is searched for; empty for everything.
    within : frozenset of int
        Gemeenten of which one must take part; empty for all.
    threshold : int
        Shared regelingen from which two gemeenten are joined by a line.
    klassen : Classification
        How the regelingen per gemeente are divided.
    found : tuple of Regeling
    shown : Regeling or None
        The one on the map; None for all that were found.

    Signals
    -------
    found_changed
        Other regelingen were found; `changed` follows.
    changed
        The map shows something else.
    """

    found_changed = pyqtSignal()
    changed = pyqtSignal()

    def __init__(self, catalogus: Catalogus, gebied: Gebied, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._catalogus, self._gebied = catalogus, gebied
        self._regelingen = regelingen(catalogus.gemeenten)
        self._bron = register_source()
        forms = {form(regeling) for regeling in self._regelingen}
        self.forms = tuple(sorted(forms, key=lambda each: (each == CENTRUMREGELING, each)))
        self.text = self.vorm = ""
        self.within: frozenset[int] = frozenset()
        self.threshold = THRESHOLD
        self.klassen = QUANTILES
        self.found = self._regelingen
        self.shown: Regeling | None = None

    # What the user chooses

    def search_for(self, text: str, vorm: str) -> None:
        """Look for words and one legal form; empty for everything."""
        if (text, vorm) != (self.text, self.vorm):
            self.text, self.vorm = text, vorm
            self._search()

    def limit_to(self, gemeenten: Collection[int]) -> None:
        """Keep the regelingen in which one of these gemeenten takes part; of none: all."""
        self.within = frozenset(gemeenten)
        self._search()

    def set_threshold(self, threshold: int) -> None:
        """Join gemeenten by a line from this many shared regelingen."""
        if threshold != self.threshold:
            self.threshold = threshold
            self.shown = None
            self.changed.emit()

    def set_classes(self, klassen: Classification) -> None:
        """Divide the regelingen per gemeente otherwise."""
        if klassen != self.klassen:
            self.klassen = klassen
            self.shown = None
            self.changed.emit()

    def show(self, row: int) -> None:
        """Put one of the found regelingen on the map."""
        self.shown = self.found[row]
        self.changed.emit()

    def show_one(self, regeling: str) -> None:
        """Put the regeling with this id on the map, whatever was searched for."""
        self.text = self.vorm = ""
        self.limit_to(())
        for row, each in enumerate(self.found):
            if each.id == regeling:
                self.show(row)

    def show_all(self) -> None:
        """Go back to all regelingen that fit the search, of whatever gemeente."""
        self.limit_to(())

    # What follows

    def specification(self) -> MapSpecification:
        """Describe the map."""
        catalogus, gebied = self._catalogus, self._gebied
        if self.shown is not None:
            return one_regeling(catalogus, gebied, self.shown, self._bron)
        return cooperations(catalogus, gebied, self.found, self._bron, self.threshold, self.klassen)

    def figures(self) -> Figures | None:
        """Return what the map divides over classes; None for the map of one regeling."""
        if self.shown is not None:
            return None
        return counts(cooperation(self.found, len(self._catalogus.gemeenten)).per_gemeente)

    def summary(self) -> str:
        """Say what is counted, and what is not."""
        return what_is_counted(self.found)

    def table(self) -> Table:
        """Tabulate the regelingen that were found."""
        return regelingen_table(self._catalogus, self.found, self._bron, self._parameters())

    def tables(self) -> Callable[[], tuple[Table, ...]]:
        """Return what computes the tables of the present choices, on any thread.

        They are the regelingen, the counts per gemeente, and the pairs that share many.
        """
        catalogus, found, bron = self._catalogus, self.found, self._bron
        parameters, threshold = self._parameters(), self.threshold

        def compute() -> tuple[Table, ...]:
            return (
                regelingen_table(catalogus, found, bron, parameters),
                cooperation_table(catalogus, found, bron, parameters),
                shared_table(catalogus, found, bron, threshold, parameters),
            )

        return compute

    def _search(self) -> None:
        forms = (self.vorm,) if self.vorm else ()
        self.found = tuple(
            regeling
            for regeling in search(self._regelingen, self.text, forms)
            if not self.within or self.within & set(regeling.gemeenten.tolist())
        )
        self.shown = None
        self.found_changed.emit()
        self.changed.emit()

    def _parameters(self) -> list[tuple[str, str]]:
        namen = self._catalogus.gemeenten.namen
        choices = (
            ("Zoektekst", self.text),
            ("Vorm", self.vorm),
            ("Een van de gemeenten", join_names([namen[i] for i in sorted(self.within)])),
        )
        return [(name, value) for name, value in choices if value]
