"""What a release offers besides the site: the bill of its materials, and its checksums."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.support.git import commit
from tests.support.projects import ROOT


def test_release_lists_every_file_of_the_site_and_of_its_own(tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name in ("site/index.html", "site/a b/é.html", "site/data/x.json", "dist/book.pdf"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, "utf-8")
    commit(tmp_path)
    command = ["make", "--old-file", "ready", "--old-file", "downloads", "--old-file", "sbom", "release"]
    subprocess.run(command, cwd=tmp_path, check=True, timeout=120)
    listed = (tmp_path / "dist/site.sha256").read_text("utf-8")
    assert [line[66:] for line in listed.splitlines()] == ["./a b/é.html", "./data/x.json", "./index.html"]
    subprocess.run(["sha256sum", "--check", "--quiet", "../dist/site.sha256"], cwd=tmp_path / "site", check=True)
    subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=tmp_path / "dist", check=True)
    assert "  site.sha256\n" in (tmp_path / "dist/SHA256SUMS").read_text("utf-8")


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
