"""The search page in a real browser, on the built site: served on loopback, and in its folder."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page, Response, expect

from tests.support.axe import AXE_SCRIPT, OPTIONS
from tests.support.pages import DEFAULT, LANGUAGES
from tests.support.projects import ROOT
from tests.support.translating import translated
from tests.support.visits import TOO_SMALL, ask, open_page

# What the page may weigh, and what a search in the whole text may ask for besides.
PAGE, WHOLE = 30_000, 120_000
BATCH = 8
DEFIS = yaml.safe_load((ROOT / "data/defis.yaml").read_text("utf-8"))["defis"]
NOTHING = "Aucun résultat"
# The address of the first result of each query, as the page writes it; a submission is answered in the same task.
FIRST_RESULTS = """async queries => {
    const form = document.querySelector("#search"), found = [];
    for (const query of queries) {
        form.elements.q.value = query;
        form.requestSubmit();
        await new Promise(done => setTimeout(done));
        found.push(document.querySelector("#search-results a")?.getAttribute("href"));
    }
    return found;
}"""


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


def folder_of(code: str) -> str:
    return "" if code == DEFAULT else f"{code}/"


def search(page: Page, query: str, folder: str = "") -> list[str]:
    """Search for a query; the addresses of the first results, from the root of the site."""
    if "/site/" not in page.url or page.url.partition("/site/")[2].partition("?")[0] != f"{folder}recherche/":
        page.goto(f"{folder}recherche/")
    page.locator("#q").fill(query)
    page.locator("#q").press("Enter")
    expect(page.locator("#search-status")).not_to_be_empty()
    return shown(page)


def search_whole(page: Page, query: str, folder: str = "") -> list[str]:
    """Search for a query in the whole text; the addresses of the first results."""
    search(page, query, folder)
    page.locator("#search-whole button").click()
    expect(page.locator("#search-whole")).to_be_hidden()
    return shown(page)


def shown(page: Page) -> list[str]:
    addresses = page.locator("#search-results > li > a").evaluate_all("links => links.map(link => link.href)")
    assert all("/site/" in address for address in addresses), "results stay below the root of the site"
    return [address.partition("/site/")[2] for address in addresses]


def all_results(page: Page) -> list[str]:
    """Every result, by the button that gives more."""
    while page.locator("#search-results + button").count():
        before = len(shown(page))
        page.locator("#search-results + button").click()
        expect(page.locator("#search-results > li").nth(before)).to_be_attached()
    return shown(page)


def said(page: Page) -> str:
    return page.locator("#search-status").inner_text()


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_defi_is_found_by_its_title_a_question_and_its_number(page: Page, code: str) -> None:
    folder = folder_of(code)
    expected = {}
    for number, defi in enumerate(DEFIS, 1):
        title, question = defi["titre"], defi["questions"][0]
        if code != DEFAULT:
            title, question = (translated(code, f"{defi['id']}.{field}") for field in ("titre", "questions.1"))
        expected |= dict.fromkeys((title, question, str(number)), f"../defis/{defi['id'][-2:]}/")
    assert len(expected) == 3 * len(DEFIS)
    page.goto(f"{folder}recherche/")
    found = page.evaluate(FIRST_RESULTS, list(expected))
    assert dict(zip(expected, found, strict=True)) == expected


@pytest.mark.parametrize("query", ["7", "07", "défi 7", "Défi n° 7"])
def test_a_number_leads_to_the_defi(page: Page, query: str) -> None:
    assert search(page, query)[0] == "defis/07/"


@pytest.mark.parametrize(
    ("code", "query"), [("en", "challenge 7"), ("ar", "٧"), ("ar", "التحدي 7"), ("eu", "7. erronka")]
)
def test_a_number_leads_to_the_defi_as_a_language_writes_it(page: Page, code: str, query: str) -> None:
    assert search(page, query, f"{code}/")[0] == f"{code}/defis/07/"


@pytest.mark.parametrize(
    ("typed", "meant", "first"),
    [
        ("décourvrabilité", "découvrabilité", "themes/decouvrabilite/"),
        ("acessibilité", "accessibilité", "accessibilite/"),
        ("finacement", "financement", "situations/argent/"),
        ("numérisaton", "numérisation", "themes/numerisation/"),
        ("xumérisation", "numérisation", "themes/numerisation/"),
        ("glosasire", "glossaire", "glossaire/"),
    ],
)
def test_one_wrong_letter_is_forgiven_anywhere_and_told(page: Page, typed: str, meant: str, first: str) -> None:
    assert search(page, typed)[0] == first
    assert meant in said(page)
    assert typed not in said(page)
    right = shown(page)
    assert search(page, meant) == right


def test_what_is_right_as_typed_is_not_corrected(page: Page) -> None:
    search(page, "decouvr")
    assert "« \u2068decouvr\u2069 »" in " ".join(said(page).split()), "set apart, whichever way it is written"


@pytest.mark.parametrize("query", ["zzzxq", "xyzzy", "qwrtplk", "blorfg", "kwzq", "z", "?!", "99999"])
def test_nonsense_finds_nothing(page: Page, query: str) -> None:
    assert search(page, query) == []
    assert NOTHING in said(page)
    offered = set(page.locator(".prose ul a").evaluate_all("links => links.map(link => link.getAttribute('href'))"))
    assert {"../index-alphabetique/", "../themes/", "../glossaire/", "../texte-integral/"} <= offered
    assert search_whole(page, query) == []
    assert NOTHING in said(page)


def test_a_word_that_means_nothing_does_not_hide_the_others(page: Page) -> None:
    assert search(page, "zzzxq RGPD")[0] == "glossaire/#rgpd"
    assert "zzzxq" not in said(page)


def test_spellings_are_alike(page: Page) -> None:
    for one, other in (
        ("œuvre", "oeuvre"),
        ("ŒUVRES", "oeuvre"),
        ("écoconçu", "ecoconcu"),
        ("l’illectronisme", "illectronisme"),
    ):
        found = search(page, one)
        assert found, one
        assert search(page, other) == found, (one, other)
    for spelling in ("inteŀligència", "intelligencia"):
        assert search(page, spelling, "ca/") == search(page, "intel·ligència", "ca/") != []
    assert search(page, "c'hinnig", "br/") == search(page, "CHINNIG", "br/") != []
    assert search(page, "kunstlich", "de/") == search(page, "künstlich", "de/") != []


def test_arabic_is_found_with_and_without_article_hamza_and_vowels(page: Page) -> None:
    for spellings in (
        # With the article; without; its last letter as many type it; lengthened; “and the”, “in the”, “for the”.
        ("الرقمنة", "رقمنة", "رقمنه", "رقمـنة", "والرقمنة", "بالرقمنة", "للرقمنة"),
        ("المتاحف", "متاحف", "مَتَاحِف", "المَتاحِف", "للمتاحف"),
        # With the hamza above, below, without it.
        ("الأرشيف", "الارشيف", "أرشيف", "ارشيف"),
        ("الإبداع", "إبداع", "ابداع"),
        ("برنامج الفدية", "برنامج فدية", "بَرنامَج الفِدية"),
    ):
        found = [set(search(page, spelling, "ar/")[:3]) for spelling in spellings]
        assert found[0], spellings
        assert all(others == found[0] for others in found), spellings
    assert "ar/defis/18/" in search(page, "برنامج الفدية", "ar/")


def test_words_of_the_glossary_find_defis(page: Page) -> None:
    found = search(page, "cybersécurité")
    assert found[0] == "defis/18/"
    assert "glossaire/#nis-2" in found
    assert "glossaire" in page.locator("#search-results > li p").first.inner_text()
    assert "glossaire/#rancongiciel" in search(page, "ransomware"), "another form of a term is the term"
    assert {"defis/05/", "defis/10/", "defis/14/", "glossaire/#chaine-de-blocs"} == set(search(page, "blockchain"))
    assert "en/defis/17/" in search(page, "dépôt légal", "en/"), "the document's own word"


@pytest.mark.parametrize("code", [DEFAULT, "en"])
def test_number_of_a_law_finds_the_duty(page: Page, code: str) -> None:
    page.goto(f"{folder_of(code)}recherche/")
    first = page.evaluate(FIRST_RESULTS, ["2005-102", "loi 2016-1321", "2016/679"])
    assert [each.partition("#")[0] for each in first] == ["../obligations/"] * 3
    assert first[0].endswith("#obligation-accessibilite-sites")


@pytest.mark.parametrize(
    ("code", "situation", "queries"),
    [
        (DEFAULT, "attaque", ["cyberattaque", "piratage", "rançongiciel", "ransomware", "virus", "fuite de données"]),
        (DEFAULT, "obligation", ["obligation", "amende", "en règle"]),
        (DEFAULT, "argent", ["subvention", "argent", "financement", "appel à projets"]),
        (DEFAULT, "reunion", ["réunion", "équipe"]),
        (DEFAULT, "rien", ["par où commencer", "partir de zéro"]),
        ("en", "attaque", ["cyberattack", "ransomware", "data breach"]),
        ("en", "argent", ["grant", "money", "funding"]),
        ("de", "attaque", ["Cyberangriff"]),
    ],
)
def test_words_typed_by_whoever_is_in_a_situation_find_it_first(
    page: Page, code: str, situation: str, queries: list[str]
) -> None:
    page.goto(f"{folder_of(code)}recherche/")
    assert page.evaluate(FIRST_RESULTS, queries) == [f"../situations/{situation}/"] * len(queries)


def test_results_say_what_they_are(page: Page) -> None:
    search(page, "données")
    all_results(page)
    kinds = set(page.locator("#search-results > li > small").all_inner_texts())
    assert {"Défi 9", "Action 2", "Thème", "Glossaire", "Page"} <= kinds
    assert page.locator("#search-results > li").count() == page.locator("#search-results > li > small").count()


def test_results_show_the_question_or_the_heading_that_was_found(page: Page) -> None:
    assert search(page, "mon site est trop lourd")[0] == "defis/21/"
    line = page.locator("#search-results > li p").first
    assert "trop lourd" in line.inner_text()
    assert "lourd" in line.locator("mark").all_inner_texts()
    search(page, "EcoIndex")
    anchor = page.locator("#search-results > li p a").first
    anchor.click()
    page.wait_for_url("**/sobriete/#*")
    assert page.evaluate("!!document.querySelector(decodeURIComponent(location.hash))")


@pytest.mark.parametrize(("code", "query"), [("eu", "hizkuntza"), ("oc", "lenga")])
def test_a_language_finds_defis_that_are_not_translated_yet_and_says_so(page: Page, code: str, query: str) -> None:
    assert f"{code}/defis/16/" in search(page, query, f"{code}/")
    result = page.locator("#search-results > li", has=page.locator("a[href$='defis/16/']"))
    assert result.locator("small [lang=fr]").inner_text() == "Français"


def test_the_query_is_in_the_address(page: Page) -> None:
    search(page, "open data & co")
    assert page.url.endswith("recherche/?q=open+data+%26+co")
    page.goto("recherche/?q=piratage")
    expect(page.locator("#q")).to_have_value("piratage")
    expect(page.locator("#search-status")).to_contain_text("piratage")
    assert shown(page)[0] == "situations/attaque/"
    page.locator("#q").fill("")
    expect(page.locator("#search-results > li")).to_have_count(0)
    expect(page.locator("#search-status")).to_be_empty()
    expect(page.locator("#search-whole")).to_be_hidden()
    assert page.url.endswith("recherche/")


def test_what_is_typed_is_never_html(page: Page) -> None:
    query = "<img src=zzzxq onerror=zzzxq> {zzzxq}"
    for find in (search, search_whole):
        assert find(page, query) == []
        assert query in said(page)
        assert page.locator("main img").count() == 0


def test_keyboard_alone(page: Page) -> None:
    page.goto("recherche/")
    page.keyboard.type("données")
    page.keyboard.press("Enter")
    expect(page.locator("#search-results > li")).to_have_count(BATCH)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement === document.querySelector('#search button')")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement === document.querySelector('#search-results a')")
    page.locator("#search-results + button").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#search-results > li")).not_to_have_count(BATCH)
    new = f"document.activeElement === document.querySelectorAll('#search-results > li')[{BATCH}].querySelector('a')"
    assert page.evaluate(new), "the first of the new results has the focus"
    page.locator("#search-whole button").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#search-whole")).to_be_hidden()
    expect(page.locator("#search-results a").first).to_be_focused()
    target = page.evaluate("document.activeElement.href")
    page.keyboard.press("Enter")
    page.wait_for_url(target)


def test_the_button_searches_and_a_link_to_a_part_keeps_the_focus_there(page: Page) -> None:
    page.goto("recherche/")
    expect(page.locator("#q")).to_be_focused()
    page.locator("#q").fill("piratage")
    page.get_by_role("button", name="Rechercher").click()
    assert shown(page)[0] == "situations/attaque/"
    page.goto("plan/")
    page.goto("recherche/#fonctionnement")
    expect(page.locator("#search")).to_be_visible()
    expect(page.locator("#q")).not_to_be_focused()


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
    page.locator("#q").press_sequentially("piratage", delay=40)
    expect(status).to_contain_text("piratage")
    ((text, items),) = page.evaluate("said")
    assert items == 3
    assert str(items) in text, "the number of results, once they are there"


# The whole text


def test_the_whole_text_finds_what_only_prose_says(page: Page) -> None:
    assert search(page, "péril") == []
    assert search_whole(page, "péril")[0] == "defis/08/"
    first = page.locator("#search-results > li").first
    assert first.locator("small").inner_text() == "Défi 8"
    assert first.locator("mark").first.inner_text() == "péril", "without the comma after it"
    assert "’" in page.locator("#search-results").inner_text()
    assert "'" not in page.locator("#search-results").inner_text()
    anchor = first.locator("p a").first
    assert "/defis/08/#" in anchor.evaluate("link => link.href")
    anchor.click()
    page.wait_for_url("**/defis/08/#*")
    assert page.evaluate("!!document.querySelector(decodeURIComponent(location.hash))")


def test_the_whole_text_knows_the_glossary_in_every_language_and_forgives_too(page: Page) -> None:
    for code in ("en", "de", "ar"):
        search_whole(page, translated(code, "term.depot-legal.terme"))
        assert "defis/17/" in all_results(page), code
    assert search_whole(page, "l’illectronisme") == search_whole(page, "illectronisme") != []
    found = search_whole(page, "découvrabilité")
    assert search_whole(page, "décourvrabilité") == found != []
    assert "découvrabilité" in said(page)


def test_the_page_is_light_and_the_whole_text_is_fetched_when_asked_for(
    chromium: Browser, serve: Callable, site: Path
) -> None:
    # The build weighs the page of every language.
    for code in (DEFAULT, "ar"):
        fresh, responses = open_page(chromium, serve(site)), []
        fresh.on("response", lambda response, responses=responses: responses.append(response))
        fresh.goto(f"{folder_of(code)}recherche/?q=7")
        expect(fresh.locator("#search-results > li").first).to_be_visible()
        fresh.wait_for_load_state("networkidle")
        # What a page names in its head arrives in any order.
        assert sorted(r.request.resource_type for r in responses) == ["document", "script", "stylesheet"]
        weight = sum(map(sent, responses))
        assert weight <= PAGE, (code, weight)
        fresh.locator("#search-whole button").click()
        expect(fresh.locator("#search-whole")).to_be_hidden()
        assert any("/pagefind/" in response.url for response in responses)
        assert sum(map(sent, responses)) - weight <= WHOLE
        fresh.context.close()


def sent(response: Response) -> int:
    """The bytes a host sends: what Pagefind wrote is compressed already; the rest, hosts compress."""
    body = response.body()
    return len(body) if body.startswith(b"\x1f\x8b") else len(gzip.compress(body, 9, mtime=0))


def test_whole_text_that_cannot_be_fetched_is_told(chromium: Browser, serve: Callable, site: Path) -> None:
    page = open_page(chromium, serve(site))
    page.context.route("**/pagefind/**", lambda route: route.abort())
    page.goto("recherche/?q=péril")
    page.locator("#search-whole button").click()
    expect(page.locator("#search-status")).to_contain_text("en ligne")
    # And it works again once it can.
    page.context.unroute("**/pagefind/**")
    page.locator("#search-whole button").click()
    expect(page.locator("#search-results > li").first).to_contain_text("Défi 8")
    page.context.close()


# Without a server, without a script


def test_it_works_from_a_folder_but_for_the_whole_text(chromium: Browser, site: Path) -> None:
    page = chromium.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto((site / "recherche/index.html").as_uri())
    page.locator("#q").fill("acessibilité")
    page.locator("#q").press("Enter")
    expect(page.locator("#search-status")).to_contain_text("accessibilité")
    assert (
        page.locator("#search-results a").first.evaluate("link => link.href") == (site / "accessibilite").as_uri() + "/"
    )
    assert "en ligne" in page.locator("#search-whole").inner_text()
    assert page.locator("#search-whole button").count() == 0
    assert complaints == []
    page.close()


def test_without_script_the_page_says_so_and_leads_on(chromium: Browser, serve: Callable, site: Path) -> None:
    page = open_page(chromium, serve(site), java_script_enabled=False)
    page.goto("recherche/")
    assert "JavaScript" in page.locator("#search-without").inner_text()
    assert not page.locator("form").is_visible()
    assert not page.locator("main button").first.is_visible()
    page.locator(".prose ul a").first.click()
    assert page.url.endswith("/index-alphabetique/")
    page.context.close()


# For everybody


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
@pytest.mark.parametrize(("folder", "query"), [("", "données"), ("ar/", "اللغة")])
def test_results_are_accessible(page: Page, folder: str, query: str, scheme: str, width: int) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    for find in (search, search_whole):
        assert find(page, query, folder)
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
        assert ask(page, TOO_SMALL) == []
        assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


def test_forced_colours_show_the_field_and_the_buttons(chromium: Browser, serve: Callable, site: Path) -> None:
    page = open_page(chromium, serve(site), forced_colors="active")
    page.goto("recherche/?q=données")
    for control in ("#q", "#search button", "#search-results + button", "#search-whole button"):
        style = page.locator(control).evaluate(
            "element => [getComputedStyle(element).borderTopStyle, element.offsetHeight]"
        )
        assert style[0] == "solid", control
        assert style[1] >= 44, control
    page.context.close()
