import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import jsonschema
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regiokaart.export.project import write_project
from regiokaart.model import Catalogus, Gewicht
from regiokaart.model.layoutsettings import (
    Extent,
    LayoutSettings,
    MapChoice,
    MapKind,
    template_name,
)
from regiokaart.model.project import (
    EigenIndeling,
    Gegevens,
    Notitie,
    Onderwerp,
    Project,
    Weergave,
    clean_note,
)
from regiokaart.sources.errors import DataError
from regiokaart.sources.fingerprint import data_in_use
from regiokaart.sources.libraryfile import same, stored_of
from regiokaart.sources.paths import resources_dir
from regiokaart.sources.project import (
    MAX_SIZE,
    check_named,
    read_project,
    stored,
    with_own,
)
from tests.model.test_layoutsettings import layouts

SCHEMA = json.loads((resources_dir() / "project.schema.json").read_text("utf-8"))
OWN = {
    "soort": "regiokaart-indeling",
    "versie": 1,
    "naam": "Proefregio",
    "ingelezen": "2026-11-22",
    "gemeenten_peiljaar": 2026,
    "regios": [{"code": "A", "naam": "Noord"}, {"code": "B", "naam": "Zuid"}],
    "leden": [
        {"gemeente": "GM0034", "regio": "B"},
        {"gemeente": "GM0014", "regio": "A", "aandeel": 0.5, "alternatief": ["B", None]},
    ],
}


def own_indeling(name: str, naam: str = "Proefregio") -> EigenIndeling:
    found = stored_of(Path("x"), {**OWN, "naam": naam}, name)
    return EigenIndeling(name, found.indeling, found.gemeenten, found.ingelezen)


PROJECT = Project(
    ("jeugdregio", "ggd-regio"),
    Gewicht.OPPERVLAKTE,
    Weergave.VERGELIJK,
    "jeugdregio",
    "corop",
    ("GM0363", "GM0518"),
    Gegevens(None, "0" * 64),
    notities=(Notitie(Onderwerp.REGIO, ("jeugdregio", "JZ01"), "Eerste regel\nen <b>twee</b>"),),
    keuzes={Weergave.GRENZEN: {"Klassen": "kwantielen", "Vanaf": 3, "Aan": True}},
    sjablonen={
        "Bij de brief": LayoutSettings(
            maps=(
                MapChoice(MapKind.ONE, "corop", "", Extent.REGION, (), "provincie", "PV25"),
                MapChoice(extent=Extent.FRAME, frame=(0, 300_000, 9_000, 310_000)),
            ),
            columns=("naam",),
        )
    },
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "visie.regiokaart"
    write_project(PROJECT, path)
    return path


def changed(path: Path, **values: object) -> Path:
    content = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**content, **values}), "utf-8")
    return path


def test_what_was_written_is_read(path: Path) -> None:
    assert read_project(path) == PROJECT


def test_version_1_still_opens(tmp_path: Path, catalogus: Catalogus) -> None:
    path = tmp_path / "oud.regiokaart"
    path.write_text(  # as version 0.1 wrote it
        '{"soort": "regiokaart-project", "versie": 1, "programma": "Regiokaart 0.1.0",'
        ' "telt_mee": ["jeugdregio", "ggd-regio"], "gewicht": "inwoners",'
        ' "weergave": "vergelijk", "a": "jeugdregio", "b": "corop", "selectie": ["GM0363"]}'
    )
    project = read_project(path)
    assert project == Project(
        ("jeugdregio", "ggd-regio"),
        Gewicht.INWONERS,
        Weergave.VERGELIJK,
        "jeugdregio",
        "corop",
        ("GM0363",),
    )
    check_named(path, project, catalogus)
    write_project(project, path)
    jsonschema.validate(json.loads(path.read_text("utf-8")), SCHEMA)


def test_version_2_has_no_templates(path: Path) -> None:
    content = json.loads(path.read_text("utf-8"))
    del content["sjablonen"]
    path.write_text(json.dumps({**content, "versie": 2}), "utf-8")
    assert read_project(path) == replace(PROJECT, sjablonen={})


def test_own_indelingen_in_templates_travel_along_and_get_other_ids() -> None:
    named = LayoutSettings(maps=(MapChoice(MapKind.ONE, "proef"),))
    project = replace(PROJECT, sjablonen={"Brief": named})
    assert "proef" in project.named
    assert "proef" not in project.needed
    assert project.renamed({"proef": "proef-2"}).sjablonen["Brief"].maps[0].a == "proef-2"


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"soort": "iets"}, "geen project van Regiokaart"),
        ({"versie": 99}, "nieuwere Regiokaart"),
        ({"versie": "1"}, "geen project van Regiokaart"),
        ({"versie": 0}, "geen project van Regiokaart"),
        ({"versie": True}, "geen project van Regiokaart"),
        ({"gewicht": "geld"}, "kies gemeenten, inwoners, oppervlakte"),
        ({"weergave": 3}, "'weergave' ontbreekt"),
        ({"a": "corop"}, "als a en als b"),
        ({"a": ""}, "'a' kan niet"),
        ({"a": "x" * 201}, "'a' kan niet"),
        ({"telt_mee": "jeugdregio"}, "'telt_mee' ontbreekt of is geen lijst"),
        ({"telt_mee": ["x"] * 2001}, "meer dan 2000"),
        ({"selectie": None}, "'selectie' ontbreekt"),
        ({"gegevens": []}, "'gegevens' klopt niet"),
        ({"gegevens": {"jaar": 2025, "sha256": "abc"}}, "'sha256' kan niet 'abc'"),
        ({"gegevens": {"jaar": True, "sha256": "0" * 64}}, "'jaar' kan niet 'True'"),
        ({"notities": {}}, "'notities' ontbreekt"),
        ({"notities": [3]}, "'notities' staat iets anders"),
        ({"notities": [{"onderwerp": "regio", "ids": ["a"], "tekst": "t"}]}, "past niet bij"),
        ({"notities": [{"onderwerp": "weer", "ids": ["a"], "tekst": "t"}]}, "kies gemeente"),
        ({"notities": [{"onderwerp": "gemeente", "ids": ["a"], "tekst": "\x00"}]}, "leeg"),
        ({"notities": [{"onderwerp": "gemeente", "ids": ["a"], "tekst": "t"}] * 2}, "dubbel"),
        ({"keuzes": {"grenzen": 3}}, "'keuzes' ontbreekt of klopt niet"),
        ({"keuzes": {"grenzen": {"Klassen": [1]}}}, "'keuzes' van grenzen"),
        ({"keuzes": {"grenzen": {"Klassen": 1e999}}}, "'keuzes' van grenzen"),
        ({"sjablonen": []}, "'sjablonen' ontbreekt"),
        ({"sjablonen": {"": {}}}, "geen naam van een sjabloon"),
        ({"sjablonen": {"a\nb": {}}}, "'a b' kan geen naam"),
        ({"sjablonen": {"x" * 61: {}}}, "geen naam van een sjabloon"),
        ({"sjablonen": {"Brief": {"papier": "A0"}}}, "sjabloon 'Brief': papier"),
        ({"sjablonen": {"Brief": 3}}, "sjabloon 'Brief'"),
        ({"sjablonen": {str(i): {} for i in range(101)}}, "meer dan 100"),
        ({"eigen": [{"id": "x"}]}, "geen indeling van Regiokaart"),
        ({"eigen": [{"id": "../x", **OWN}]}, "'id' kan niet '../x'"),
        ({"eigen": [{"id": "x", **OWN}] * 2}, "'eigen' staat iets dubbel"),
        ({"eigen": [{"id": "x", **OWN, "leden": [{"gemeente": "x"}]}]}, "lid 1"),
    ],
)
def test_what_is_wrong_is_said(path: Path, values: dict[str, object], text: str) -> None:
    with pytest.raises(DataError, match=text) as error:
        read_project(changed(path, **values))
    assert path.name in str(error.value)


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"a": "jeugdregios"}, "bedoelt u 'jeugdregio'"),
        ({"telt_mee": ["xyzzy"]}, "bestaat niet"),
        ({"selectie": ["GM9999"]}, "geen gemeente"),
    ],
)
def test_what_is_not_there_is_named(
    path: Path, catalogus: Catalogus, values: dict[str, object], text: str
) -> None:
    project = read_project(changed(path, **values))
    with pytest.raises(DataError, match=text) as error:
        check_named(path, project, catalogus)
    assert path.name in str(error.value)


def test_a_view_of_a_later_program_is_passed_over(path: Path) -> None:
    project = read_project(changed(path, keuzes={"hologram": {"Hoek": 3}}))
    assert project.keuzes == {}


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff\xfe", b"[" * 100_000, b"1e999"])
def test_other_files_are_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.regiokaart"
    path.write_bytes(content)
    with pytest.raises(DataError, match="geen project"):
        read_project(path)


def test_missing_and_enormous_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="bestaat niet"):
        read_project(tmp_path / "weg.regiokaart")
    with pytest.raises(DataError, match="niet te lezen"):
        read_project(tmp_path)
    large = tmp_path / "groot.regiokaart"
    large.write_bytes(b" " * (MAX_SIZE + 1))
    with pytest.raises(DataError, match="te groot"):
        read_project(large)


def test_own_indelingen_travel_with_the_project(tmp_path: Path, catalogus: Catalogus) -> None:
    path = tmp_path / "eigen.regiokaart"
    project = Project(
        ("jeugdregio", "corop"),
        Gewicht.INWONERS,
        Weergave.INDELING,
        "corop",
        "proef",
        gegevens=data_in_use(None),
        eigen=(own_indeling("corop", "Onze COROP"), own_indeling("proef")),
        notities=(Notitie(Onderwerp.PAAR, ("proef", "corop"), "kijk hier"),),
    )
    write_project(project, path)
    read = read_project(path)
    for before, after in zip(project.eigen, read.eigen, strict=True):
        assert same(stored(path, before), stored(path, after))
        assert after.ingelezen == date(2026, 11, 22)
    assert not same(stored(path, read.eigen[0]), stored(path, read.eigen[1]))

    opened, here = with_own(path, read, catalogus)
    assert here.telt_mee == ("jeugdregio", "corop-2")  # the id was taken
    assert (here.a, here.b) == ("corop-2", "proef")
    assert here.notities[0].ids == ("proef", "corop-2")
    assert opened["corop-2"].naam == "Onze COROP"
    assert opened["proef"].lidmaatschap.gemeente.tolist() == [
        catalogus.gemeenten.index["GM0014"],
        catalogus.gemeenten.index["GM0034"],
    ]
    check_named(path, here, opened)


def test_embedded_data_has_one_fingerprint() -> None:
    found = data_in_use(None)
    assert found.jaar is None
    assert len(found.sha256) == 64
    assert found == data_in_use(None)


def test_year_that_is_not_there_is_said() -> None:
    with pytest.raises(DataError, match=r"2031.*niet geïnstalleerd"):
        data_in_use(2031)


names = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True)
notes = st.builds(
    lambda kind, ids, text: Notitie(
        kind, ids[: 2 if kind in (Onderwerp.REGIO, Onderwerp.PAAR) else 1], text
    ),
    st.sampled_from(Onderwerp),
    st.tuples(names, names),
    st.text(st.characters(), max_size=40).map(clean_note).filter(bool),
)
choices = st.dictionaries(
    st.sampled_from(["Klassen", "Domein"]),
    st.booleans() | st.integers(-5, 10**9) | st.text("aé '’<", max_size=9),
    min_size=1,
)
projects = st.builds(
    Project,
    telt_mee=st.lists(names, unique=True, max_size=5).map(tuple),
    gewicht=st.sampled_from(Gewicht),
    weergave=st.sampled_from(Weergave),
    a=names.map("a{}".format),
    b=names.map("b{}".format),
    selectie=st.lists(st.sampled_from(["GM0014", "GM0363"]), unique=True).map(tuple),
    gegevens=st.none()
    | st.builds(Gegevens, st.none() | st.integers(2016, 2030), st.just("ab" * 32)),
    eigen=st.lists(names, unique=True, max_size=2).map(
        lambda ids: tuple(own_indeling(each) for each in ids)
    ),
    notities=st.lists(notes, max_size=4, unique_by=lambda n: (n.onderwerp, n.ids)).map(tuple),
    keuzes=st.dictionaries(st.sampled_from(Weergave), choices, max_size=3),
    sjablonen=st.dictionaries(st.text().map(template_name).filter(bool), layouts, max_size=2),
)


@given(projects)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_project_comes_back_and_follows_the_schema(tmp_path: Path, project: Project) -> None:
    path = tmp_path / "x.regiokaart"
    write_project(project, path)
    jsonschema.validate(json.loads(path.read_text("utf-8")), SCHEMA)
    read = read_project(path)
    for name in ("telt_mee", "gewicht", "weergave", "a", "b", "selectie", "gegevens", "notities"):
        assert getattr(read, name) == getattr(project, name)
    assert read.keuzes == project.keuzes
    assert read.sjablonen == project.sjablonen
    assert [each.id for each in read.eigen] == [each.id for each in project.eigen]
    for before, after in zip(project.eigen, read.eigen, strict=True):
        assert same(stored(path, before), stored(path, after))
        np.testing.assert_array_equal(
            before.indeling.lidmaatschap.aandeel, after.indeling.lidmaatschap.aandeel
        )


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


@given(st.sampled_from(sorted(SCHEMA["required"])), json_values)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_value_anywhere_is_a_project_or_a_clear_error(
    path: Path, key: str, value: object
) -> None:
    write_project(PROJECT, path)
    try:
        project = read_project(changed(path, **{key: value}))
    except DataError:
        return
    write_project(project, path)
    jsonschema.validate(json.loads(path.read_text("utf-8")), SCHEMA)


@given(st.dictionaries(st.sampled_from(sorted(SCHEMA["required"])), json_values))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_json_is_a_clear_error(tmp_path: Path, content: dict[str, object]) -> None:
    path = tmp_path / "x.regiokaart"
    path.write_text(json.dumps(content), "utf-8")
    with pytest.raises(DataError):
        read_project(path)
