"""The dock with the details of what is looked at; it follows the selection, and links lead on."""

from __future__ import annotations

from collections.abc import Callable, Collection

import numpy as np
from PyQt6.QtCore import QEvent, QSize, QUrl, pyqtSignal
from PyQt6.QtGui import QAction, QResizeEvent, QTextOption
from PyQt6.QtWidgets import QDockWidget, QVBoxLayout, QWidget

from regiokaart.gui.details import pages
from regiokaart.gui.details.markup import breakable, stacked
from regiokaart.gui.details.subject import SET, History, Kind, Subject
from regiokaart.gui.details.teller import Teller
from regiokaart.gui.figures.chance import Chances
from regiokaart.gui.figures.profiles import ProfileTeller
from regiokaart.gui.figures.results import Results
from regiokaart.gui.look import theme
from regiokaart.gui.look.links import LinkBrowser
from regiokaart.gui.state import State
from regiokaart.model import Indeling
from regiokaart.model.project import Weergave

_STYLE = """
h2 {{ font-size: large; margin: 0 0 8px 0; }}
h3 {{ font-size: medium; margin: 12px 0 4px 0; }}
p {{ margin: 0 0 6px 0; }}
p.soort {{ color: {muted}; margin: 0; }}
table {{ margin: 0 0 4px 0; }}
td {{ padding: 2px 0 2px 0; }}
td.kop {{ color: {muted}; padding-right: 6px; }}
a {{ color: {accent}; text-decoration: none; }}
"""
_LETTERS = 44  # on a line
_NOTHING = (
    "<p>Klik op een gemeente, dubbelklik voor haar regio, of kies een rij in een tabel. "
    "Hier staat dan wat daarvan bekend is.</p>"
)
_WAIT = "<p>Wordt berekend…</p>"


class DetailsDock(QDockWidget):
    """Tells about a gemeente, regio, indeling, pair or selection.

    Parameters
    ----------
    state : State
    results : Results
    chances : Chances
    back, forward : QAction
        The commands that go through what was looked at.
    open_method : callable
        Called with the heading of the method that a link leads to.
    profiles : ProfileTeller
    open_regelingen : callable
        Opens the regelingen of the gemeente that is selected.
    teller : Teller

    Attributes
    ----------
    browser : LinkBrowser
    history : History

    Signals
    -------
    shown : Subject or None
        What is told about now.
    """

    shown = pyqtSignal(object)

    def __init__(
        self,
        state: State,
        results: Results,
        chances: Chances,
        back: QAction,
        forward: QAction,
        open_method: Callable[[str], None],
        profiles: ProfileTeller,
        open_regelingen: Callable[[], None],
        teller: Teller,
    ) -> None:
        super().__init__("Details")
        self.setObjectName("details")
        self._state, self._results, self._chances = state, results, chances
        self._open_method = open_method
        self._profiles, self._open_regelingen = profiles, open_regelingen
        self._teller = teller
        self._back, self._forward = back, forward
        self.history = History()
        self._at_remark: Subject | None = None  # of which the remark was asked for
        self._following = False  # while a link changes the state itself
        self.browser = _Browser()
        self.browser.setAccessibleName("Details")
        self.browser.setUndoRedoEnabled(False)
        self.browser.anchorClicked.connect(self._on_link)
        document = self.browser.document()
        assert document is not None
        document.setDocumentMargin(theme.STEP)
        self._show_colours()
        self._content = QVBoxLayout()
        self._content.setContentsMargins(0, 0, 0, 0)
        self._content.setSpacing(0)
        self._content.addWidget(self.browser, 1)
        content = QWidget()
        content.setLayout(self._content)
        self.setWidget(content)
        back.triggered.connect(lambda: self._step(-1))
        forward.triggered.connect(lambda: self._step(1))
        state.selection_changed.connect(self._follow)
        state.map_changed.connect(self._follow)
        state.counted_changed.connect(self._show)
        state.gebied_changed.connect(self._forget)
        state.catalogus_changed.connect(self._follow)
        results.changed.connect(lambda result: self._show())
        chances.changed.connect(self._show)
        profiles.changed.connect(self._show)
        teller.changed.connect(self._show)
        self._follow()

    def preferred_width(self) -> int:
        """Width in pixels at which lines are pleasant to read."""
        return _LETTERS * self.fontMetrics().averageCharWidth() + 4 * theme.STEP

    def add_below(self, widget: QWidget) -> None:
        """Give a widget the place below the page."""
        self._content.addWidget(widget)

    def changeEvent(self, event: QEvent | None) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event is not None and event.type() is QEvent.Type.PaletteChange:
            self._show_colours()
            self._show()

    def _show_colours(self) -> None:
        document = self.browser.document()
        assert document is not None
        look = theme.look()
        document.setDefaultStyleSheet(_STYLE.format(muted=look.muted, accent=look.accent))

    def look_at(self, subject: Subject) -> None:
        """Go to a subject: it is selected, put on the map and told about.

        What the catalogue does not have (any more) is passed over.
        """
        if subject.kind is Kind.METHODE:
            self._open_method(subject.ids[0])
            return
        if subject.kind is Kind.REGELINGEN:
            self.look_at(Subject(Kind.GEMEENTE, subject.ids))
            self._open_regelingen()
            return
        if not self._choose(subject):
            return
        self.history.look_at(subject)
        self._show()

    def tell_of(self, subject: Subject, gemeenten: Collection[int]) -> None:
        """Select gemeenten, and tell about what they are chosen for."""
        self._following = True
        try:
            self._state.select(gemeenten)
        finally:
            self._following = False
        self.history.look_at(subject)
        self._show()

    # Following

    def read_remark(self, indeling_id: str) -> None:
        """Go to an indeling, at what must be known of its data."""
        subject = Subject(Kind.INDELING, (indeling_id,))
        self.show()
        self._at_remark = subject
        self.look_at(subject)

    def _follow(self) -> None:
        """Look at what was selected or put on the map."""
        if not self._following:
            self.history.look_at(self._subject_now())
            self._show()

    def _subject_now(self) -> Subject:
        state, codes = self._state, self._state.catalogus.gemeenten.codes
        chosen = state.selection
        if not chosen:
            if state.view is Weergave.VERGELIJK:
                return Subject(Kind.PAAR, (state.a.id, state.b.id))
            return Subject(Kind.INDELING, (state.a.id,)) if state.on_map else SET
        if len(chosen) == 1:
            return Subject(Kind.GEMEENTE, (codes[min(chosen)],))
        for indeling in (*state.on_map, *state.counted):
            for regio in _regios_of(indeling, min(chosen)):
                if _members(indeling, regio) == chosen:
                    return Subject(Kind.REGIO, (indeling.id, indeling.regios[regio].code))
        return Subject(Kind.SELECTIE, tuple(codes[i] for i in sorted(chosen)))

    def _choose(self, subject: Subject) -> bool:
        """Select what a subject is about; False when it is not there."""
        state, index = self._state, self._state.catalogus.gemeenten.index
        known = all(each in state.catalogus for each in _indelingen_of(subject))
        if not known:
            return False
        self._following = True
        try:
            match subject.kind:
                case Kind.GEMEENTE | Kind.SELECTIE:
                    state.select([index[code] for code in subject.ids if code in index])
                case Kind.REGIO:
                    indeling = state.catalogus[subject.ids[0]]
                    codes = [regio.code for regio in indeling.regios]
                    if subject.ids[1] not in codes:
                        return False
                    state.select(_members(indeling, codes.index(subject.ids[1])))
                case Kind.GRENS:
                    if not all(code in index for code in subject.ids):
                        return False
                    state.select([index[code] for code in subject.ids])
                case Kind.SET:
                    state.select(())
                case Kind.MINISTERIE:
                    self.show()  # nothing else shows it
                case Kind.INDELING:
                    state.select(())
                    state.set_map(Weergave.INDELING, state.catalogus[subject.ids[0]])
                case Kind.PAAR:
                    a, b = (state.catalogus[each] for each in subject.ids)
                    state.select(())
                    state.set_map(Weergave.VERGELIJK, a, b)
        finally:
            self._following = False
        return True

    def _step(self, by: int) -> None:
        subject = self.history.step(by)
        if subject is not None:
            self._choose(subject)
            self._show()

    def _forget(self) -> None:
        self.history.clear()

    # Showing

    def _show(self) -> None:
        self._back.setEnabled(self.history.can_go_back)
        self._forward.setEnabled(self.history.can_go_forward)
        if not self.isHidden():
            self.browser.show_page(breakable(self._page()))
            if self._at_remark is not None and self._at_remark == self.history.current:
                self.browser.scrollToAnchor(pages.REMARK_ANCHOR)
            else:
                self._at_remark = None
        self.shown.emit(self.history.current)

    def _page(self) -> str:
        subject, state = self.history.current, self._state
        catalogus = state.catalogus
        if subject is None or not all(i in catalogus for i in _indelingen_of(subject)):
            return _NOTHING
        on_map = [i for i in state.on_map if i not in state.counted]
        shown = (*on_map, *state.counted)
        index = catalogus.gemeenten.index
        match subject.kind:
            case Kind.GEMEENTE:
                place = index.get(subject.ids[0])
                if place is None:
                    return _NOTHING
                told = self._profiles.tell(place)
                return pages.gemeente_page(catalogus, shown, place, told.sentences, told.regelingen)
            case Kind.REGIO:
                indeling = catalogus[subject.ids[0]]
                codes = [regio.code for regio in indeling.regios]
                if subject.ids[1] not in codes:
                    return _NOTHING
                place = codes.index(subject.ids[1])
                return pages.regio_page(
                    catalogus, shown, indeling, place, self._teller.tell(subject)
                )
            case Kind.SET | Kind.MINISTERIE | Kind.GRENS:
                return self._teller.tell(subject) or _WAIT
            case Kind.INDELING:
                return pages.indeling_page(
                    catalogus, catalogus[subject.ids[0]], self._results.latest
                )
            case Kind.PAAR:
                a, b = (catalogus[each] for each in subject.ids)
                chance = self._chances.current
                return pages.pair_page(
                    catalogus,
                    a,
                    b,
                    self._results.latest,
                    chance.sentences if chance is not None else (),
                )
            case _:
                chosen = [index[code] for code in subject.ids if code in index]
                return pages.selection_page(catalogus, shown, chosen)

    def _on_link(self, url: QUrl) -> None:
        try:
            self.look_at(Subject.of(url.toString(QUrl.ComponentFormattingOption.FullyEncoded)))
        except ValueError:
            return


class _Browser(LinkBrowser):
    """Puts the values of a table below their headings where whole words do not fit beside these."""

    def __init__(self) -> None:
        super().__init__()
        self._page = ""
        self._stacked = False
        self._width = 0  # for which the page was laid out

    def minimumSizeHint(self) -> QSize:
        return QSize(20 * theme.STEP, 10 * theme.STEP)

    def show_page(self, html: str) -> None:
        self._page, self._width = html, self.width()
        self.setWordWrapMode(QTextOption.WrapMode.WordWrap)
        super().show_page(html)
        self._stacked = self._is_too_wide()
        if self._stacked:
            self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
            super().show_page(stacked(html))

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        if self.width() != self._width and (self._stacked or self._is_too_wide()):
            self.show_page(self._page)

    def _is_too_wide(self) -> bool:
        document, bar = self.document(), self.verticalScrollBar()
        assert document is not None
        assert bar is not None
        return document.idealWidth() > self.width() - bar.sizeHint().width()


def _indelingen_of(subject: Subject) -> tuple[str, ...]:
    match subject.kind:
        case Kind.INDELING | Kind.PAAR:
            return subject.ids
        case Kind.REGIO:
            return subject.ids[:1]
        case _:
            return ()


def _regios_of(indeling: Indeling, gemeente: int) -> list[int]:
    rows = indeling.lidmaatschap
    found: list[int] = rows.regio[rows.gemeente == gemeente].tolist()
    return found


def _members(indeling: Indeling, regio: int) -> frozenset[int]:
    rows = indeling.lidmaatschap
    return frozenset(np.unique(rows.gemeente[rows.regio == regio]).tolist())
