"""What the site says of the checks that were made of it."""

from __future__ import annotations

from pathlib import Path

from macros.source import fingerprint
from tests.support.measures import Recorder
from tests.support.projects import build
from tests.unit.test_ready import CHECKS

PAGE = "---\ntitle: Accessibility\ndescription: What is checked.\n---\n\n{{ checks() }}\n"


def test_page_says_whether_checks_are_of_these_very_pages(mini: Path) -> None:
    (mini / fingerprint.RECORDED).write_text(CHECKS, "utf-8")
    (mini / "docs/en/accessibilite.md").write_text(PAGE, "utf-8")
    recorder = Recorder(mini / fingerprint.RECORDED, "2026-12-01", fingerprint.of(mini))
    recorder.found["axe"] = (30, 0)
    recorder.write()
    told = (build(mini) / "accessibilite/index.html").read_text("utf-8")
    assert "<td>1 December 2026</td>" in told
    with (mini / "docs/en/index.md").open("a", encoding="utf-8") as page:
        page.write("\nOne more word.\n")
    told = (build(mini) / "accessibilite/index.html").read_text("utf-8")
    assert "<td>1 December 2026, not run since the site changed</td>" in told
