"""Who answers for a site, told on every page; that nobody does yet, where nothing is said."""

from __future__ import annotations

from pathlib import Path

from tests.support.doors import told
from tests.support.pages import documents, folders_of, parsed, text_of
from tests.support.projects import build, edit
from tests.unit.test_ready import ANSWERING

PAGE = "---\ntitle: Legal notice\ndescription: Who answers for this site.\n---\n\n{{ legal() }}\n"
PREVIEW = {"": "Preview: nobody answers yet", "fr/": "Aperçu : personne ne répond encore", "ar/": "معاينة"}


def footer(page: Path) -> tuple[str, list[str]]:
    """The text of the foot of a page, and where its links lead."""
    (found,) = (each for each in parsed(page).iter("footer") if each.get("class") == "site")
    return text_of(found), [link.get("href") or "" for link in found.iter("a")]


def test_every_page_says_who_answers_or_that_nobody_does(mini: Path) -> None:
    (mini / "docs/en/mentions-legales.md").write_text(PAGE, "utf-8")
    site = build(mini)
    folders = folders_of(site)
    assert set(folders) == set(PREVIEW)
    for folder in folders:
        for address in ("defis/01/", "mentions-legales/"):
            text, links = footer(site / folder / address / "index.html")
            assert PREVIEW[folder] in text
            assert [link for link in links if link.endswith("mentions-legales/") or link == "./"]
        assert PREVIEW[folder] in text_of(next(parsed(site / folder / "mentions-legales/index.html").iter("main")))

    with (mini / "data/reglages.yaml").open("a", encoding="utf-8") as settings:
        settings.write(ANSWERING)
    # The parser remembers what it read.
    parsed.cache_clear()
    documents.cache_clear()
    site = build(mini)
    for folder in folders:
        text, links = footer(site / folder / "defis/01/index.html")
        assert PREVIEW[folder] not in text
        address = f"{folder}defis/01/".replace("/", "%2F")
        assert f"mailto:hello@example.org?subject={address}" in links
        told = next(parsed(site / folder / "mentions-legales/index.html").iter("main"))
        assert "mailto:hello@example.org" in [link.get("href") for link in told.iter("a")]
        assert all(words in text_of(told) for words in ("The Invented Museum", "Ada Example", "Example Hosting"))


def test_contact_is_an_address_that_everybody_can_write_to(draft: Path) -> None:
    with (draft / "data/reglages.yaml").open("a", encoding="utf-8") as settings:
        settings.write(ANSWERING)
    edit(draft / "data/reglages.yaml", "hello@example.org", "https://example.org/form")
    assert "data/reglages.yaml:20: mentions.contact: `https://example.org/form` is not an e-mail address" in told(draft)
