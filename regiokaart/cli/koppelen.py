"""`regiokaart koppelen`: a double click on a project opens it, for the present account."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from regiokaart.cli.dutch import DutchCommand
from regiokaart.cli.output import paragraphs, print_text
from regiokaart.model.project import SUFFIX

_PACKAGES = {
    "update-mime-database": "shared-mime-info",
    "update-desktop-database": "desktop-file-utils",
}
_BY_HAND = {
    "win32": "op Windows doet u dit zelf: klik met de rechtermuisknop op een project, kies Openen "
    "met, Een andere app kiezen, zoek '{program}' op en vink "
    "Altijd aan (zo hoort het te gaan; het is niet op Windows geprobeerd)",
    "darwin": "op macOS kan dit niet; open een project in het venster met "
    "Bestand, Project openen, of sleep het op het venster",
}
_ELSEWHERE = "dit werkt alleen op Linux; open een project met 'regiokaart NAAM.regiokaart'"


@click.command("koppelen", cls=DutchCommand, examples=("koppelen", "koppelen --ongedaan"))
@click.option("--ongedaan", "undo", is_flag=True, help="Haal de koppeling weer weg.")
def koppelen(undo: bool) -> None:
    """Laat een dubbelklik op een project Regiokaart openen, en zet het in het menu.

    Alleen voor uw eigen account en op Linux; beheerrechten zijn niet nodig. Doe het opnieuw als u
    Regiokaart naar een andere map verplaatst.
    """
    if not sys.platform.startswith("linux"):
        program = Path(sys.executable).with_name("regiokaart-app.exe")
        raise click.UsageError(_BY_HAND.get(sys.platform, _ELSEWHERE).format(program=program))
    from regiokaart.export import desktop

    if undo:
        files, silent = desktop.remove()
        lines = [f"Verwijderd: {path}" for path in files] or ["Er was geen koppeling."]
    else:
        files, silent = desktop.install(desktop.start_command())
        lines = [f"Geschreven: {path}" for path in files]
        lines.append(f"Een dubbelklik op een project (*{SUFFIX}) opent nu Regiokaart.")
    if silent:
        packages = ", ".join(_PACKAGES[name] for name in silent)
        lines[len(files) :] = [
            f"Let op: {' en '.join(silent)} {'werken' if len(silent) > 1 else 'werkt'} hier niet. "
            "Uw bureaublad merkt de verandering misschien niet; vraag uw beheerder om "
            f"{packages} en doe dit opnieuw."
        ]
    print_text(paragraphs(lines, "  "))
