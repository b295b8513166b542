"""A workbook that a real office program saved as OpenDocument."""

import os
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from regiokaart.model import Catalogus
from regiokaart.sources.tables import read_tables

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(SOFFICE is None and "CI" not in os.environ, reason="needs LibreOffice"),
]


def test_it_says_the_same_as_the_workbook(tmp_path: Path, catalogus: Catalogus) -> None:
    gemeenten, original = catalogus.gemeenten, catalogus["jeugdregio"]
    workbook = openpyxl.Workbook()
    first = workbook.worksheets[0]
    first.append(["Toelichting", "lees dit eerst"])
    sheet = workbook.create_sheet("Tabel")
    for row in (
        ["Regio's per gemeente"],
        [],
        ["Nummer", "Naam", "Regionaam", "Inwoners", "Dubbel"],
    ):
        sheet.append(row)
    for i, k in enumerate(catalogus.labels(original).tolist()):
        number, people = int(gemeenten.codes[i][2:]), int(gemeenten.inwoners[i])
        name = original.regios[k].naam
        sheet.append([number, gemeenten.namen[i], name, people, f"=D{i + 4}*2"])
    hidden = workbook.create_sheet("Oud")
    hidden.append(["gemeente", "regio"])
    hidden.append(["GM0014", "X"])
    hidden.sheet_state = "hidden"
    workbook.save(tmp_path / "regios.xlsx")
    assert SOFFICE
    profile = f"-env:UserInstallation={(tmp_path / 'profiel').as_uri()}"
    command = [SOFFICE, profile, "--headless", "--convert-to", "ods", "--outdir", str(tmp_path)]
    subprocess.run(
        [*command, str(tmp_path / "regios.xlsx")], capture_output=True, timeout=180, check=True
    )
    (imported,) = read_tables(tmp_path / "regios.ods", gemeenten)
    assert dict(imported.understood)["Blad"] == "Tabel"
    found = [imported.indeling.regios[k].naam for k in imported.indeling.labels(len(gemeenten))]
    assert found == [original.regios[k].naam for k in catalogus.labels(original)]
