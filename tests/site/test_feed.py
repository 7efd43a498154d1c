"""The Atom feeds: valid (RFC 4287), stable, in the language they say, about what is dated."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import datetime
from functools import cache
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import feedparser
import html5lib

from macros.publish.feed import moment
from macros.source import data as strategy_data
from tests.support.git import git
from tests.support.pages import DEFAULT, LANGUAGES, documents, text_of
from tests.support.projects import ROOT, SITE_URL, build

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DATA = strategy_data.load(ROOT)
STEPS = [(action, step) for action in DATA.strategy.actions for step in action.suivi]
# What RFC 4287 (sections 4.1.1 and 4.1.2) lets a feed and an entry hold, of what is written here: least, most.
FEED = {"id": (1, 1), "title": (1, 1), "updated": (1, 1), "author": (1, 99), "link": (2, 2), "entry": (1, 100)}
ENTRY = {"id": (1, 1), "title": (1, 1), "updated": (1, 1), "link": (1, 1), "summary": (1, 1)}


@cache
def feed_of(path: Path) -> ET.Element:
    return ET.parse(path).getroot()  # noqa: S314 (our own file)


def feeds_of(site: Path) -> dict[str, ET.Element]:
    """Every feed of a site, by its address from the root."""
    return {path.relative_to(site).as_posix(): feed_of(path) for path in sorted(site.rglob("feed.xml"))}


def holds(element: ET.Element, content: dict[str, tuple[int, int]]) -> None:
    names = [child.tag.removeprefix(ATOM) for child in element]
    assert set(names) <= content.keys(), names
    for name, (least, most) in content.items():
        assert least <= names.count(name) <= most, name


def test_each_presentable_language_has_its_feed(site: Path, mini_site: Path) -> None:
    expected = {"feed.xml"} | {f"{code}/feed.xml" for code in LANGUAGES if code != DEFAULT}
    assert set(feeds_of(site)) == expected
    assert set(feeds_of(mini_site)) <= {"feed.xml", "fr/feed.xml", "ar/feed.xml"}
    assert "feed.xml" in feeds_of(mini_site)


def test_feeds_are_valid_atom(site: Path, mini_site: Path) -> None:
    for folder in (site, mini_site):
        for address, feed in feeds_of(folder).items():
            assert feed.tag == f"{ATOM}feed"
            holds(feed, FEED)
            assert feed.findtext(f"{ATOM}id") == urljoin(SITE_URL, address)
            links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
            assert links == {
                "self": urljoin(SITE_URL, address),
                "alternate": urljoin(SITE_URL, address.removesuffix("feed.xml")),
            }
            assert feed.findtext(f"{ATOM}author/{ATOM}name").strip()
            entries = feed.findall(f"{ATOM}entry")
            for entry in entries:
                holds(entry, ENTRY)
                assert entry.findtext(f"{ATOM}title").strip()
                assert entry.find(f"{ATOM}summary").get("type") == "html"
                html5lib.HTMLParser(strict=True).parseFragment(entry.findtext(f"{ATOM}summary"))
            ids = [entry.findtext(f"{ATOM}id") for entry in entries]
            assert len(ids) == len(set(ids))
            assert all(urlsplit(each).scheme == "https" and urlsplit(each).fragment for each in ids)
            moments = [entry.findtext(f"{ATOM}updated") for entry in entries]
            for each in moments:
                datetime.strptime(each, "%Y-%m-%dT%H:%M:%SZ")
            assert moments == sorted(moments, reverse=True)
            assert feed.findtext(f"{ATOM}updated") == moments[0], "never the day of the build"


def test_a_reader_of_feeds_reads_them(site: Path) -> None:
    for path in sorted(site.rglob("feed.xml")):
        found = feedparser.parse(path.read_bytes(), sanitize_html=False)
        assert not found.bozo, found.get("bozo_exception")
        assert found.version == "atom10"
        assert found.feed.language == (path.parent.name if path.parent != site else DEFAULT)
        assert len(found.entries) == len(STEPS)
        for entry in found.entries:
            assert entry.updated_parsed
            assert entry.link.startswith(SITE_URL)


def test_every_follow_up_is_told_with_its_source(site: Path) -> None:
    entries = feeds_of(site)["feed.xml"].findall(f"{ATOM}entry")
    told = [
        (
            entry.find(f"{ATOM}link").get("href"),
            entry.findtext(f"{ATOM}updated"),
            " ".join(html5lib.parseFragment(entry.findtext(f"{ATOM}summary")).itertext()),
            entry.findtext(f"{ATOM}summary"),
        )
        for entry in entries
    ]
    for action, step in STEPS:
        link = f"{SITE_URL}actions/{action.id.partition('-')[2]}/"
        words = re.sub(r"\W", "", step.texte.replace("'", "’"))
        source = DATA.sources[step.source]
        found = [t for t in told if t[:2] == (link, moment(step.date)) and words in re.sub(r"\W", "", t[2])]
        assert len(found) == 1, step.texte
        assert f'href="{source.url}"' in found[0][3].replace("&amp;", "&")


def test_texts_say_their_language(site: Path) -> None:
    for address, feed in feeds_of(site).items():
        code = address.partition("/")[0] if "/" in address else DEFAULT
        assert feed.get(LANG) == code
        first = feed.find(f"{ATOM}entry")
        assert first.find(f"{ATOM}link").get("hreflang") == code
        assert first.find(f"{ATOM}link").get("href").startswith(urljoin(SITE_URL, address.removesuffix("feed.xml")))
    # A title of the source, in French, inside an English text.
    summaries = "".join(element.text or "" for element in feeds_of(site)["en/feed.xml"].iter(f"{ATOM}summary"))
    assert '<a href="https://www.culture.gouv.fr' in summaries
    assert re.search(r'<a href="[^"]+" lang="fr"', summaries)


def test_pages_lead_to_the_feed_of_their_language(site: Path, mini_site: Path) -> None:
    for folder in (site, mini_site):
        for address, page in documents(folder).items():
            links = page.findall("head/link[@type='application/atom+xml']")
            feeds = [urljoin(f"/{address}", link.get("href")).lstrip("/") for link in links]
            code = page.get("lang")
            expected = [path for path, feed in feeds_of(folder).items() if feed.get(LANG) == code]
            assert feeds == expected, address
    link = documents(site)["en/changements/"].find(".//main//p[@class='files']/a")
    assert urljoin("/en/changements/", link.get("href")) == "/en/feed.xml"


def test_changes_are_told_and_their_ids_hold(mini: Path) -> None:
    git(mini, "init", "--quiet", "--initial-branch=main")
    git(mini, "add", "--all")
    git(mini, "commit", "--quiet", "--message=first")
    before = feed_of(build(mini) / "feed.xml")
    path = mini / "data" / "defis.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("titre: Borrow before buying", 'titre: "Borrow <b> & mend"'), "utf-8")
    git(mini, "commit", "--quiet", "--all", "--message=second", date="2030-02-01T12:34:56+01:00")
    feed_of.cache_clear()
    after = feed_of(build(mini) / "feed.xml")
    ids = [[entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")] for feed in (before, after)]
    assert ids[1] == [f"{SITE_URL}defis/03/#defi-03-2030-02-01", *ids[0]]
    assert after.findtext(f"{ATOM}updated") == "2030-02-01T11:34:56Z"
    first = after.find(f"{ATOM}entry")
    assert first.findtext(f"{ATOM}title") == "Challenge 3: Borrow <b> & mend"
    assert "titre" in first.findtext(f"{ATOM}summary") or "title" in first.findtext(f"{ATOM}summary")


def test_site_without_anything_dated_has_no_feed(mini: Path) -> None:
    path = mini / "data" / "defis.yaml"
    text = path.read_text("utf-8")
    path.write_text(re.sub(r"\n    suivi:\n(?:      .*\n)+", "\n", text), "utf-8")
    site = build(mini)
    assert feeds_of(site) == {}
    assert "application/atom+xml" not in (site / "index.html").read_text("utf-8")
    assert text_of(documents(site)[""])
