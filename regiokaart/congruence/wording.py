"""Small pieces of Dutch: enumerations and counted nouns."""

from __future__ import annotations

from collections.abc import Sequence

from regiokaart.model import Indeling, Soort, notation

MAX_NAMES = 12
_MINISTRIES = {
    "BZK": "Binnenlandse Zaken en Koninkrijksrelaties",
    "EZ": "Economische Zaken",
    "EZK": "Economische Zaken en Klimaat",
    "IenW": "Infrastructuur en Waterstaat",
    "JenV": "Justitie en Veiligheid",
    "KGG": "Klimaat en Groene Groei",
    "LVVN": "Landbouw, Visserij, Voedselzekerheid en Natuur",
    "OCW": "Onderwijs, Cultuur en Wetenschap",
    "SZW": "Sociale Zaken en Werkgelegenheid",
    "VRO": "Volkshuisvesting en Ruimtelijke Ordening",
    "VWS": "Volksgezondheid, Welzijn en Sport",
}


def join_names(names: Sequence[str], last: str = "en") -> str:
    """Write an enumeration, with `last` before the last name.

    Examples
    --------
    >>> join_names(["Ede", "Epe", "Elburg"]), join_names(["Ede", "Epe"], "of")
    ('Ede, Epe en Elburg', 'Ede of Epe')
    """
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def some_names(names: Sequence[str]) -> str:
    """Write an enumeration of at most `MAX_NAMES` names, and how many more there are."""
    if len(names) <= MAX_NAMES:
        return join_names(names)
    return f"{', '.join(names[:MAX_NAMES])} en nog {len(names) - MAX_NAMES}"


def in_sentence(name: str) -> str:
    """Write a name as it is inside a sentence: small, unless it is an acronym or a proper name.

    Examples
    --------
    >>> in_sentence("Jeugdregio"), in_sentence("GGD-regio"), in_sentence("Veilig Thuis-regio")
    ('jeugdregio', 'GGD-regio', 'Veilig Thuis-regio')
    """
    return name[:1].lower() + name[1:] if name[1:] == name[1:].lower() else name


def names_in_sentence(indeling: Indeling) -> tuple[str, str]:
    """Return what one regio and several regio's of an indeling are called inside a sentence."""
    if indeling.soort is Soort.EIGEN:  # its name is that of a file, not of a regio
        return f"regio van {indeling.naam}", f"regio's van {indeling.naam}"
    return in_sentence(indeling.naam), in_sentence(indeling.naam_meervoud)


def pair_title(a: Indeling, b: Indeling) -> str:
    """Return the names of two indelingen as one heading: "Jeugdregio's 2025 en provincies 2023"."""
    own = b.soort is Soort.EIGEN  # its name is as the user writes it
    return f"{a.naam_met_jaar} en {b.naam_met_jaar if own else in_sentence(b.naam_met_jaar)}"


def counted(count: float, one: str, more: str) -> str:
    """Write a rounded number with its noun in the right form.

    Examples
    --------
    >>> counted(1, "gemeente", "gemeenten"), counted(1234, "gemeente", "gemeenten")
    ('1 gemeente', '1.234 gemeenten')
    """
    return f"{notation.number(count)} {one if round(count) == 1 else more}"


def decider(value: str) -> str:
    """Write who draws the map (`Indeling.indeling_bepaald_door`) in plain words.

    Examples
    --------
    >>> decider("semi"), decider("Rijk")
    ('overheden samen', 'Rijk')
    """
    return "overheden samen" if value == "semi" else value


def ministry_in_full(ministerie: str) -> str:
    """Write the abbreviation of a ministry in full, where we know it.

    Examples
    --------
    >>> ministry_in_full("VWS"), ministry_in_full("BuZa")
    ('ministerie van Volksgezondheid, Welzijn en Sport', 'ministerie')
    """
    full = _MINISTRIES.get(ministerie)
    return f"ministerie van {full}" if full else "ministerie"
