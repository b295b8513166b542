import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiokaart.export.project import write_project
from regiokaart.model import Catalogus, Gewicht
from regiokaart.model.project import Project, Weergave
from regiokaart.sources.errors import DataError
from regiokaart.sources.project import read_project

PROJECT = Project(
    ("jeugdregio", "ggd-regio"),
    Gewicht.OPPERVLAKTE,
    Weergave.VERGELIJK,
    "jeugdregio",
    "corop",
    ("GM0363", "GM0518"),
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


def test_what_was_written_is_read(path: Path, catalogus: Catalogus) -> None:
    assert read_project(path, catalogus) == PROJECT


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"soort": "iets"}, "geen project van Regiokaart"),
        ({"versie": 99}, "nieuwere Regiokaart"),
        ({"versie": "1"}, "geen project van Regiokaart"),
        ({"gewicht": "geld"}, "kies gemeenten, inwoners, oppervlakte"),
        ({"weergave": 3}, "'weergave' ontbreekt"),
        ({"a": "jeugdregios"}, "bedoelt u 'jeugdregio'"),
        ({"a": "corop"}, "als a en als b"),
        ({"telt_mee": "jeugdregio"}, "'telt_mee' ontbreekt of is geen lijst"),
        ({"telt_mee": ["xyzzy"]}, "bestaat niet"),
        ({"selectie": ["GM9999"]}, "geen gemeente"),
        ({"selectie": None}, "'selectie' ontbreekt"),
    ],
)
def test_what_is_wrong_is_said(
    path: Path, catalogus: Catalogus, values: dict[str, object], text: str
) -> None:
    with pytest.raises(DataError, match=text) as error:
        read_project(changed(path, **values), catalogus)
    assert path.name in str(error.value)


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff\xfe", b"[" * 100_000, b"1e999"])
def test_other_files_are_refused(tmp_path: Path, catalogus: Catalogus, content: bytes) -> None:
    path = tmp_path / "x.regiokaart"
    path.write_bytes(content)
    with pytest.raises(DataError, match="geen project"):
        read_project(path, catalogus)


def test_missing_and_enormous_files_are_refused(tmp_path: Path, catalogus: Catalogus) -> None:
    with pytest.raises(DataError, match="bestaat niet"):
        read_project(tmp_path / "weg.regiokaart", catalogus)
    with pytest.raises(DataError, match="niet te lezen"):
        read_project(tmp_path, catalogus)
    large = tmp_path / "groot.regiokaart"
    large.write_bytes(b" " * 1_000_001)
    with pytest.raises(DataError, match="te groot"):
        read_project(large, catalogus)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


@given(
    st.dictionaries(
        st.sampled_from(["soort", "versie", "telt_mee", "gewicht", "weergave", "a", "b"]),
        json_values,
    )
)
def test_any_json_is_a_project_or_a_clear_error(
    tmp_path_factory: pytest.TempPathFactory, catalogus: Catalogus, content: dict[str, object]
) -> None:
    path = tmp_path_factory.mktemp("p") / "x.regiokaart"
    path.write_text(json.dumps(content), "utf-8")
    with pytest.raises(DataError):
        read_project(path, catalogus)
