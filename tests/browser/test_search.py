"""The search page in a real browser, on the built site served on loopback."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, Response, expect

from tests.support.axe import OPTIONS
from tests.support.projects import ROOT
from tests.support.translating import translated
from tests.support.visits import open_page

LIMIT, BATCH = 120_000, 4


@pytest.fixture
def page(chromium: Browser, serve: Callable[[Path], str], site: Path) -> Iterator[Page]:
    """A page on the site, served below the root of its host as a project's site is; any complaint fails the test."""
    opened = open_page(chromium, serve(site.parent) + "site/", viewport={"width": 1280, "height": 800})
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    opened.context.close()
    assert not complaints, "\n".join(complaints)


def search(page: Page, query: str, folder: str = "") -> list[str]:
    """Type a query; the addresses of the first results, from the root of the site."""
    if not page.url.endswith(f"{folder}recherche/"):
        page.goto(f"{folder}recherche/")
    page.locator("#q").fill(query)
    expect(page.locator("#search-status")).to_contain_text(query)
    return shown(page)


def shown(page: Page) -> list[str]:
    addresses = page.locator("#search-results > li > a").evaluate_all("links => links.map(link => link.href)")
    assert all("/site/" in address for address in addresses), "results stay below the root of the site"
    return [address.partition("/site/")[2] for address in addresses]


def all_results(page: Page, query: str, folder: str = "") -> list[str]:
    """Every result, by the button that gives more."""
    search(page, query, folder)
    while page.locator("#search-results + button").count():
        before = len(shown(page))
        page.locator("#search-results + button").click()
        expect(page.locator("#search-results > li").nth(before)).to_be_attached()
    return shown(page)


def test_a_title_or_a_word_of_a_defi_finds_it_first(page: Page) -> None:
    for defi in yaml.safe_load((ROOT / "data/defis.yaml").read_text("utf-8"))["defis"]:
        assert search(page, defi["titre"])[0] == f"defis/{defi['id'][-2:]}/"
    assert search(page, "costumes")[0] == "defis/08/", "a word of the prose of one défi"
    assert search(page, "défi 7")[0] == "defis/07/"
    assert "texte-integral/" in search(page, "texte intégral"), "a page that repeats all others, by its title"


def test_words_of_the_glossary_find_defis_in_every_language(page: Page) -> None:
    """Another form of the term, the term in English, German and Arabic: none of them on the page."""
    for query in ("blockchain", translated("en", "term.chaine-de-blocs.terme")):
        found = all_results(page, query)
        assert {"defis/05/", "defis/10/", "defis/14/", "glossaire/#chaine-de-blocs"} <= set(found), query
    for code in ("en", "de", "ar"):
        assert "defis/17/" in all_results(page, translated(code, "term.depot-legal.terme")), code
    assert "en/defis/17/" in all_results(page, "dépôt légal", "en/")


def test_elided_words_are_found(page: Page) -> None:
    assert "glossaire/#droit-d-auteur" in search(page, "auteur droit")
    assert search(page, "l’illectronisme") == search(page, "illectronisme")
    assert "’" in page.locator("#search-results").inner_text()
    assert "'" not in page.locator("#search-results").inner_text()


@pytest.mark.parametrize("code", ["ar", "eu"])
def test_page_that_falls_back_searches_its_own_language(page: Page, code: str) -> None:
    word = translated(code, "theme.langues.titre")
    found = search(page, word, f"{code}/")
    assert f"{code}/themes/langues/" in found
    assert all(address.startswith(f"{code}/") for address in found)
    assert f"{code}/themes/economie/" in all_results(page, "blockchain", f"{code}/"), (
        "themes speak for défis not translated yet"
    )


def test_results_say_what_they_are_and_where_words_stand(page: Page) -> None:
    search(page, "costumes")
    first = page.locator("#search-results > li").first
    assert first.locator("small").inner_text() == "Défi 8"
    assert "costumes" in first.locator("mark").first.inner_text()
    anchor = first.locator("p a").first
    assert "/defis/08/#" in anchor.evaluate("link => link.href")
    anchor.click()
    page.wait_for_url("**/defis/08/#*")
    assert page.evaluate("!!document.querySelector(decodeURIComponent(location.hash))")


def test_the_query_is_in_the_address(page: Page) -> None:
    search(page, "open data & co")
    assert page.url.endswith("recherche/?q=open+data+%26+co")
    page.goto("recherche/?q=costumes")
    expect(page.locator("#q")).to_have_value("costumes")
    expect(page.locator("#search-status")).to_contain_text("costumes")
    assert shown(page)[0] == "defis/08/"
    page.locator("#q").fill("")
    expect(page.locator("#search-results > li")).to_have_count(0)
    expect(page.locator("#search-status")).to_be_empty()
    assert page.url.endswith("recherche/")


def test_what_is_typed_is_never_html(page: Page) -> None:
    query = "<img src=x onerror=alert(1)> {count}"
    search(page, query)
    assert page.locator("main img").count() == 0


def test_keyboard_alone(page: Page) -> None:
    page.goto("recherche/")
    page.locator("#q").focus()
    page.keyboard.type("publics")
    expect(page.locator("#search-status")).to_contain_text("publics")
    page.keyboard.press("Enter")
    expect(page.locator("#search-results > li")).to_have_count(BATCH)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement === document.querySelector('#search-results a')")
    page.locator("#search-results + button").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#search-results > li")).not_to_have_count(BATCH)
    new = f"document.activeElement === document.querySelectorAll('#search-results > li')[{BATCH}].querySelector('a')"
    assert page.evaluate(new), "the first of the new results has the focus"
    target = page.evaluate("document.activeElement.href")
    page.keyboard.press("Enter")
    page.wait_for_url(target)


def test_results_are_announced_once_there(page: Page) -> None:
    page.goto("recherche/")
    status = page.get_by_role("status")
    expect(status).to_be_empty()
    page.evaluate(
        """() => {
            window.said = [];
            const status = document.querySelector("[role=status]"), list = document.querySelector("#search-results");
            new MutationObserver(() => said.push([status.textContent, list.children.length]))
                .observe(status, { childList: true });
        }"""
    )
    page.locator("#q").press_sequentially("costumes", delay=40)
    expect(status).to_contain_text("costumes")
    said = page.evaluate("said.filter(([text]) => /costumes/.test(text))")
    assert len(said) == 1, "not at every letter"
    text, items = said[0]
    assert str(items) in text, "the number of results, once they are there"


def test_no_result_says_so_and_offers_other_ways(page: Page) -> None:
    assert search(page, "xyzzy") == []
    offered = set(page.locator(".prose ul a").evaluate_all("links => links.map(link => link.getAttribute('href'))"))
    assert {"../index-alphabetique/", "../themes/", "../glossaire/", "../texte-integral/"} <= offered


def test_nothing_is_fetched_before_typing_and_little_after(chromium: Browser, serve: Callable, site: Path) -> None:
    worst = 0
    for query in ("costumes", "défi 7", "open data", "droit d’auteur", "intelligence artificielle"):
        fresh, responses = open_page(chromium, serve(site)), []
        fresh.on("response", lambda response, responses=responses: responses.append(response))
        fresh.goto("recherche/")
        fresh.wait_for_load_state("networkidle")
        fresh.locator("#q").focus()
        # What a page names in its head arrives in any order.
        assert sorted(r.request.resource_type for r in responses) == ["document", "script", "stylesheet"]
        fresh.locator("#q").press_sequentially(query, delay=40)
        expect(fresh.locator("#search-status")).to_contain_text(query)
        worst = max(worst, sum(map(sent, responses)))
        fresh.context.close()
    assert worst <= LIMIT, worst


def sent(response: Response) -> int:
    """The bytes a host sends: what Pagefind wrote is compressed already; the rest, hosts compress."""
    body = response.body()
    return len(body) if body.startswith(b"\x1f\x8b") else len(gzip.compress(body, 9, mtime=0))


def test_without_script_the_page_says_so_and_leads_on(chromium: Browser, serve: Callable, site: Path) -> None:
    page = open_page(chromium, serve(site), java_script_enabled=False)
    page.goto("recherche/")
    assert "JavaScript" in page.locator("#search-without").inner_text()
    assert not page.locator("form").is_visible()
    page.locator(".prose ul a").first.click()
    assert page.url.endswith("/index-alphabetique/")
    page.context.close()


def test_saved_page_says_that_search_needs_the_site(chromium: Browser, site: Path) -> None:
    page = chromium.new_page()
    page.goto((site / "recherche/index.html").as_uri())
    expect(page.locator("#search-without")).not_to_contain_text("JavaScript")
    assert "en ligne" in page.locator("#search-without").inner_text()
    assert not page.locator("form").is_visible()
    page.close()


def test_index_that_cannot_be_fetched_is_told(chromium: Browser, serve: Callable, site: Path) -> None:
    page = open_page(chromium, serve(site))
    page.context.route("**/pagefind/**", lambda route: route.abort())
    page.goto("recherche/")
    page.locator("#q").fill("costumes")
    expect(page.locator("#search-status")).to_contain_text("en ligne")
    # And it works again once it can.
    page.context.unroute("**/pagefind/**")
    page.locator("#q").press("Enter")
    expect(page.locator("#search-status")).to_contain_text("costumes")
    page.context.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
@pytest.mark.parametrize("folder", ["", "ar/"])
def test_results_are_accessible(page: Page, folder: str, scheme: str, width: int) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    search(page, "blockchain", folder)
    assert shown(page)
    page.evaluate(AXE_SCRIPT)
    results = page.evaluate("options => axe.run(options)", OPTIONS)
    found = [f"{rule['id']}: {node['target']}" for rule in results["violations"] for node in rule["nodes"]]
    found += [
        f"{rule['id']}: {node['target']}"
        for rule in results["incomplete"]
        for node in rule["nodes"]
        if rule["id"].startswith("color-contrast")
    ]
    assert not found, "\n".join(found)
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
