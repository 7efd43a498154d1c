"""What an editor does on Windows, as far as another system can tell: without make, nor what Python lacks there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.projects import edit, run
from tests.support.serving import Served, wait_for

# Python without what Windows has not: see its only file.
WINDOWS = {"PYTHONPATH": str(Path(__file__).parent.parent / "support" / "windows")}
# What consoles take: of the West, of old, of nobody.
ENCODINGS = ("cp1252", "cp850", "ascii")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_site_is_the_same(mini: Path, mini_site: Path) -> None:
    """Its lines end as everywhere, though those of what it is made of do not."""
    kinds = {".md", ".yaml", ".yml", ".po", ".html", ".css", ".js", ".xml", ".cff", ".svg", ".txt"}
    for path in mini.rglob("*"):
        if path.suffix in kinds:
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    for command in ("check", "build"):
        result = run(mini, "macros", command, **WINDOWS, PYTHONIOENCODING="cp850")
        assert result.returncode == 0, result.stdout + result.stderr
    assert contents(mini / "site") == contents(mini_site)


def test_site_is_served_without_what_windows_lacks(mini: Path) -> None:
    server = Served(mini, **WINDOWS, LANGS="ar", PYTHONIOENCODING="cp1252")
    try:
        edit(mini / "data/defis.yaml", "themes: [people]", "themes: [الناس]")
        wait_for(lambda: "`الناس` names nothing" in server.log.read_text("utf-8"), "the fault is told in its letters")
        assert "`الناس` names nothing" in server.page("ar/defis/01/")
    finally:
        server.stop()


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("command", ["check", "build", "translations", "fix"])
def test_any_console_is_told_every_letter(command: str, encoding: str, mini: Path) -> None:
    edit(mini / "data/defis.yaml", "themes: [people]", "themes: [الناس]")
    result = run(mini, "macros", command, **WINDOWS, PYTHONIOENCODING=encoding)
    assert result.returncode == 1
    told = result.stdout + result.stderr
    assert "`الناس` names nothing" in told
    assert "ne désigne rien" in told
    assert "Traceback" not in told
