"""What is computed: crosstabs, measures, relations, and the definition of each result table."""

from regiokaart.congruence.comparison import Comparison, compare
from regiokaart.congruence.measures import PairMeasures
from regiokaart.congruence.pairs import Congruence, all_pairs, transfer_distances
from regiokaart.congruence.relations import Relatie, gemeente_relation

__all__ = [
    "Comparison",
    "Congruence",
    "PairMeasures",
    "Relatie",
    "all_pairs",
    "compare",
    "gemeente_relation",
    "transfer_distances",
]
