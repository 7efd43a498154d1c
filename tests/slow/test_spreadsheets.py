"""The spreadsheets of the open data, opened by LibreOffice, where it is installed."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
# Every sheet as CSV: commas, double quotes, UTF-8, from the first row, texts as they are shown.
AS_TABLES = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"

pytestmark = pytest.mark.skipif(not OFFICE, reason="LibreOffice is not installed")


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        # A cell of CSV that a spreadsheet would run begins with an apostrophe; LibreOffice shows `true` as TRUE.
        return [
            [cell.lower() if cell in ("TRUE", "FALSE") else re.sub(r"^'(?=[=+@-])", "", cell) for cell in row]
            for row in csv.reader(file)
        ]


def test_libreoffice_reads_in_a_spreadsheet_what_the_tables_say(any_site: Path, tmp_path: Path) -> None:
    data = any_site / "data" / "v1"
    for code in json.loads((data / "strategie.json").read_text("utf-8"))["langues"][:2]:
        name = f"tables-{code}"
        command = [
            str(OFFICE), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
            "--convert-to", AS_TABLES, "--outdir", str(tmp_path), str(data / code / f"{name}.ods"),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        tables = sorted((data / code).glob("*.csv"))
        assert len(tables) > 20
        for table in tables:
            assert rows(tmp_path / f"{name}-{table.name}") == rows(table), (code, table.name)
