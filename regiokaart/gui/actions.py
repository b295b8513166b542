"""Every command of the window, declared once; menus, toolbar and shortcuts use these."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PyQt6.QtGui import QAction, QKeySequence
from PyQt6.QtWidgets import QWidget

from regiokaart.gui.look import theme


@dataclass(frozen=True)
class Command:
    """One command.

    Attributes
    ----------
    key : str
        Name in code.
    text : str
        Dutch menu text, with an ampersand before the letter that chooses it.
    tip : str
        Dutch explanation; the shortcut is added to it.
    icon : str
        File in ``resources/icons``; empty for none.
    shortcut : str
        In Qt's notation; empty for none.
    checkable : bool
    short : str
        Dutch text beside the icon in the toolbar; empty for the menu text.
    """

    key: str
    text: str
    tip: str
    icon: str = ""
    shortcut: str = ""
    checkable: bool = False
    short: str = ""


UNDO = "&Ongedaan maken"
REDO = "O&pnieuw"

COMMANDS = (
    Command("new_project", "&Nieuw project", "Begin opnieuw met de eerste keuzes", "", "Ctrl+N"),
    Command(
        "open_project", "Project &openen…", "Ga verder met keuzes die bewaard zijn", "", "Ctrl+O"
    ),
    Command("save_project", "&Project bewaren", "Bewaar uw keuzes in een bestand", "", "Ctrl+S"),
    Command(
        "save_project_as",
        "Project bewaren al&s…",
        "Bewaar uw keuzes in een ander bestand",
        "",
        "Ctrl+Shift+S",
    ),
    Command(
        "import_indeling",
        "Indeling &importeren…",
        "Lees een eigen indeling uit een tabel of een bestand met vlakken",
        "import",
        "Ctrl+I",
    ),
    Command(
        "export_table", "&Tabel exporteren…", "Bewaar de open tabel als CSV", "table", "Ctrl+E"
    ),
    Command(
        "export_workbook",
        "&Werkmap exporteren…",
        "Bewaar alle tabellen in één Excel-werkmap, met verantwoording",
        "workbook",
        "Ctrl+Shift+E",
    ),
    Command(
        "export_map",
        "&Kaart exporteren…",
        "Bewaar de kaart of grafiek als PNG, SVG of PDF",
        "map",
        "Ctrl+M",
    ),
    Command(
        "export_web_map",
        "We&bkaart exporteren…",
        "Bewaar de kaart als webpagina die zonder internet werkt",
        "web",
        "Ctrl+Shift+M",
    ),
    Command(
        "layout_map",
        "Kaart op&maken…",
        "Maak een pagina met kaarten, titel, tabel en logo, en bewaar haar als PDF, PNG of SVG",
        "layout",
        "Ctrl+Shift+P",
    ),
    Command("quit", "&Afsluiten", "Sluit Regiokaart", "", "Ctrl+Q"),
    Command("undo", UNDO, "Draai de laatste keuze of wijziging terug", "undo", "Ctrl+Z"),
    Command("redo", REDO, "Doe opnieuw wat is teruggedraaid", "redo", "Ctrl+Y"),
    Command(
        "copy",
        "&Kopiëren",
        "Kopieer de geselecteerde rijen van de open tabel, of alle rijen",
        "copy",
        "Ctrl+C",
    ),
    Command(
        "copy_map",
        "Kaa&rt kopiëren",
        "Zet de kaart met titel, legenda en bron op het klembord",
        "",
        "Ctrl+Shift+C",
    ),
    Command(
        "select_wisselaars",
        "&Wisselaars selecteren",
        "Selecteer wie van regio wisselt om A gelijk te maken aan B",
        "",
        "Ctrl+Shift+W",
    ),
    Command(
        "regelingen_selection",
        "Re&gelingen van de selectie",
        "Houd de regelingen over waarin een geselecteerde gemeente deelneemt",
        "",
        "Ctrl+R",
    ),
    Command(
        "all_regelingen",
        "Alle regelingen &tonen",
        "Ga terug naar alle regelingen die bij de zoekvraag passen",
    ),
    Command(
        "write_note",
        "Not&itie schrijven",
        "Schrijf een notitie bij wat de details tonen",
        "",
        "Ctrl+Shift+N",
    ),
    Command("notes", "Notiti&es tonen", "Toon alle notities onder de kaart"),
    Command("select_all", "&Alles selecteren", "Selecteer alle gemeenten", "", "Ctrl+A"),
    Command("select_none", "&Niets selecteren", "Laat de selectie los", "clear", "Esc"),
    Command(
        "find",
        "Zoek a&lles",
        "Ga naar een gemeente, regio, indeling, ministerie, samenwerking, weergave of opdracht",
        "search",
        "Ctrl+K",
    ),
    Command(
        "search", "&Zoeken in de indelingen", "Ga naar het zoekveld van de lijst", "", "Ctrl+F"
    ),
    Command("back", "Teru&g", "Terug naar wat hiervoor bekeken is", "back", "Alt+Left"),
    Command("forward", "Voo&ruit", "Weer vooruit", "forward", "Alt+Right"),
    Command(
        "view_one",
        "&Eén indeling",
        "Toon de regio's van één indeling",
        "view-one",
        "Ctrl+1",
        checkable=True,
    ),
    Command(
        "view_two",
        "&Vergelijk twee",
        "Toon hoe twee indelingen op elkaar passen",
        "view-two",
        "Ctrl+2",
        checkable=True,
    ),
    Command(
        "view_borders",
        "Gren&zen",
        "Toon in hoeveel indelingen elke grens tussen gemeenten een regiogrens is",
        "view-borders",
        "Ctrl+3",
        checkable=True,
    ),
    Command(
        "view_gemeenten",
        "&Gemeenten",
        "Toon met hoeveel andere elke gemeente samenwerkt, hoe vast dat is, en met wie",
        "view-gemeenten",
        "Ctrl+4",
        checkable=True,
    ),
    Command(
        "view_steps",
        "&Naar meer congruentie",
        "Toon wat het oplevert als de ene indeling de andere volgt",
        "view-steps",
        "Ctrl+5",
        checkable=True,
        short="Congruenter",
    ),
    Command(
        "view_cooperation",
        "Sa&menwerkingen",
        "Toon welke gemeenten samen in formele regelingen (Wgr) zitten",
        "view-cooperation",
        "Ctrl+6",
        checkable=True,
    ),
    Command(
        "view_years",
        "&Door de jaren",
        "Toon hoe de congruentie van paren door de jaren veranderde",
        "view-years",
        "Ctrl+7",
        checkable=True,
    ),
    Command(
        "swap", "A en B ver&wisselen", "Laat A en B van plaats wisselen", "swap", "Ctrl+Shift+V"
    ),
    Command("zoom_in", "&Inzoomen", "Toon minder gebied, groter", "zoom-in", "Ctrl++"),
    Command("zoom_out", "&Uitzoomen", "Toon meer gebied, kleiner", "zoom-out", "Ctrl+-"),
    Command("fit", "&Heel Nederland", "Toon het hele land", "fit", "Ctrl+0"),
    Command(
        "zoom_selection",
        "Inzoomen op de &selectie",
        "Toon de geselecteerde gemeenten zo groot als past",
        "zoom-selection",
        "Ctrl+J",
    ),
    Command(
        "frame",
        "Inzoomen op een &kader",
        "Sleep een kader op de kaart om daarop in te zoomen; Shift en slepen kan altijd",
        "zoom-frame",
        "Ctrl+Shift+K",
        checkable=True,
    ),
    Command(
        "measure",
        "&Afstand meten",
        "Klik van punt naar punt op de kaart; dubbelklik sluit af, Esc stopt",
        "measure",
        "Ctrl+D",
        checkable=True,
    ),
    Command(
        "extent_back", "Vorig kaart&beeld", "Ga terug naar waar de kaart stond", "", "Alt+PgUp"
    ),
    Command("extent_forward", "Volgend kaartb&eeld", "Ga weer vooruit", "", "Alt+PgDown"),
    Command(
        "locator",
        "Over&zichtskaartje tonen",
        "Toon bij inzoomen een kaartje van het land in de hoek",
        checkable=True,
    ),
    Command(
        "map_table",
        "Kaart als tabel to&nen",
        "Toon bij de tabellen wat de kaart van elke gemeente toont",
        "",
        "Ctrl+B",
        checkable=True,
    ),
    Command("legend", "&Legenda tonen", "Toon de legenda op de kaart", "", "Ctrl+L", True),
    Command(
        "technical",
        "&Technische maten tonen",
        "Toon in Paren ook homogeniteit, volledigheid, VI, Wallace en nestafstand",
        checkable=True,
    ),
    Command(
        "next_part",
        "&Volgend vensterdeel",
        "Ga met het toetsenbord naar de lijst, de kaart, de tabellen of de details",
        "",
        "F6",
    ),
    Command("previous_part", "Vorig venster&deel", "Ga één vensterdeel terug", "", "Shift+F6"),
    Command("reset_layout", "Begin&opstelling", "Zet alle vensterdelen terug op hun plaats"),
    Command(
        "count_default",
        "Alleen de &intergemeentelijke laten meetellen",
        "Ga terug naar de beginstand",
    ),
    Command("count_all", "&Alle indelingen laten meetellen", "Vink alles aan"),
    Command("count_none", "G&een indeling laten meetellen", "Vink alles uit"),
    Command(
        "chance",
        "Naast &toeval leggen",
        "Bereken hoe congruent het zou zijn als de regio's toevallig waren getrokken",
        "chance",
        "Ctrl+T",
    ),
    Command(
        "update",
        "&Bijwerken…",
        "Haal de officiële gegevens van een jaar op bij het CBS en het Kadaster",
    ),
    Command(
        "quality",
        "&Kwaliteit…",
        "Controleer de indelingen: wat ontbreekt, wat onzeker is en wat niet klopt",
    ),
    Command(
        "edit_own",
        "&Eigen indeling bewerken…",
        "Wijzig de naam, bron en andere kenmerken van de eigen indeling in de lijst",
    ),
    Command(
        "rename_own",
        "Eigen indeling &hernoemen…",
        "Geef de eigen indeling in de lijst een andere naam",
        "",
        "F2",
    ),
    Command(
        "remove_own",
        "Eigen indeling &verwijderen",
        "Haal de eigen indeling in de lijst weg; dit is ongedaan te maken",
        "",
        "Del",
    ),
    Command(
        "export_own",
        "Eigen indeling &delen…",
        "Bewaar de eigen indeling in de lijst als één bestand voor een collega",
    ),
    Command(
        "show_own",
        "&Map met eigen indelingen tonen",
        "Open de map waarin uw eigen indelingen worden bewaard",
    ),
    Command(
        "manual", "&Handleiding", "Lees hoe het programma werkt, bij de weergave van nu", "", "F1"
    ),
    Command("tour", "&Rondleiding", "Laat in vijf stappen zien wat waar staat"),
    Command("method", "&Methode", "Lees hoe elk cijfer wordt berekend"),
    Command("shortcuts", "&Sneltoetsen", "Toon alle sneltoetsen"),
    Command("log", "&Logboek tonen", "Open de map met het logboek, om een fout te melden"),
    Command("about", "&Over Regiokaart", "Versie, licentie en bronnen"),
)


class Actions:
    """The commands as Qt actions, reached as ``actions["zoom_in"]``."""

    def __init__(self, parent: QWidget) -> None:
        self._actions: dict[str, QAction] = {}
        for command in COMMANDS:
            action = QAction(command.text, parent)
            action.setCheckable(command.checkable)
            if command.short:
                action.setIconText(command.short)
            if command.icon:
                action.setIcon(theme.icon(command.icon))
            if command.shortcut:
                action.setShortcut(QKeySequence(command.shortcut))
            self._actions[command.key] = action
            keys = self.shortcut(command.key)
            action.setToolTip(f"{command.tip} ({keys})" if keys else command.tip)

    def __getitem__(self, key: str) -> QAction:
        return self._actions[key]

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._actions.values())

    def shortcut(self, key: str) -> str:
        """Return the shortcut of a command as the system writes it; empty for none."""
        return self[key].shortcut().toString(QKeySequence.SequenceFormat.NativeText)

    def connect(self, key: str, slot: Callable[[], object]) -> None:
        """Call `slot` when the user gives a command."""
        self._actions[key].triggered.connect(lambda checked=False: slot())
