from regiokaart.congruence.wording import some_names


def test_a_long_enumeration_is_cut_and_counted():
    assert some_names(list("abcdefghijkl")) == "a, b, c, d, e, f, g, h, i, j, k en l"
    assert some_names(list("abcdefghijklmn")) == "a, b, c, d, e, f, g, h, i, j, k, l en nog 2"
    assert some_names([]) == ""
