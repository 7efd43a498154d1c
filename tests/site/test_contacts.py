"""Contacts in pages: named by their id, as sources are; where they lead is the data's to say."""

from __future__ import annotations

from pathlib import Path

from tests.support.doors import told
from tests.support.pages import parsed
from tests.support.projects import build

CONTACTS = """contacts:
  - {id: town-hall, nom: Town hall, courriel: hall@example.org, telephone: "+33123456789", url: "https://example.org/"}
  - {id: porter, nom: Porter, telephone: "+33198765432"}
"""
PROSE = """
[Write][town-hall], [call][town-hall.telephone] or [read][town-hall.url]; [write again][town-hall.courriel].
[Call the porter][porter].
"""


def contacted(project: Path, prose: str) -> None:
    (project / "data/contacts.yaml").write_text(CONTACTS, "utf-8")
    page = project / "docs/en/defis/02.md"
    page.write_text(f"{page.read_text('utf-8')}\n{prose}", "utf-8")


def test_page_leads_to_the_contacts_that_it_names(mini: Path) -> None:
    contacted(mini, PROSE)
    site = build(mini)
    for language in ("", "fr/"):
        found = {link.text: link.get("href") for link in parsed(site / language / "defis/02/index.html").iter("a")}
        assert {
            "Write": "mailto:hall@example.org",
            "write again": "mailto:hall@example.org",
            "call": "tel:+33123456789",
            "read": "https://example.org/",
            "Call the porter": "tel:+33198765432",
        }.items() <= found.items()


def test_contact_that_is_not_there_is_told(draft: Path) -> None:
    contacted(draft, "[Write][town-hal], or\n[write][porter.courriel].\n")
    report = told(draft)
    assert "`town-hal` is not in data/sources.yaml, nor in data/contacts.yaml (town-hall ?)" in report
    assert "`porter.courriel` is not in data/sources.yaml" in report
    assert "2 faults /" in report
