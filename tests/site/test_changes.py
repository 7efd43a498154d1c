"""The page of changes: what git remembers of the entries, told to readers."""

from __future__ import annotations

import re
from pathlib import Path

from tests.support.git import commit, git
from tests.support.pages import parsed, text_of
from tests.support.projects import build, run
from tests.support.spoiled.spoiling import FRONT


def test_page_tells_the_changes_newest_first(mini: Path) -> None:
    for code, title in (("en", "Changes"), ("fr", "Changements")):
        page = f"---\ntitle: {title}\ndescription: {title}\n---\n\n{{{{ changes() }}}}\n"
        (mini / "docs" / code / "changements.md").write_text(page, "utf-8")
    git(mini, "init", "--quiet", "--initial-branch=main")

    def change(old: str, new: str, date: str) -> None:
        path = mini / "data" / "defis.yaml"
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
        git(mini, "add", "--all")
        git(mini, "commit", "--quiet", "--message=change", date=date)

    change("Play together", "Play together", "2026-01-01T12:00:00+00:00")
    change("titre: Borrow before buying", "titre: Borrow first", "2026-02-01T12:00:00+00:00")
    change("Who nearby can mend a clarinet?", "Who can mend a flute?", "2026-02-02T12:00:00+00:00")
    site = build(mini)
    page = parsed(site / "fr" / "changements" / "index.html")
    rows = [text_of(element) for element in page.find(".//dl[@class='dated']")]
    assert rows[0] == "2 février 2026"
    assert re.fullmatch(r"Défi 3 : .+ questions", rows[1])
    assert rows[2] == "1er février 2026"
    assert re.fullmatch(r"Défi 3 : .+ titre", rows[3])
    assert rows[4] == "1er janvier 2026"
    # What was written on one day is told together.
    (written,) = rows[5:]
    assert written.startswith("Entrées créées : 9")
    assert len(page.findall(".//dl[@class='dated']//dd")[-1].findall(".//a")) == 9
    link = parsed(site / "changements" / "index.html").find(".//main//p[@class='files']/a")
    assert (site / "changements" / link.get("href")).resolve() == (site / "feed.xml").resolve()
    # The page of an entry is cited at the day it last changed.
    entry = parsed(site / "defis" / "03" / "index.html")
    assert "2 February 2026" in text_of(entry.find(".//p[@class='reference']"))
    assert "date = {2026-02-02}" in (site / "citations" / "en" / "defi-03.bib").read_text("utf-8")


def test_copy_without_git_says_that_it_knows_nothing(site: Path) -> None:
    page = parsed(site / "changements" / "index.html")
    assert page.find(".//dl[@class='dated']") is None
    assert "n’est pas connu" in text_of(page.find(".//p[@class='notice']"))


def test_a_history_that_git_will_not_read_is_said_and_the_site_is_built(mini: Path) -> None:
    (mini / "docs/en/changements.md").write_text(f"{FRONT}{{{{ changes() }}}}\n", "utf-8")
    commit(mini)
    # Git's own tests have another user by this.
    result = run(mini, "macros", "build", GIT_TEST_ASSUME_DIFFERENT_OWNER="1")
    assert result.returncode == 0, result.stderr
    assert ".git:1: git does not read the history that is here (“detected dubious ownership" in result.stdout
    page = parsed(mini / "site/changements/index.html")
    assert page.find(".//dl[@class='dated']") is None
    assert "is not known" in text_of(page.find(".//p[@class='notice']"))
    assert "2026-01-01" not in (mini / "site/feed.xml").read_text("utf-8")
