"""What the pairs of a set say together."""

from __future__ import annotations

from regiokaart.congruence.pair.pairtable import pairs_table
from regiokaart.congruence.pair.setsentences import set_sentences
from regiokaart.model import Gewicht, Soort


def test_the_mean_of_a_set_and_of_what_counts(klein, indeling):
    counting = [indeling("AABBCC", f"Zorg{i}") for i in range(3)]
    other = indeling("AAAAAA", "Land", soort=Soort.STATISTISCH)
    table = pairs_table(klein, [*counting, other], [Gewicht.GEMEENTEN])
    assert set_sentences(table, [*counting, other]) == (
        "4 indelingen, 6 paren. De gemiddelde V-maat is 0,500 naar gemeenten, op een schaal van 0 "
        "(geen verband) tot 1 (gelijk).",
        "Alleen wat standaard meetelt: 3 indelingen, 3 paren. De gemiddelde V-maat daarvan is "
        "1,000 naar gemeenten.",
    )


def test_every_weight_is_named(klein, indeling):
    three = [indeling("AABBCC", f"Zorg{i}") for i in range(3)]
    (said,) = set_sentences(pairs_table(klein, three, list(Gewicht)), three)
    assert "1,000 naar gemeenten, 1,000 naar inwoners en 1,000 naar oppervlakte" in said


def test_one_pair_speaks_for_itself(klein, indeling):
    two = [indeling("AABBCC", "Zorg"), indeling("AAAAAA", "Land")]
    assert set_sentences(pairs_table(klein, two, [Gewicht.GEMEENTEN]), two) == ()
