"""The state: consistent whatever is asked of it, and silent when nothing changes."""

import pytest

from regiokaart.gui.state import State
from regiokaart.model import Catalogus, Gewicht
from regiokaart.model.project import Weergave


@pytest.fixture
def state(catalogus) -> State:
    return State(catalogus)


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


def test_catalogue_of_one_indeling_is_refused(catalogus):
    with pytest.raises(ValueError, match="at least two"):
        State(Catalogus(catalogus.gemeenten, catalogus.indelingen[:1]))
