"""What the law says, on the built pages: a few rules on each défi's, all of them on their own, a calendar of each."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin

import pytest
from icalendar import Calendar

from macros.site import law
from tests.site.test_search_index import fragments
from tests.support.pages import DEFAULT, LANGUAGES, apart, documents, text_of
from tests.support.projects import SITE_URL, build, edit
from tests.support.strategy import DATA
from tests.support.translating import messages

LAW = "obligations/"
DAYS = law.days(DATA)
RULE = """obligations:
  - id: obligation-door
    nom: Keep the door open
    texte: An invented law
    sources: [exampleton-strategy]
    qui: Every orchestra.
    depuis: "2024-06-01"
    faire: Leave the door open during rehearsals.
    defis: [defi-01]
    verifie: "2025-01-01"
    reverifier: "2026-01-01"
"""


def folder(code: str) -> str:
    return "" if code == DEFAULT else f"{code}/"


@cache
def calendar(path: Path) -> Calendar:
    (found,) = Calendar.from_ical(path.read_bytes(), multiple=True)
    return found


def is_whole(code: str) -> bool:
    """Whether a language has all that is said of the rules."""
    return code == DEFAULT or all(messages(code).get(f"{duty.id}.faire") for duty in DATA.law.obligations)


@pytest.mark.parametrize("code", LANGUAGES)
def test_page_of_each_defi_names_its_rules_and_leads_to_them(code: str, site: Path) -> None:
    places = {each.get("id") for each in documents(site)[f"{folder(code)}{LAW}"].iter() if each.get("id")}
    for defi in DATA.strategy.defis:
        address = f"{folder(code)}defis/{defi.id[-2:]}/"
        page = documents(site)[address]
        main = list(page.find(".//main").iter())
        order = [each.get("id") for each in main if each.get("id") in ("pourquoi", "droit", "questions")]
        assert order == ["droit", "questions", "pourquoi"], address
        block = next(after for before, after in pairwise(main) if before.get("id") == "droit")
        links = [urljoin(f"/{address}", a.get("href")) for a in block.iter("a")]
        assert links == [f"/{folder(code)}{LAW}#{duty.id}" for duty in DATA.duties_of[defi.id]], address
        told = {urljoin(f"/{address}", a.get("href")) for a in page.find(".//main").iter("a")}
        told = {link for link in told if link.startswith(f"/{folder(code)}{LAW}#")}
        assert {link.partition("#")[2] for link in told} <= places


@pytest.mark.parametrize("code", LANGUAGES)
def test_page_of_the_law_has_each_rule_its_dates_and_an_official_page(code: str, site: Path) -> None:
    page = documents(site)[f"{folder(code)}{LAW}"]
    text = text_of(page.find(".//main"))
    by_id = {each.get("id"): each for each in page.iter() if each.get("id")}
    links = {a.get("href") for a in page.iter("a")}
    for duty in DATA.law.obligations:
        name = by_id[duty.id]
        expected = duty.nom if code == DEFAULT else messages(code)[f"{duty.id}.nom"]
        assert re.sub(r"\W", "", text_of(name)) == re.sub(r"\W", "", expected)
        assert name.get("lang") is None, "the names are translated"
        assert {DATA.sources[source].url for source in duty.sources} <= links
    for each in DATA.law.textes:
        assert by_id[each.id] is not None
    assert text.count("2027") > len(DATA.law.obligations), "each says before when it is to be checked again"
    # The rest is whole in the page's language, or in the original and marked.
    lists = page.findall(".//dl[@class='dated']")
    assert len(lists) == len(DATA.law.obligations)
    assert {each.get("lang") for each in lists} == ({None} if is_whole(code) else {DEFAULT})


def test_dates_of_pages_are_absolute(site: Path) -> None:
    french = text_of(documents(site)[LAW].find(".//main"))
    assert "Vérifié le 28 novembre 2026, à revérifier avant le 28 mai 2027." in french.replace("\u00a0", " ")
    assert "1er janvier 2024" in french
    assert not re.search(r"en vigueur|aujourd’hui|désormais|bientôt|en retard", french)


def test_each_language_has_its_calendar(site: Path, mini_site: Path) -> None:
    found = {path.relative_to(site).as_posix() for path in site.rglob("obligations.ics")}
    assert found == {f"{folder(code)}obligations.ics" for code in LANGUAGES}
    assert list(mini_site.rglob("obligations.ics")) == [], "a project without rules has none"
    for page, document in documents(site).items():
        code, rest = apart(page)
        if rest == LAW:
            links = [a.get("href") for a in document.iter("a") if a.get("type") == "text/calendar"]
            assert [urljoin(f"/{page}", link) for link in links] == [f"/{folder(code)}obligations.ics"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_calendar_tells_each_day_as_others_read_it(code: str, site: Path) -> None:
    path = site / folder(code) / "obligations.ics"
    text = path.read_bytes()
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    assert b"\n" not in text.replace(b"\r\n", b"")
    read = calendar(path)
    events = read.walk("VEVENT")
    assert [event.errors for event in events] == [[]] * len(events)
    told = [(event.decoded("dtstart"), str(event["uid"]).partition("@")[0]) for event in events]
    assert told == [(date.fromisoformat(each.day), f"{each.duty.id}-{each.day}") for each in DAYS]
    assert len({str(event["uid"]) for event in events}) == len(events)
    for event, each in zip(events, DAYS, strict=True):
        assert event.decoded("dtstamp").date().isoformat() == each.duty.verifie, "never the day of the build"
        assert str(event["url"]) == f"{SITE_URL}{folder(code)}{LAW}#{each.duty.id}"
        name = each.duty.nom if code == DEFAULT else messages(code)[f"{each.duty.id}.nom"]
        assert re.sub(r"\W", "", str(event["summary"])) == re.sub(r"\W", "", name)
        said = event["description"]
        original = each.text or each.duty.faire
        plain = re.sub(r"\W", "", str(said)) == re.sub(r"\W", "", original)
        assert plain == (code == DEFAULT or not is_whole(code)), each.day
        assert said.params.get("LANGUAGE") == (None if is_whole(code) else DEFAULT)


def test_search_finds_rules_by_their_name_and_all_words_by_the_number_of_their_law(site: Path) -> None:
    for code, name in ((DEFAULT, "droits culturels"), ("en", "cultural rights")):
        index = (site / folder(code) / "recherche" / "index.html").read_text("utf-8")
        items = [item for item in re.findall(r"<li[^>]*>.*?</li>", index) if "#obligation-droits-culturels" in item]
        assert len(items) == 1
        assert name in items[0]
    # The names of laws are French, and what is searched for in all words is a page's own language.
    (whole,) = (f["content"] for f in fragments(site, DEFAULT) if f["url"] == f"/{LAW}")
    assert "2015-991" in whole


def test_project_without_a_page_of_the_law_leads_to_the_sources(mini: Path) -> None:
    for number in ("01", "02"):
        call = f'{{{{ questions("defi-{number}") }}}}'
        edit(mini / f"docs/en/defis/{number}.md", call, call.replace("questions", "duties") + f"\n\n{call}")
    (mini / "data" / "obligations.yaml").write_text(RULE, "utf-8")
    site = build(mini)
    first, second = ((site / f"defis/{number}/index.html").read_text("utf-8") for number in ("01", "02"))
    assert '<li><a href="https://example.org/three-questions">Keep the door open</a>' in first
    assert 'id="droit"' not in second, "nothing is said of what no rule is about"
    assert not (site / "obligations.ics").exists()
