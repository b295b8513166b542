"""What the world is: gemeenten, their borders, and the indelingen they belong to. numpy only."""

from regiokaart.model.catalogus import Catalogus
from regiokaart.model.gebied import Coverage, Gebied
from regiokaart.model.gemeenten import Gemeentelijst, Gemeenten, Gewicht
from regiokaart.model.herindeling import Herindeling, Transition, Wijziging
from regiokaart.model.indeling import (
    Indeling,
    Lidmaatschap,
    Methode,
    Regio,
    Soort,
    Stand,
    Verdeling,
)
from regiokaart.model.jaargang import Jaargang
from regiokaart.model.regeling import Regeling

__all__ = [
    "Catalogus",
    "Coverage",
    "Gebied",
    "Gemeentelijst",
    "Gemeenten",
    "Gewicht",
    "Herindeling",
    "Indeling",
    "Jaargang",
    "Lidmaatschap",
    "Methode",
    "Regeling",
    "Regio",
    "Soort",
    "Stand",
    "Transition",
    "Verdeling",
    "Wijziging",
]
