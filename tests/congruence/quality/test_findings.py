from __future__ import annotations

from regiokaart.congruence.quality.findings import (
    Check,
    Finding,
    Severity,
    errors,
    findings_table,
    ordered,
    summary_sentence,
    summary_table,
)
from regiokaart.congruence.quality.quality import choices
from regiokaart.model import Catalogus


def finding(check: Check, severity: Severity, ids: tuple[str, ...] = ("een",), **more) -> Finding:
    return Finding(check, severity, ids, f"{check}.", "Doe iets.", **more)


SOME = (
    finding(Check.SINGLE, Severity.NOTE),
    finding(Check.PIECES, Severity.WARNING, regio="Noord", gemeenten=(0, 2)),
    finding(Check.SINGLE, Severity.NOTE, ("twee",)),
    finding(Check.DOUBLE, Severity.WARNING, ("twee", "drie"), figures=(("delen", 1234.0),)),
    finding(Check.REPEATED, Severity.ERROR, ()),
)


def test_gravest_first_then_by_check() -> None:
    assert [f.check for f in ordered(SOME)] == [
        Check.REPEATED,
        Check.DOUBLE,
        Check.PIECES,
        Check.SINGLE,
        Check.SINGLE,
    ]
    assert [f.indelingen for f in ordered(SOME)][-2:] == [("een",), ("twee",)]


def test_sentence_counts_by_severity() -> None:
    assert errors(SOME) == 1
    assert summary_sentence(SOME) == (
        "5 bevindingen: 1 keer fout, 2 keer let op, 2 keer ter informatie."
    )
    assert summary_sentence(SOME[:1]).startswith("1 bevinding: ")


def test_table_has_a_row_per_finding_with_names_and_codes(klein: Catalogus, indeling) -> None:
    those = [indeling("AABBCC", "Een"), indeling("AABBCC", "Twee")]
    table = findings_table(klein, those, SOME, choices(3))
    rows = table.records()
    assert rows[1] == {
        "ernst": "let op",
        "controle": "regio in delen, ander land ertussen",
        "naam": "Een's",
        "regio": "Noord",
        "bevinding": "regio in delen, ander land ertussen.",
        "actie": "Doe iets.",
        "aantal": 2,
        "gemeenten": "Aa en Cee",
        "cijfers": None,
        "indelingen": "een",
        "codes": "GM0000, GM0002",
    }
    assert rows[3]["naam"] == "Twee's en drie"  # an id that was not given keeps to itself
    assert rows[3]["cijfers"] == "delen: 1.234"
    assert rows[4]["naam"] is None
    account = table.provenance
    assert account.indelingen[0] == "Een's 2026: 3 regio's; bron: een bron; licentie: CC0"
    assert ("Oud peiljaar", "meer dan 3 jaar ouder dan het nieuwste") in account.parameters
    assert account.remarks == (summary_sentence(SOME),)


def test_summary_counts_findings_and_indelingen(klein: Catalogus) -> None:
    table = summary_table(klein, [], SOME)
    assert [tuple(row.values()) for row in table.records()] == [
        ("fout", "rij staat dubbel", 1, 0),
        ("let op", "gemeente in meer regio's", 1, 2),
        ("let op", "regio in delen, ander land ertussen", 1, 1),
        ("ter informatie", "regio met één gemeente", 2, 2),
    ]
    assert len(summary_table(klein, [], ())) == 0
    assert len(findings_table(klein, [], ())) == 0
