"""What is computed: crosstabs, measures, relations, and the definition of each result table."""

from regiokaart.congruence.pair.comparison import Comparison, compare, compare_indelingen
from regiokaart.congruence.pair.measures import PairMeasures, RegionMeasures
from regiokaart.congruence.pair.pairs import Congruence, all_pairs, transfer_distances
from regiokaart.congruence.pair.pieces import Basis
from regiokaart.congruence.region.relations import Relatie, gemeente_relation

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
