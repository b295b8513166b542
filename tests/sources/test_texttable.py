import pytest

from regiokaart.sources.texttable import (
    NoTextError,
    QuotesError,
    TooLargeError,
    read_text_table,
)

ROWS = (("gemeente", "regio"), ("Súdwest-Fryslân", "Fryslân, west"), ("Ede", "Oost"))


def written(delimiter: str) -> str:
    return "\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in ROWS)


@pytest.mark.parametrize("delimiter", list(";,\t|^~:#@!$%&*=_\x1f§¦"))
def test_any_separator(delimiter: str) -> None:
    assert read_text_table(written(delimiter).encode(), 10, 10).rows == ROWS


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("cp1252", "Windows-1252"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
    ],
)
def test_any_encoding_is_read_and_named(encoding: str, name: str) -> None:
    table = read_text_table(written(";").encode(encoding), 10, 10)
    assert table.rows == ROWS
    assert table.notation == f"puntkomma in {name}"


def test_a_separator_that_stands_in_texts_is_not_taken() -> None:
    text = "gemeente;regio\nEde;Oost, noord\nAlmere;Midden, west\n"
    assert read_text_table(text.encode(), 10, 10).rows[1] == ("Ede", "Oost, noord")


@pytest.mark.parametrize("content", [b"\x00\x01\x02\x03", b"\xff\xfe\x00", b"\x81\x8d\x8f"])
def test_what_is_no_text(content: bytes) -> None:
    with pytest.raises(NoTextError):
        read_text_table(content, 10, 10)


def test_bounds_and_quotes() -> None:
    with pytest.raises(TooLargeError):
        read_text_table(b"a;b\n" * 11, 10, 10)
    with pytest.raises(TooLargeError):
        read_text_table(b"a" + b";" * 10, 10, 10)
    with pytest.raises(QuotesError) as caught:
        read_text_table(b'a;b\nc;"d\n', 10, 10)
    assert caught.value.row == 2
