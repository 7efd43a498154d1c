"""The page of changes: what git remembers of the entries, told to readers."""

from __future__ import annotations

import re
from pathlib import Path

from tests.support.git import git
from tests.support.pages import parsed, text_of
from tests.support.projects import build


def test_page_tells_the_changes_newest_first(mini: Path) -> None:
    for code, title in (("en", "Changes"), ("fr", "Changements")):
        page = f"---\ntitle: {title}\ndescription: {title}\n---\n\n{{{{ changes() }}}}\n"
        (mini / "docs" / code / "changements.md").write_text(page, "utf-8")
    git(mini, "init", "--quiet", "--initial-branch=main")

    def commit(old: str, new: str, date: str) -> None:
        path = mini / "data" / "defis.yaml"
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
        git(mini, "add", "--all")
        git(mini, "commit", "--quiet", "--message=change", date=date)

    commit("Play together", "Play together", "2026-01-01T12:00:00+00:00")
    commit("titre: Borrow before buying", "titre: Borrow first", "2026-02-01T12:00:00+00:00")
    commit("Who nearby can mend a clarinet?", "Who can mend a flute?", "2026-02-02T12:00:00+00:00")
    site = build(mini)
    page = parsed(site / "fr" / "changements" / "index.html")
    rows = [text_of(element) for element in page.find(".//dl[@class='dated']")]
    assert rows[0] == "2 février 2026"
    assert re.fullmatch(r"Défi 3 : .+ questions", rows[1])
    assert rows[2] == "1 février 2026"
    assert re.fullmatch(r"Défi 3 : .+ titre", rows[3])
    assert rows[4] == "1 janvier 2026"
    assert all(row.endswith("création") for row in rows[5:])
    assert len(rows[5:]) == 9
    link = parsed(site / "changements" / "index.html").find(".//main//p[@class='files']/a")
    assert (site / "changements" / link.get("href")).resolve() == (site / "feed.xml").resolve()
    # The page of an entry is cited at the day it last changed.
    entry = parsed(site / "defis" / "03" / "index.html")
    assert "February 2, 2026" in text_of(entry.find(".//p[@class='reference']"))
    assert "date = {2026-02-02}" in (site / "citations" / "en" / "defi-03.bib").read_text("utf-8")


def test_copy_without_git_says_that_it_knows_nothing(site: Path) -> None:
    page = parsed(site / "changements" / "index.html")
    assert page.find(".//dl") is None
    assert "n’est pas connu" in text_of(page.find(".//p[@class='notice']"))
