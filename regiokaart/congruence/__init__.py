"""What is computed: crosstabs, measures, relations, and the definition of each result table."""

from regiokaart.congruence.comparison import Comparison, compare, compare_indelingen
from regiokaart.congruence.measures import PairMeasures, RegionMeasures
from regiokaart.congruence.pairs import Congruence, all_pairs, transfer_distances
from regiokaart.congruence.pieces import Basis
from regiokaart.congruence.relations import Relatie, gemeente_relation

__all__ = [
    "Basis",
    "Comparison",
    "Congruence",
    "PairMeasures",
    "RegionMeasures",
    "Relatie",
    "all_pairs",
    "compare",
    "compare_indelingen",
    "gemeente_relation",
    "transfer_distances",
]
