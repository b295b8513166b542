"""What the details must compute first: on another thread, of several questions only the last."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PyQt6.QtCore import QObject

from regiokaart.congruence.border.borders import borders_of
from regiokaart.congruence.region.regiontables import Against
from regiokaart.congruence.sets.whole import whole
from regiokaart.gui.details.against import regio_against
from regiokaart.gui.details.setpages import border_page, ministry_page, set_page
from regiokaart.gui.details.subject import Kind, Subject
from regiokaart.gui.figures.answers import Answers
from regiokaart.gui.state import State
from regiokaart.gui.tasks import Tasks
from regiokaart.model import Catalogus, Gebied, Gewicht, Indeling, Verdeling
from regiokaart.model.project import Weergave


@dataclass(frozen=True)
class Question:
    """What is asked, and all that the answer depends on.

    Attributes
    ----------
    subject : Subject
    catalogus : Catalogus
    gebied : Gebied
    counted : tuple of Indeling
    gewicht : Gewicht
    pair : tuple of (Indeling, Indeling) or None
        The regio's indeling and the one that it is compared with.
    tolerance : float
    """

    subject: Subject
    catalogus: Catalogus
    gebied: Gebied
    counted: tuple[Indeling, ...]
    gewicht: Gewicht
    pair: tuple[Indeling, Indeling] | None
    tolerance: float


class Teller(Answers[str]):
    """Answers what takes a while, as HTML."""

    def __init__(self, state: State, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(tasks, "", parent)
        self._state = state

    def tell(self, subject: Subject) -> str:
        """Return HTML about a subject; empty while it is computed, and where there is nothing.

        A set, a ministry and a border have a whole page; a regio has a part of one, when the two
        indelingen of the view are compared and it is of one of them.
        """
        question = self._question(subject)
        alone = subject.kind is Kind.REGIO and question.pair is None
        return self.ask(question, None if alone else partial(answer, question))

    def _question(self, subject: Subject) -> Question:
        state = self._state
        pair = None
        if subject.kind is Kind.REGIO and state.view is Weergave.VERGELIJK:
            both = (state.a, state.b)
            if all(each.verdeling is Verdeling.HEEL for each in both):
                pair = next(
                    (p for p in (both, both[::-1]) if p[0].id == subject.ids[0]),
                    None,
                )
        return Question(
            subject,
            state.catalogus,
            state.gebied,
            state.counted,
            state.gewicht,
            pair,
            state.tolerance,
        )


def answer(question: Question) -> str:
    """Compute the HTML that answers a question, on any thread."""
    catalogus, counted, subject = question.catalogus, question.counted, question.subject
    together = whole(catalogus, counted, question.gewicht) if len(counted) > 1 else None
    match subject.kind:
        case Kind.SET:
            return set_page(counted, together)
        case Kind.MINISTERIE:
            return ministry_page(catalogus, together, subject.ids[0])
        case Kind.GRENS:
            index = catalogus.gemeenten.index
            low, high = sorted(index[code] for code in subject.ids)
            usable = [i for i in counted if i.verdeling is Verdeling.HEEL]
            found = borders_of(catalogus, question.gebied, usable)
            return border_page(catalogus, usable, found, (low, high))
        case _:
            assert question.pair is not None
            a, b = question.pair
            codes = [regio.code for regio in a.regios]
            against = Against(catalogus, a, b, question.gewicht, question.tolerance)
            return regio_against(against, codes.index(subject.ids[1]))
