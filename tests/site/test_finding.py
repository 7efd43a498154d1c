"""Finding without search: themes, audiences, the alphabetical index, related entries; pages without prose."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urljoin

import pytest
import yaml

from macros.words.collation import initial, sort_key
from tests.support.pages import pages_of, parsed, text_of
from tests.support.projects import ROOT, SITE_URL, build, run
from tests.support.spoiled.pages import TOPICS, write_topics


@cache
def data(name: str) -> dict:
    return yaml.safe_load((ROOT / "data" / f"{name}.yaml").read_text("utf-8"))


def links(site: Path, page: str) -> set[str]:
    """The addresses from the root, `defis/07/`, that the prose of a page links to."""
    prose = parsed(site / page / "index.html").find(".//div[@class='prose']")
    return {urljoin(f"/{page}", a.get("href")).lstrip("/") for a in prose.iter("a") if "://" not in a.get("href")}


def first_links(document: ET.Element) -> list[str]:
    """The numbers of the défis that a page leads to, in order."""
    links = document.findall(".//div[@class='prose']//a[@href]")
    return [match[1] for link in links if (match := re.search(r"/defis/(\d+)/$", link.get("href")))]


def topics() -> Iterator[tuple[str, str, dict]]:
    """Every theme and public: its folder, its id, itself."""
    for folder in TOPICS:
        for topic in data("vocabulaire")[folder]:
            yield folder, topic["id"], topic


def test_each_theme_and_audience_has_a_page_with_what_is_related(site: Path) -> None:
    defis, actions, terms = data("defis")["defis"], data("defis")["actions"], data("glossaire")["termes"]
    seen = 0
    for folder, topic_id, topic in topics():
        page = f"{folder}/{topic_id}/"
        document, found = parsed(site / page / "index.html"), links(site, page)
        prose = text_of(document.find(".//div[@class='prose']")).replace("\u202f", " ").replace("\u00a0", " ")
        assert text_of(document.find(".//h1")) == topic["titre"]
        assert topic["en_bref"].strip() in prose, page
        own = {defi["id"] for defi in defis if topic_id in defi[folder]}
        assert own, page
        assert {link for link in found if link.startswith("defis/")} == {f"defis/{i[-2:]}/" for i in own}, page
        # Of those to begin with, why; of the others, what they are about.
        why = {start["defi"]: start["pourquoi"] for start in topic.get("commencer", [])}
        # Whoever has few has no need to be told which to begin with.
        assert len(why) == (3 if folder == "publics" or len(own) > 3 else 0), page
        assert list(why) == [f"defi-{link}" for link in first_links(document)][: len(why)], page
        said = {defi["id"]: defi["en_bref"].strip() for defi in defis if defi["id"] in own} | why
        assert all(text in prose for text in said.values()), page
        served = {f"actions/{a['id'][-2:]}/" for a in actions if own & set(a["defis"])}
        assert {link for link in found if link.startswith("actions/")} == served, page
        words = {link.partition("#")[2] for link in found if link.startswith("glossaire/#")}
        related = {term["id"] for term in terms if own & set(term.get("defis", []))}
        assert words <= related, page
        assert len(words) == min(len(related), 12), page
        # Neighbours share a défi with it; never itself.
        near = {link for link in found if link.startswith(("themes/", "publics/"))} - {page}
        assert near, page
        for link in near:
            other_folder, other = link.strip("/").split("/")
            assert any(other in defi[other_folder] for defi in defis if defi["id"] in own), (page, link)
        seen += 1
    assert seen == 29


def test_lists_and_entries_lead_to_themes_and_audiences(site: Path) -> None:
    everything = {f"{folder}/{topic_id}/" for folder, topic_id, _ in topics()}
    for page in ("themes/", "plan/", "index-alphabetique/"):
        assert everything <= links(site, page), page
    for defi in data("defis")["defis"]:
        own = {f"themes/{i}/" for i in defi["themes"]} | {f"publics/{i}/" for i in defi["publics"]}
        page = f"defis/{defi['id'][-2:]}/"
        main = parsed(site / page / "index.html").find(".//main")
        assert {urljoin(f"/{page}", a.get("href")).lstrip("/") for a in main.iter("a")} & everything == own


def test_a_theme_says_the_way_back(site: Path) -> None:
    crumbs = parsed(site / "en/themes/ia/index.html").find(".//nav[@class='crumbs']")
    assert [urljoin("/en/themes/ia/", a.get("href")) for a in crumbs.iter("a")] == ["/en/", "/en/themes/"]


def test_related_entries_say_why(site: Path) -> None:
    for defi in data("defis")["defis"]:
        items = parsed(site / f"defis/{defi['id'][-2:]}/index.html").findall(".//ul[@class='related']/li")
        assert items
        reasons = [(item.find("br").tail or "").strip() for item in items]
        assert all(len(reason) > 15 for reason in reasons), defi["id"]
        said = " ".join(reasons).replace("\u202f", " ").replace("\u00a0", " ")
        assert all(link["pourquoi"].strip() in said for link in defi.get("lies", [])), defi["id"]


@pytest.mark.parametrize("code", ["", "en/"])
def test_index_holds_everything_in_order(site: Path, code: str) -> None:
    page = f"{code}index-alphabetique/"
    prose = parsed(site / page / "index.html").find(".//div[@class='prose']")
    found = {link.removeprefix(code) for link in links(site, page)}
    for kind, folder in (("defis", "defis"), ("actions", "actions")):
        assert {f"{folder}/{entry['id'][-2:]}/" for entry in data("defis")[kind]} <= found
    assert {f"glossaire/#{term['id']}" for term in data("glossaire")["termes"]} <= found
    letters, language = [], code.strip("/") or "fr"
    for heading, lines in zip(prose.iter("h2"), prose.iterfind(".//ul[@class='lines']"), strict=True):
        letters.append(text_of(heading))
        titles = [text_of(line.find("a")) for line in lines]
        assert titles, heading
        assert {initial(title, language) for title in titles} == {letters[-1]}
        keys = [sort_key(re.sub(r"^\W+", "", title), language) for title in titles]
        assert keys == sorted(keys)
    assert letters == sorted(letters)
    navigation = prose.find("nav[@class='letters']")
    assert [text_of(a) for a in navigation.iter("a")] == letters
    assert [a.get("href")[1:] for a in navigation.iter("a")] == [heading.get("id") for heading in prose.iter("h2")]


def test_index_leads_from_other_forms_to_the_term_but_not_from_plurals(site: Path) -> None:
    lines = [
        text_of(line) for line in parsed(site / "index-alphabetique/index.html").iterfind(".//ul[@class='lines']/li")
    ]
    assert "blockchain voir chaîne de blocs" in lines
    assert "open data voir données ouvertes" in lines
    assert not any(line.startswith("bilans carbone") for line in lines)


# Pages without prose, on the tiny strategy, which has none until they are written.


def head(site: Path, page: str) -> tuple[str, dict[str, str]]:
    """A page's canonical address, and its versions by language."""
    document = parsed(site / page / "index.html")
    alternates = {e.get("hreflang"): e.get("href") for e in document.findall("head/link[@rel='alternate'][@hreflang]")}
    return document.find("head/link[@rel='canonical']").get("href"), alternates


def test_page_without_prose_is_a_page_of_every_language(mini: Path) -> None:
    write_topics(mini, "themes/people", "themes/things")
    site = build(mini)
    page = "ar/themes/people/"
    canonical, alternates = head(site, page)
    assert canonical == SITE_URL + page
    assert set(alternates) == {"en", "fr", "ar", "x-default"}
    assert head(site, "themes/people/")[1] == alternates
    assert f"<loc>{SITE_URL}{page}</loc>" in (site / "sitemap.xml").read_text("utf-8")
    prose = parsed(site / page / "index.html").find(".//div[@class='prose']")
    assert prose.find(".//div[@lang='en']") is None, "nothing says that it is in English"
    assert prose.find(".//div[@lang='ar']") is None
    # The vocabulary of this strategy has titles alone: the description is one too, and no empty paragraph is left.
    document = parsed(site / page / "index.html")
    assert document.find("head/meta[@name='description']").get("content") == text_of(document.find(".//h1"))
    assert prose.find("p[@class='brief']") is None
    report = run(mini, "macros", "translations").stdout
    assert "docs/ar/defis/01.md" in report
    assert "themes/people.md" not in report, "nothing to translate"


def test_one_word_of_prose_makes_it_fall_back(mini: Path) -> None:
    write_topics(mini, "themes/people", "themes/things", prose="Bring a friend.\n\n")
    site = build(mini)
    canonical, alternates = head(site, "ar/themes/people/")
    assert canonical == f"{SITE_URL}ar/themes/people/", "its title and its summary are its own"
    assert set(alternates) == {"ar", "en", "fr", "x-default"}
    assert parsed(site / "ar/themes/people/index.html").find(".//div[@lang='en']") is not None


def test_page_without_prose_waits_for_its_language_to_be_offered(mini: Path) -> None:
    write_topics(mini, "themes/people", "themes/things")
    (mini / "docs/ar/index.md").unlink()
    site = build(mini)
    assert head(site, "ar/themes/people/")[0] == f"{SITE_URL}themes/people/"
    assert set(head(site, "themes/people/")[1]) == {"en", "fr", "x-default"}


def test_strategy_without_such_pages_links_to_none(mini_site: Path) -> None:
    assert not [page for page in pages_of(mini_site) if "themes" in page or "publics" in page]
    assert 'class="words"' not in (mini_site / "defis/01/index.html").read_text("utf-8")
    assert not (mini_site / "pagefind").exists()


def test_theme_is_corrected_in_the_data(project: Path) -> None:
    site = build(project, LANGS="fr", REPO_URL="https://example.test/repository")
    page = (site / "themes/ia/index.html").read_text("utf-8")
    line = re.search(r'href="https://example.test/repository/blob/main/data/vocabulaire.yaml#L(\d+)"', page)[1]
    assert "id: ia" in (project / "data/vocabulaire.yaml").read_text("utf-8").splitlines()[int(line) - 1]
