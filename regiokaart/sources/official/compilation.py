"""Makes a catalogue of one year out of what the provider publishes.

What is known of an indeling besides its members (ministry, legal basis, obligation) is taken from
the embedded catalogue and marked as the knowledge of now.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import shapely

from regiokaart.model import (
    Catalogus,
    Gemeenten,
    Indeling,
    Lidmaatschap,
    Methode,
    Regio,
    Soort,
)
from regiokaart.model.indeling import ONBEKEND
from regiokaart.sources.official.geopackage import GeoPackage
from regiokaart.sources.official.kept import Fetched
from regiokaart.sources.official.statline import StatLine

LICENCE = "CC BY 4.0"

# Prefix of the codes of CBS -> id in the embedded catalogue.
EMBEDDED = {
    "AM": "arbeidsmarktregio",
    "AR": "arrondissement",
    "CP": "corop-plus",
    "CR": "corop",
    "CS": "corop-sub",
    "ES": "res-regio",
    "GG": "ggd-regio",
    "JZ": "jeugdregio",
    "LD": "landsdeel",
    "MC": "rmc-regio",
    "PV": "provincie",
    "RE": "politie-eenheid",
    "RT": "ressort",
    "VR": "veiligheidsregio",
    "VT": "veilig-thuis-regio",
    "ZK": "zorgkantoorregio",
}


@dataclass(frozen=True)
class _Kind:
    id: str
    naam: str
    naam_meervoud: str
    soort: Soort
    domein: str


# What CBS publishes besides. A part of a RES-regio would count twice, so it is for reference.
_OTHER = {
    "ET": _Kind("sub-res-regio", "Sub-RES-regio", "Sub-RES-regio's", Soort.STATISTISCH, "fysiek"),
    "KK": _Kind("kvk-regio", "KvK-regio", "KvK-regio's", Soort.UITVOERING, "economie"),
    "LB": _Kind(
        "landbouwgebied", "Landbouwgebied", "Landbouwgebieden", Soort.STATISTISCH, "economie"
    ),
    "LG": _Kind("landbouwgroep", "Landbouwgroep", "Landbouwgroepen", Soort.STATISTISCH, "economie"),
    "RA": _Kind(
        "regioplus",
        "RegioPlus-arbeidsmarktregio",
        "RegioPlus-arbeidsmarktregio's",
        Soort.UITVOERING,
        "economie",
    ),
    "TG": _Kind(
        "toeristengroep", "Toeristengroep", "Toeristengroepen", Soort.STATISTISCH, "economie"
    ),
    "TR": _Kind(
        "toeristengebied", "Toeristengebied", "Toeristengebieden", Soort.STATISTISCH, "economie"
    ),
}


def compile_catalogus(
    jaar: int,
    geopackage: GeoPackage,
    statline: StatLine,
    tabel: str,
    embedded: Catalogus,
    files: tuple[Fetched, Fetched],
    *,
    voorlopig: bool,
) -> Catalogus:
    """Put register, polygons and StatLine table together.

    Parameters
    ----------
    jaar : int
    geopackage : GeoPackage
        Its register says who belongs where.
    statline : StatLine
        Of the same gemeenten. Adds inhabitants, and the indelingen the register does not have;
        where it contradicts the register the row is marked uncertain.
    tabel : str
        Id of the StatLine table.
    embedded : Catalogus
        What is known now of each indeling.
    files : tuple of Fetched
        The GeoPackage, and the file that the StatLine table came in (the last of several).
    voorlopig : bool
        Whether the year is provisional.

    Returns
    -------
    Catalogus
        Indelingen in the order of the embedded catalogue, then the others by id.
    """
    register = {
        prefix: dict(zip(geopackage.codes, pairs, strict=True))
        for prefix, pairs in geopackage.indelingen.items()
    }
    made = []
    for prefix in sorted(register.keys() | statline.indelingen.keys()):
        other = statline.indelingen.get(prefix, {})
        if prefix in register:
            members, file = register[prefix], files[0]
            source = f"CBS / PDOK gebiedsindelingen {jaar}"
        else:
            members, other, file = dict(other), {}, files[1]
            source = f"CBS Gebieden in Nederland {jaar} ({tabel})"
        regios, lidmaatschap = _members(geopackage.codes, members, other, tabel)
        made.append(
            dataclasses.replace(
                _known(prefix, embedded, voorlopig=voorlopig, jaar=jaar),
                peiljaar=jaar,
                bron=source,
                licentie=LICENCE,
                bron_datum=file.date[:10],
                bron_bestand=file.name,
                bron_sha256=file.sha256,
                landsdekkend=len(lidmaatschap) == len(geopackage.codes),
                aantal_regios=None,
                werkwijze=f"Lidmaatschap uit {source}, ongewijzigd.",
                regios=regios,
                lidmaatschap=lidmaatschap,
            )
        )
    order = {indeling.id: i for i, indeling in enumerate(embedded)}
    made.sort(key=lambda indeling: (order.get(indeling.id, len(order)), indeling.id))
    return Catalogus(
        _gemeenten(jaar, geopackage, statline, tabel, voorlopig=voorlopig), tuple(made)
    )


def _gemeenten(
    jaar: int, geopackage: GeoPackage, statline: StatLine, tabel: str, *, voorlopig: bool
) -> Gemeenten:
    counted = statline.inwoners_jaar
    day = f"op 1 januari {counted}" if counted else "(dag niet vermeld)"
    status = " (voorlopig)" if voorlopig else ""
    return Gemeenten(
        peiljaar=jaar,
        codes=geopackage.codes,
        namen=geopackage.namen,
        provincies=tuple(naam for _, naam in geopackage.indelingen["PV"]),
        inwoners=np.array([statline.inwoners[code] for code in geopackage.codes], np.int64),
        inwoners_jaar=counted or jaar,
        oppervlakte=(shapely.area(geopackage.polygons) / 1e6).round(2),
        bron=f"CBS / Kadaster, gebiedsindelingen {jaar}{status}; inwoners {day}: CBS {tabel}; "
        f"oppervlakte: berekend uit de CBS-grenzen van {jaar}",
    )


def _members(
    codes: tuple[str, ...],
    members: Mapping[str, tuple[str, str]],
    other: Mapping[str, tuple[str, str]],
    tabel: str,
) -> tuple[tuple[Regio, ...], Lidmaatschap]:
    """Return the regio's in order of code, and who belongs where."""
    rows = [i for i, code in enumerate(codes) if code in members]
    named = [other.get(codes[i], members[codes[i]]) for i in rows]
    names = dict(named) | dict(members.values())
    order = {code: i for i, code in enumerate(sorted(names))}
    notes, others = [], []
    for i, (code, naam) in zip(rows, named, strict=True):
        same = code == members[codes[i]][0]
        notes.append("" if same else f"CBS {tabel} noemt {naam} ({code})")
        others.append(() if same else (order[code],))
    return (
        tuple(Regio(code, names[code]) for code in order),
        Lidmaatschap(
            gemeente=np.array(rows, np.int64),
            regio=np.array([order[members[codes[i]][0]] for i in rows], np.int64),
            aandeel=np.ones(len(rows)),
            methode=tuple(Methode.ONZEKER if note else Methode.DIRECT for note in notes),
            toelichting=tuple(notes),
            alternatief=tuple(others) if any(others) else (),
        ),
    )


def _known(prefix: str, embedded: Catalogus, *, voorlopig: bool, jaar: int) -> Indeling:
    """Return what is known of an indeling, without its members."""
    remarks = [f"Voorlopig: het CBS kan de indeling van {jaar} nog wijzigen."] if voorlopig else []
    known = EMBEDDED.get(prefix)
    if known in embedded:
        remarks.append(
            "Ministeries, grondslag en verplichting zijn die van nu; "
            f"of zij in {jaar} ook zo waren, is niet nagegaan."
        )
        return dataclasses.replace(embedded[known or ""], opmerking=" ".join(remarks))
    kind = _OTHER.get(prefix) or _Kind(
        f"cbs-{prefix.lower()}",
        f"CBS-indeling {prefix}",
        f"CBS-indeling {prefix}",
        Soort.STATISTISCH,
        ONBEKEND,
    )
    nobody = Lidmaatschap(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0), (), ())
    return Indeling(
        id=kind.id,
        naam=kind.naam,
        naam_meervoud=kind.naam_meervoud,
        soort=kind.soort,
        ministeries=(),
        domein=kind.domein,
        grondslag=ONBEKEND,
        samenwerking_verplicht=ONBEKEND,
        samenwerking_toelichting="",
        indeling_bepaald_door=ONBEKEND,
        bepaald_toelichting="",
        peiljaar=jaar,
        bron="",
        licentie=LICENCE,
        landsdekkend=True,
        opmerking=" ".join(remarks),
        regios=(),
        lidmaatschap=nobody,
    )
