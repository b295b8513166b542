"""The state: consistent whatever is asked of it, and silent when nothing changes."""

import pytest

from regiokaart.gui.state import State
from regiokaart.model import Catalogus, Gewicht
from regiokaart.model.project import Weergave


@pytest.fixture
def state(catalogus, gebied) -> State:
    return State(catalogus, gebied)


def test_only_the_intergemeentelijke_count_at_first(state):
    assert len(state.counted) == 8
    assert {i.soort for i in state.counted} == {"intergemeentelijk"}
    assert state.shown == state.counted


def test_counted_keeps_the_order_of_the_catalogue_and_ignores_unknown_ids(state):
    state.set_counted(["provincie", "nergens", "arbeidsmarktregio"])
    assert [i.id for i in state.counted] == ["arbeidsmarktregio", "provincie"]


def test_undo_and_redo_restore_what_counts(state):
    before = state.counted
    state.set_counts(state.catalogus["jeugdregio"], False)
    state.set_counts(state.catalogus["corop"], True)
    after = state.counted
    assert state.undo_stack.undoText() == "COROP-gebied telt mee"
    state.undo_stack.undo()
    state.undo_stack.undo()
    assert state.counted == before
    state.undo_stack.redo()
    state.undo_stack.redo()
    assert state.counted == after


@pytest.mark.parametrize(
    "same",
    [
        lambda s: s.set_counted([i.id for i in s.counted]),
        lambda s: s.set_gewicht(s.gewicht),
        lambda s: s.set_map(s.view, s.a, s.b),
        lambda s: s.select(()),
        lambda s: s.point_at(()),
        lambda s: s.set_show_all(False),
    ],
)
def test_nothing_is_told_when_nothing_changes(same, state):
    heard = []
    for name in ("counted", "scope", "gewicht", "map", "selection", "highlight"):
        getattr(state, f"{name}_changed").connect(lambda name=name: heard.append(name))
    same(state)
    assert heard == []
    assert not state.undo_stack.canUndo()


def test_every_change_is_told_once(state):
    heard = []
    for name in ("counted", "scope", "gewicht", "map", "selection", "highlight"):
        getattr(state, f"{name}_changed").connect(lambda name=name: heard.append(name))
    state.set_gewicht(Gewicht.OPPERVLAKTE)
    state.set_map(Weergave.VERGELIJK, b=state.catalogus["corop"])
    state.select({1, 2})
    state.point_at({3})
    state.set_show_all(True)
    state.set_counted(())
    assert heard == ["gewicht", "map", "selection", "highlight", "scope", "counted"]


def test_pair_is_always_two_different_indelingen(state):
    a, b = state.a, state.b
    state.set_map(a=b)
    assert (state.a, state.b) == (b, a)
    state.set_map(b=b)
    assert (state.a, state.b) == (a, b)
    state.swap()
    assert (state.a, state.b) == (b, a)
    with pytest.raises(ValueError, match="two different"):
        state.set_map(a=a, b=a)


def test_catalogue_of_one_indeling_is_refused(catalogus, gebied):
    with pytest.raises(ValueError, match="at least two"):
        State(Catalogus(catalogus.gemeenten, catalogus.indelingen[:1]), gebied)


class TestOtherData:
    def test_choices_survive_a_longer_list(self, state, catalogus, qtbot):
        from dataclasses import replace

        state.set_map(Weergave.VERGELIJK, catalogus["corop"], catalogus["ressort"])
        own = replace(catalogus["corop"], id="eigen", naam="Eigen")
        with qtbot.waitSignals([state.catalogus_changed, state.map_changed]):
            state.set_catalogus(catalogus.with_indeling(own))
        assert (state.a.id, state.b.id) == ("corop", "ressort")
        assert state.catalogus["eigen"] is own
        assert len(state.counted) == 8

    def test_pair_falls_back_when_one_is_gone(self, state, catalogus):
        state.set_map(a=catalogus["corop"], b=catalogus["ressort"])
        left = tuple(i for i in catalogus if i.id != "corop")
        state.set_catalogus(Catalogus(catalogus.gemeenten, left))
        assert (state.a, state.b) == (left[0], catalogus["ressort"])

    def test_undone_removal_counts_again(self, state, catalogus):
        before = state.counted
        fewer = Catalogus(catalogus.gemeenten, catalogus.indelingen[3:])
        state.set_catalogus(fewer)
        assert set(state.counted) < set(before)
        state.set_catalogus(catalogus)
        assert state.counted == before

    def test_other_year_keeps_the_selection_by_code(self, state, catalogus, gebied, qtbot):
        from dataclasses import replace

        gemeenten = catalogus.gemeenten
        columns = ("codes", "namen", "provincies", "inwoners", "oppervlakte")
        fewer = replace(gemeenten, **{name: getattr(gemeenten, name)[1:] for name in columns})
        state.select({0, 5})
        state.set_counted(())
        with qtbot.waitSignal(state.gebied_changed):
            state.set_year(Catalogus(fewer, catalogus.indelingen), gebied, 2027)
        assert state.jaar == 2027
        assert state.selection == {4}
        assert not state.undo_stack.canUndo()
