"""What the world is: gemeenten, their borders, and the indelingen they belong to. numpy only."""

from regiokaart.model.catalogus import Catalogus
from regiokaart.model.gebied import Coverage, Gebied
from regiokaart.model.gemeenten import Gemeenten, Gewicht
from regiokaart.model.indeling import Indeling, Lidmaatschap, Methode, Regio, Soort
from regiokaart.model.regeling import Regeling

__all__ = [
    "Catalogus",
    "Coverage",
    "Gebied",
    "Gemeenten",
    "Gewicht",
    "Indeling",
    "Lidmaatschap",
    "Methode",
    "Regeling",
    "Regio",
    "Soort",
]
