"""A language as long as any could be, and accented: every template holds it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser

from macros.words import catalogue, extraction
from tests.support.axe import violations
from tests.support.projects import build, copy_project, edit
from tests.support.visits import open_page


def pseudo(text: str) -> str:
    """A text made 40 % longer and accented, its placeholders kept: what a long language would do."""
    table = str.maketrans("aeiouyAEIOUcn", "àéîôûÿÀÉÎÔÛçñ")
    parts = re.split(r"(\{\w+\})", text)
    accented = "".join(part if part.startswith("{") else part.translate(table) for part in parts)
    end = "?" if text.endswith("?") else ""
    return accented.removesuffix("?").rstrip() + " " + "ŵôŗđ " * max(1, len(text) * 2 // 25) + end


def test_pseudo_language_fits_everywhere(tmp_path: Path, chromium: Browser, serve: Callable[[Path], str]) -> None:
    project = copy_project(tmp_path / "pseudo")
    edit(project / "mkdocs.yml", "{locale: de, name: Deutsch, build: true}", "{locale: eo, name: Psêûdô, build: true}")
    for folder in (catalogue.INTERFACE, catalogue.CONTENT):
        source = catalogue.read(project / folder / "de.po", "de.po")
        for message in source:
            message.msgstr = pseudo(message.msgid)
        (project / folder / "eo.po").write_bytes(extraction.po_bytes(source))
    home = (project / "docs/de/index.md").read_text("utf-8")
    # Nothing may be there that no language of the site reads.
    shutil.rmtree(project / "docs/de")
    (project / "translations/de.po").unlink()
    (project / "docs/eo").mkdir()
    (project / "docs/eo/index.md").write_text(home, "utf-8")
    site = build(project, LANGS="fr,eo")
    page = chromium.new_page(viewport={"width": 320, "height": 800})
    addresses = (
        "eo/",
        "eo/defis/",
        "eo/defis/07/",
        "eo/actions/04/",
        "eo/axes/2/",
        "eo/glossaire/",
        "eo/traductions/",
        "eo/errata/",
    )
    for address in addresses:
        page.goto(serve(site) + address)
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 320, address
    page.close()
    found = violations(open_page(chromium, serve(site)), list(addresses), [("light", 320), ("dark", 1280)])
    assert not found, "\n".join(found)
