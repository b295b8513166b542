"""The list of indelingen: marks, explanations, and a well-behaved model."""

from dataclasses import replace

import pytest
from PyQt6.QtCore import QModelIndex, Qt
from PyQt6.QtTest import QAbstractItemModelTester

from regiokaart.gui.indelingen.facts import tooltip, warnings
from regiokaart.gui.indelingen.model import IndelingenModel
from regiokaart.gui.state import State
from regiokaart.model import Catalogus

Role = Qt.ItemDataRole


def test_old_and_uncertain_data_is_marked(catalogus):
    assert warnings(catalogus, catalogus["arbeidsmarktregio"]) == ()
    assert warnings(catalogus, catalogus["provincie"]) == (
        "Peiljaar 2023: 3 jaar ouder dan de nieuwste indeling (2026).",
    )
    uncertain = warnings(catalogus, catalogus["omgevingsdienst"])
    assert len(uncertain) == 1
    assert "Zutphen" in uncertain[0]


def test_tooltip_tells_who_decides_and_escapes_everything(catalogus):
    hostile = replace(
        catalogus["jeugdregio"],
        naam_meervoud="<img src=x>",
        grondslag="a & b",
        ministeries=("<b>VWS",),
        bron="</table>",
    )
    text = tooltip(catalogus, hostile)
    assert "<img" not in text
    assert "&lt;img src=x&gt;" in text
    assert "a &amp; b" in text
    assert "&lt;b&gt;VWS" in text
    assert text.count("</table>") == 1
    assert "Indeling bepaald door" in text


def test_tooltip_tells_where_each_fact_comes_from(catalogus):
    text = tooltip(catalogus, catalogus["politie-eenheid"])
    assert "JenV (volgens Regioatlas 2016, toen VenJ)" in text
    assert "nee (volgens wettekst 2017, BWBR0031788)" in text
    assert "Rijk (volgens wettekst 2017, BWBR0031788)" in text
    hostile = replace(catalogus["politie-eenheid"], bron_bepaald="<b>wet")
    assert "(volgens &lt;b&gt;wet)" in tooltip(catalogus, hostile)


def test_unknown_is_said_not_guessed(catalogus, gebied):
    unknown = replace(
        catalogus["ggd-regio"], ministeries=(), samenwerking_verplicht="onbekend", peiljaar=None
    )
    unlicensed = replace(unknown, bron="eigen lijst", licentie="onbekend")
    assert "eigen lijst (licentie onbekend)" in tooltip(catalogus, unlicensed)
    assert "<td>onbekend</td>" in tooltip(catalogus, unknown)
    assert "peiljaar onbekend" in tooltip(catalogus, unknown)
    assert warnings(catalogus, unknown) == ("Het peiljaar is onbekend.",)
    state = State(Catalogus(catalogus.gemeenten, (unknown, catalogus["corop"])), gebied)
    model = IndelingenModel(state)
    group = model.index(0, 0)
    assert model.index(0, 2, group).data() == "?"
    assert model.index(0, 3, group).data() == "?"


@pytest.fixture
def model(qtbot, catalogus, gebied):
    model = IndelingenModel(State(catalogus, gebied))
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    return model


def test_tree_holds_every_indeling_once(model, catalogus):
    def leaves(parent):
        for row in range(model.rowCount(parent)):
            index = model.index(row, 0, parent)
            found = model.indeling(index)
            yield from leaves(index) if found is None else [found.id]

    assert sorted(leaves(QModelIndex())) == sorted(i.id for i in catalogus)


def test_group_with_one_domein_has_no_level_for_it(model):
    titles = {model.index(row, 0).data(): model.index(row, 0) for row in range(model.rowCount())}
    assert list(titles) == ["Intergemeentelijk", "Uitvoering", "Bestuurlijk", "Statistisch"]
    assert model.index(0, 0, titles["Statistisch"]).data() == "Landsdeel"
    assert model.index(0, 0, titles["Intergemeentelijk"]).data() == "Economie"


def test_mark_has_words_for_who_cannot_see_it(model):
    statistisch = model.index(3, 0)
    year = model.index(0, 2, statistisch)
    assert year.data(Role.DecorationRole) is not None
    assert "3 jaar ouder" in year.data(Role.AccessibleDescriptionRole)
