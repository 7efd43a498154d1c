"""What a release offers besides the site: the bill of its materials."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.support.projects import ROOT


def test_bill_of_materials_lists_every_pin(tmp_path: Path) -> None:
    for name in ("Makefile", "requirements.txt"):
        shutil.copy(ROOT / name, tmp_path / name)
    command = ["make", "--old-file", ".venv/.tests", "sbom", f"BIN={Path(sys.executable).parent}"]
    written = []
    for _ in range(2):
        subprocess.run(command, cwd=tmp_path, check=True, timeout=120)
        written.append((tmp_path / "dist/sbom.cdx.json").read_bytes())
    assert written[0] == written[1]
    bill = json.loads(written[0])
    assert bill["bomFormat"] == "CycloneDX"
    pins = re.findall(r"^([a-z0-9.-]+)==(\S+)", (ROOT / "requirements.txt").read_text("utf-8"), re.MULTILINE)
    assert {(part["name"], part["version"]) for part in bill["components"]} == set(pins)
