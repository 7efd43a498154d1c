"""`CITATION.cff`: valid, and true to the data."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.support.projects import MINI, ROOT
from tests.support.strategy import DATA

CFF = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))


@pytest.mark.parametrize("folder", [ROOT, MINI], ids=["real", "mini"])
def test_citation_file_is_valid(folder: Path) -> None:
    command = ["check_jsonschema", "--builtin-schema", "vendor.citation-file-format", "CITATION.cff"]
    result = subprocess.run([sys.executable, "-m", *command], cwd=folder, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


def test_citation_file_tells_the_source_as_the_data_do() -> None:
    document = DATA.strategy.strategie
    (source,) = CFF["references"]
    assert source["title"] == f"{document.titre}. {document.sous_titre}"
    assert source["authors"] == [source["institution"]] == [{"name": document.editeur}]
    assert f"{source['year']}-{source['month']:02}" == document.date
    assert source["languages"] == [document.langue]
    assert source["url"] == DATA.sources[document.liens[0]].url
    assert document.editeur not in str(CFF["authors"])
    assert (CFF["license"], "doi" in CFF) == (["MIT", "CC-BY-4.0"], False)
