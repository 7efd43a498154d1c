"""The worksheet in a real browser: typed, kept, exported, opened again, put together, attacked."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import icalendar
import jsonschema
import markdown
import pytest
import yaml
from axe_playwright_python.base import AXE_SCRIPT
from odf import teletype
from odf.opendocument import load as load_odt
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pypdf import PdfReader

from tests.support.axe import OPTIONS
from tests.support.projects import ROOT, run
from tests.support.translating import messages, unmarked
from tests.support.visits import open_page
from tests.support.worksheets import PLAN, example, plan

SHEET, TOGETHER = "batir-sa-strategie/", "strategies-ensemble/"
HOSTILE = (
    "<script>alert(1)</script> *é* \"'><img src=x onerror=alert(1)> & &amp; =1+1 😀 مرحبا\u202e\n\n# 1. deuxième\n"
)


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A visitor's browser: its storage is empty at first. Any error of a script fails the test."""
    context = chromium.new_context(locale="fr-FR", accept_downloads=True)
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    context.on("console", lambda message: message.type == "error" and errors.append(message.text))
    yield context
    context.close()
    assert errors == []


@pytest.fixture
def visit(context: BrowserContext, site: Path, serve: Callable[[Path], str]) -> Callable[..., Page]:
    """Opens a page of the site in a new tab."""

    def start(address: str = SHEET) -> Page:
        page = context.new_page()
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(serve(site) + address)
        return page

    return start


def field(page: Page, name: str):
    return page.locator(f'[id="{name}"]')


def choose(page: Page, entry: str, choice: str) -> None:
    page.check(f'input[name="{entry}.choix"][value="{choice}"]')


def fill(page: Page, entry: str, **texts: str) -> None:
    """Choose an entry for now, and write its plan."""
    choose(page, entry, "maintenant")
    values = dict.fromkeys(PLAN, "écrit") | {"quand": "2027-03-01"} | texts
    for name, text in values.items():
        field(page, f"{entry}.{name}").fill(text)


def export(page: Page, kind: str) -> bytes:
    with page.expect_download() as download:
        page.click(f'button[value="{kind}"]')
    return Path(download.value.path()).read_bytes()


def open_file(page: Page, content: str | bytes, name: str = "strategie.json", selector: str = "#file") -> None:
    content = content.encode() if isinstance(content, str) else content
    page.set_input_files(selector, {"name": name, "mimeType": "application/json", "buffer": content})


def answers(page: Page) -> dict:
    return json.loads(export(page, "json"))["reponses"]


def said(page: Page, text: str) -> None:
    """A live region says this."""
    expect(page.locator(".said[role=status]", has_text=text)).to_have_count(1)


def tab_to(page: Page, name: str) -> None:
    """Go on with the keyboard to a field by its name, or to a button by its value."""
    for _ in range(100):
        page.keyboard.press("Tab")
        if name in page.evaluate("[document.activeElement.name, document.activeElement.value]"):
            return
    raise AssertionError(name)


def test_filled_with_the_keyboard_alone(visit: Callable[..., Page]) -> None:
    page = visit()
    tab_to(page, "organisation")
    page.keyboard.type("Musée de l’Écran")
    tab_to(page, "defi-01.choix")
    page.keyboard.press("Space")
    for name in PLAN:
        tab_to(page, f"defi-01.{name}")
        page.keyboard.type("03/01/2027" if name == "quand" else name)
    tab_to(page, "json")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    saved = json.loads(Path(download.value.path()).read_text("utf-8"))
    given = saved["reponses"]["defi-01"]
    assert saved["organisation"] == "Musée de l’Écran"
    assert [given[name] for name in PLAN if name != "quand"] == [name for name in PLAN if name != "quand"]
    assert re.fullmatch(r"2027-0[13]-0[13]", given["quand"])


def test_a_first_draft_takes_few_interactions(visit: Callable[..., Page]) -> None:
    page = visit()
    acts = [lambda: field(page, "organisation").fill("Musée")]
    for entry in ("defi-01", "defi-02", "defi-03"):
        acts.append(partial(choose, page, entry, "maintenant"))
        for name in PLAN:
            acts.append(partial(page.fill, f'[id="{entry}.{name}"]', "2027-03-01" if name == "quand" else "écrit"))
    for act in acts:
        act()
    expect(page.locator("#summary")).to_contain_text("Stratégie complète")
    assert len(acts) <= 25


def test_only_what_the_choices_need_is_shown(visit: Callable[..., Page]) -> None:
    page = visit()
    expect(field(page, "defi-03.objectif")).to_be_hidden()
    reason = page.locator('[name="defi-03.raison"]')
    expect(reason).to_be_hidden()
    choose(page, "defi-03", "non")
    expect(reason).to_be_visible()
    choose(page, "defi-03", "maintenant")
    expect(field(page, "defi-03.objectif")).to_be_visible()
    expect(reason).to_be_hidden()
    cell = page.locator('.overview a[href="#defi-03"]')
    expect(cell).to_have_accessible_name("Défi 3\u00a0: Aller vers les publics éloignés du numérique – Maintenant")
    expect(page.locator("#axe-1 + .tally")).to_contain_text("Maintenant : 1")


def test_answers_survive_a_reload_a_crash_and_two_tabs(visit: Callable[..., Page]) -> None:
    one, other = visit(), visit()
    fill(one, "defi-07", objectif="du premier onglet")
    field(other, "defi-07.qui").wait_for(state="visible")
    fill(other, "defi-16", objectif="du second onglet")
    expect(field(one, "defi-16.objectif")).to_have_value("du second onglet")
    field(one, "defi-07.objectif").fill("du premier, encore")
    # Closed without a word, as when it crashes.
    one.close()
    other.reload()
    found = answers(other)
    assert found["defi-07"]["objectif"] == "du premier, encore"
    assert found["defi-16"]["objectif"] == "du second onglet"


def test_exported_erased_and_opened_again(visit: Callable[..., Page]) -> None:
    page = visit()
    page.fill("#organisation", "Musée")
    fill(page, "defi-07", objectif=HOSTILE)
    choose(page, "defi-02", "non")
    page.fill('[name="defi-02.raison"]', "pas nous")
    saved = export(page, "json")
    said(page, "Fichier exporté\u00a0: 24-defis-musee-strategie.json")
    page.click('button[value="erase"]')
    said(page, "Tout est effacé.")
    page.click(".said button")
    said(page, "tout est comme avant")
    assert answers(page)["defi-07"]["objectif"] == HOSTILE
    page.click('button[value="erase"]')
    page.reload()
    assert answers(page) == {}
    page.click('button[value="erase"]')
    said(page, "Tout est effacé.")
    open_file(page, saved)
    said(page, "Fichier repris\u00a0: strategie.json")
    again = json.loads(export(page, "json"))
    before = json.loads(saved)
    assert again | {"enregistre": ""} == before | {"enregistre": ""}


def test_begun_in_french_and_opened_in_english(visit: Callable[..., Page], context: BrowserContext) -> None:
    french = visit()
    fill(french, "defi-16", objectif="Nos mots")
    saved = export(french, "json")
    question = french.locator("#defi-16 .plan label").first.inner_text()
    english = visit("en/" + SHEET)
    expect(field(english, "defi-16.objectif")).to_have_value("Nos mots")
    assert english.locator("#defi-16 .plan label").first.inner_text() != question
    english.click('button[value="erase"]')
    open_file(english, saved)
    expect(field(english, "defi-16.objectif")).to_have_value("Nos mots")
    assert answers(english) == json.loads(saved)["reponses"]


def test_complete_once_three_are_whole_and_says_what_is_missing(visit: Callable[..., Page]) -> None:
    page = visit()
    summary = page.locator("#summary[role=status]")
    expect(summary).to_contain_text("Rien n’est encore rempli")
    fill(page, "defi-07")
    fill(page, "defi-16")
    expect(summary).to_contain_text("il en faut au moins 3")
    fill(page, "defi-21", ecologie=" ", qui="")
    expect(summary).to_contain_text("incomplète")
    assert json.loads(export(page, "json"))["complet"] is False
    assert "incomplète" in export(page, "md").decode()
    page.click('#missing a:has-text("Impact écologique")')
    assert page.evaluate("document.activeElement.id") == "defi-21.ecologie"
    page.keyboard.type("moins d’appareils")
    page.click('#missing a:has-text("Qui s’en charge")')
    page.keyboard.type("Anne")
    expect(summary).to_contain_text("Stratégie complète")
    expect(page.locator("#missing li")).to_have_count(0)
    assert json.loads(export(page, "json"))["complet"] is True


@pytest.fixture
def filled(visit: Callable[..., Page]) -> Page:
    """A sheet with every entry filled in, with whatever could break a file."""
    page = visit()
    reponses = {
        f"defi-{number:02}": {name: f"{HOSTILE}{name} {'long ' * 200}" for name in (*PLAN, "note")}
        | {"choix": "maintenant", "quand": "2027-03-01", "revision": "00000000", "questions": {"ffff": HOSTILE}}
        for number in range(1, 25)
    }
    open_file(page, json.dumps(example(version=2, organisation=HOSTILE, nom=HOSTILE, reponses=reponses)))
    said(page, "Fichier repris")
    return page


def test_hostile_texts_stay_texts_in_every_format(filled: Page, site: Path, tmp_path: Path) -> None:
    saved = json.loads(export(filled, "json"))
    jsonschema.validate(saved, json.loads((site / "schemas/strategie-2.json").read_text("utf-8")))
    assert len(saved["reponses"]) == 24
    assert saved["reponses"]["defi-24"]["objectif"].startswith(HOSTILE)

    html = markdown.markdown(export(filled, "md").decode())
    assert not re.search(r"<(script|img)", html)
    assert html.count("<h1>") == 1
    assert html.count("<h3>") == 24
    times = html.count("&lt;script&gt;")
    assert times >= 24 * 7 + 2

    odt = tmp_path / "strategie.odt"
    odt.write_bytes(export(filled, "odt"))
    with zipfile.ZipFile(odt) as archive:
        assert archive.testzip() is None
        assert archive.infolist()[0].filename == "mimetype"
    document = load_odt(odt)
    text = teletype.extractText(document.text)
    assert text.count("<script>alert(1)</script>") == times
    assert "😀 مرحبا" in text
    if shutil.which("soffice") and Path("/usr/lib/libreoffice/program/soffice.bin").exists():
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        command = ["soffice", "--headless", profile, "--convert-to", "txt:Text", odt]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
        assert (tmp_path / "strategie.txt").read_text("utf-8").count("<script>alert(1)</script>") == times

    filled.click('button[value="view"]')
    assert filled.locator("#paper").inner_text().count("<script>alert(1)</script>") == times

    calendar = export(filled, "ics")
    assert all(len(line) <= 75 for line in calendar.split(b"\r\n"))
    events = icalendar.Calendar.from_ical(calendar).walk("VEVENT")
    assert len(events) == 24
    assert str(events[0].decoded("dtstart")) == "2027-03-01"
    assert "<script>alert(1)</script>" in str(events[0]["description"])
    assert filled.locator("img, .plan script").count() == 0


def test_what_has_changed_since_the_answer_is_listed(filled: Page) -> None:
    expect(filled.locator("#changed li")).to_have_count(24)
    filled.locator("#changed button").first.click()
    expect(filled.locator("#changed li")).to_have_count(23)
    assert filled.evaluate("document.activeElement.id") == "etat"
    gone = example(reponses={"defi-99": {"choix": "maintenant", "objectif": "d’avant", "revision": "aa"}})
    open_file(filled, json.dumps(gone))
    filled.click('#opening button:has-text("à côté")')
    expect(filled.locator("#changed li")).to_have_count(1)
    expect(filled.locator("#changed li")).to_contain_text("defi-99 : ce site ne le pose plus")
    assert answers(filled)["defi-99"]["objectif"] == "d’avant"


BAD = {
    "corrupted": ("{\x00", "n’est pas du JSON entier"),
    "truncated": (json.dumps(example())[:-5], "n’est pas du JSON entier"),
    "empty": ("", "n’est pas du JSON entier"),
    "huge": (b" " * 20_000_000, "dépasse 16 Mo"),
    "not text": (bytes(range(256)), "n’est pas du JSON entier"),
    "a list": ("[]", "n’est pas une stratégie exportée d’ici"),
    "null": ("null", "n’est pas une stratégie exportée d’ici"),
    "deep": ("[" * 200_000, "n’est pas du JSON entier"),
    "another format": ('{"format": "autre", "version": 1}', "n’est pas une stratégie exportée d’ici"),
    "another framework": (json.dumps(example(cadre="<b>x</b>")), "répond à un autre cadre : <b>x</b>"),
    "a later version": (json.dumps(example(version=3)), "version plus récente de cette page (format 3)"),
    "no answers": (json.dumps(example(reponses=[])), "le champ reponses"),
    "a prototype": (json.dumps(example(reponses={"__proto__": {"choix": "non"}})), "__proto__ n’est pas le nom"),
    "an unknown choice": (json.dumps(example(reponses={"defi-01": {"choix": "jamais"}})), "le champ defi-01.choix"),
    "a number": (json.dumps(example(reponses={"defi-01": {"objectif": 7}})), "le champ defi-01.objectif"),
    "no level": (json.dumps(example(reponses={"defi-01": {"niveau": "6"}})), "le champ defi-01.niveau"),
    "no questions": (json.dumps(example(reponses={"defi-01": {"questions": {"x": ""}}})), "champ defi-01.questions"),
    "no others": (json.dumps(example(reponses={"defi-01": {"autres": {"qui": "Zoé"}}})), "le champ defi-01.autres"),
    "no id": (json.dumps(example(id="<b>")), "le champ id"),
    "no date": (json.dumps(example(reponses={"defi-01": {"quand": "2026-02-31"}})), "le champ defi-01.quand"),
}  # fmt: skip


def test_bad_files_are_named_and_change_nothing(visit: Callable[..., Page]) -> None:
    page = visit()
    fill(page, "defi-07", objectif="intact")
    before = answers(page)
    for name, (content, message) in BAD.items():
        page.evaluate("document.querySelectorAll('.said').forEach(region => region.textContent = '')")
        open_file(page, content)
        said(page, message)
        said(page, "Rien n’a changé.")
        assert answers(page) == before, name


def test_a_colleagues_part_is_added_and_differences_are_shown(visit: Callable[..., Page]) -> None:
    page = visit()
    page.fill("#organisation", "Musée")
    fill(page, "defi-07", objectif="le mien", qui="")
    theirs = {
        "defi-07": plan(objectif="le leur", qui="Zoé", quand="2028-01-01", niveau="2"),
        "defi-09": plan(),
        "defi-99": plan(objectif="d’ailleurs"),
    }
    open_file(page, json.dumps(example(reponses=theirs)), "part.json")
    expect(page.locator("#opening")).to_contain_text("part.json")
    assert page.evaluate("document.activeElement.closest('#opening') !== null")
    page.keyboard.press("Enter")
    said(page, "Champs qui diffèrent\u00a0: 2.")
    found = answers(page)
    assert (found["defi-07"]["objectif"], found["defi-07"]["qui"]) == ("le mien", "Zoé")
    assert found["defi-07"]["autres"] == {"objectif": ["le leur"], "quand": ["2028-01-01"]}
    assert found["defi-09"]["objectif"] == "écrit"
    assert found["defi-99"]["objectif"] == "d’ailleurs"
    page.reload()
    expect(page.locator("#others")).to_contain_text("le leur")
    expect(page.locator("#others")).to_contain_text("1 janvier 2028")
    assert "À trancher – Défi 7" in export(page, "md").decode().replace("\u202f", " ").replace("\\", "")
    page.click('#others button:has-text("Garder les deux")')
    page.click('#others button:has-text("Prendre l’autre")')
    expect(page.locator("#others")).to_be_hidden()
    found = answers(page)["defi-07"]
    assert (found["objectif"], found["quand"], found["autres"]) == ("le mien\nle leur", "2028-01-01", {})
    field(page, "defi-07.quand").fill("2027-03-01")
    assert answers(page)["defi-07"]["quand"] == "2027-03-01"
    open_file(page, json.dumps(example(reponses=theirs)), "part.json")
    page.click('#opening button:has-text("à côté")')
    assert answers(page)["defi-07"]["objectif"] == "le leur"
    assert page.locator("#draft option").count() == 2
    open_file(page, export(page, "json"))
    said(page, "Rien n’a changé.")


def test_several_strategies_stay_side_by_side(visit: Callable[..., Page]) -> None:
    page = visit()
    page.fill("#organisation", "Musée")
    fill(page, "defi-07", objectif="cette année")
    first = json.loads(export(page, "json"))["id"]
    page.click('button[value="copy"]')
    said(page, "Copie\u00a0: Musée")
    copied = json.loads(export(page, "json"))
    assert copied["id"] != first
    assert copied["nom"] == "Copie\u00a0: Musée"
    assert copied["reponses"]["defi-07"]["objectif"] == "cette année"
    assert copied["reponses"]["defi-07"]["quand"] == ""
    field(page, "defi-07.objectif").fill("l’an prochain")
    page.reload()
    assert answers(page)["defi-07"]["objectif"] == "l’an prochain"
    page.select_option("#draft", label="Musée")
    assert answers(page)["defi-07"]["objectif"] == "cette année"
    page.click('button[value="discard"]')
    expect(field(page, "defi-07.objectif")).to_have_value("l’an prochain")
    page.click(".said button")
    assert answers(page)["defi-07"]["objectif"] == "cette année"
    page.click('button[value="new"]')
    assert answers(page) == {}


def test_examples_are_loaded_and_removed_by_one_press(visit: Callable[..., Page]) -> None:
    page = visit()
    fill(page, "defi-07", objectif="à moi")
    buttons = page.locator('button[value^="example-"]')
    for place in range(3):
        buttons.nth(place).click()
        said(page, "L’exemple est ouvert")
        expect(field(page, "organisation")).to_have_value(re.compile("inventé"))
        expect(page.locator("#summary")).to_contain_text("Stratégie complète")
        expect(page.locator("#changed li")).to_have_count(0)
        page.click('button[value="discard"]')
        said(page, "Stratégie retirée")
        assert answers(page)["defi-07"]["objectif"] == "à moi"
    assert buttons.count() == 3
    assert visit("en/" + SHEET).locator('button[value^="example-"]').count() == 3
    assert visit("de/" + SHEET).locator('button[value^="example-"]').count() == 0


def test_of_two_things_said_at_once_the_last_is_heard(visit: Callable[..., Page]) -> None:
    """Each near its own button: what was about to be said elsewhere is not."""
    page = visit()
    fill(page, "defi-07")
    page.evaluate("""for (const value of ["copy", "json"]) document.querySelector(`button[value=${value}]`).click()""")
    said(page, ".json")
    assert page.locator(".said:not(:empty)").count() == page.locator(".keep .said:not(:empty)").count() == 1


def test_a_draft_of_the_first_version_is_still_there(visit: Callable[..., Page]) -> None:
    page = visit()
    root = page.evaluate("document.body.dataset.root")
    page.evaluate("localStorage.clear()")
    old = {"organisation": "Musée", "defi-07.choix": "maintenant", "defi-07.objectif": "de 2026", "defi-98.note": "n",
           "defi-07.revision": "00000000"}  # fmt: skip
    page.evaluate("([root, old]) => Object.entries(old).forEach(([k, v]) => localStorage.setItem(root + ' ' + k, v))",
                  [root, old])  # fmt: skip
    page.reload()
    expect(field(page, "organisation")).to_have_value("Musée")
    expect(field(page, "defi-07.objectif")).to_have_value("de 2026")
    expect(page.locator("#changed li")).to_have_count(1)
    found = json.loads(export(page, "json"))
    assert (found["version"], found["reponses"]["defi-98"]["note"]) == (2, "n")
    # What the first version reads is where it was.
    assert page.evaluate("root => localStorage.getItem(root + ' defi-07.objectif')", root) == "de 2026"


def test_each_question_has_a_place_for_its_answer(visit: Callable[..., Page]) -> None:
    page = visit()
    choose(page, "defi-07", "maintenant")
    places = page.locator('[name^="defi-07.q-"]')
    assert places.count() == 7
    places.nth(1).fill("Trois semaines")
    field(page, "defi-07.niveau").evaluate("element => element.closest('details').open = true")
    field(page, "defi-07.niveau").select_option("2")
    field(page, "defi-07.cible").select_option("4")
    field(page, "defi-07.cout").select_option("mille")
    found = answers(page)["defi-07"]
    assert list(found["questions"].values()) == ["Trois semaines"]
    assert (found["niveau"], found["cible"], found["cout"]) == ("2", "4", "mille")
    text = export(page, "md").decode()
    assert "Trois semaines" in text
    assert "Des essais, portés par une personne" in text
    page.click("#defi-07 .quiet")
    expect(page.locator("#defi-07 .about")).to_contain_text("Accompagner la structuration")
    expect(page.locator("#defi-07 .hint").first).to_contain_text("Reprenez les propositions")


def test_official_wording_is_quoted_with_its_unofficial_translation(visit: Callable[..., Page]) -> None:
    page = visit("en/" + SHEET)
    fill(page, "defi-07")
    page.click("#defi-07 .quiet")
    about = page.locator("#defi-07 .about")
    expect(about.locator("blockquote [lang=fr]")).to_contain_text("Accompagner la structuration")
    expect(about).to_contain_text("(unofficial translation)")
    text = export(page, "md").decode()
    assert "> Accompagner la structuration" in text
    assert "(unofficial translation)" in text
    french = visit()
    french.click("#defi-07 .quiet")
    expect(french.locator("#defi-07 .about")).to_contain_text("Accompagner la structuration")
    expect(french.locator("#defi-07 .about")).not_to_contain_text("non officielle")


def words_of(text: str) -> list[str]:
    """The words of a document, without what only one of its forms has: marks, spaces, contents."""
    return re.findall(r"\w+", re.sub(r"&lt;|\\", "", text))


def test_screen_print_odt_and_markdown_say_the_same(visit: Callable[..., Page], tmp_path: Path) -> None:
    page = visit()
    page.click('button[value^="example-"] >> nth=1')
    page.check('input[name="defi-02.choix"][value="plus-tard"]')
    page.fill('[name="defi-02.raison"]', "l’an prochain")
    page.evaluate("window.print = () => {}")
    page.click('button[value="view"]')
    screen = words_of(page.locator("#paper").inner_text())
    page.click('button[value="print"]')
    page.emulate_media(media="print")
    assert words_of(page.locator("#paper").inner_text()) == screen
    assert page.locator("form:visible, header:visible, .band:visible, h2:visible").count() == 0
    page.emulate_media(media="screen")
    assert words_of(export(page, "md").decode()) == screen
    (tmp_path / "a.odt").write_bytes(export(page, "odt"))
    document = load_odt(tmp_path / "a.odt")
    parts = [teletype.extractText(node) for node in document.text.childNodes]
    assert words_of(" ".join(" ".join(cells(node)) for node in document.text.childNodes)) == screen, parts
    assert "Formulations officielles" in " ".join(parts)


def cells(node: object) -> Iterator[str]:
    """The texts of a table, cell by cell, or of anything else."""
    children = [each for each in getattr(node, "childNodes", []) if getattr(each, "qname", None)]
    if any(each.qname[1] in ("table-row", "table-cell", "table-header-rows", "p", "index-body") for each in children):
        for each in children:
            yield from cells(each)
    else:
        yield teletype.extractText(node)


def test_the_document_is_right_to_left_in_arabic(visit: Callable[..., Page], tmp_path: Path) -> None:
    page = visit("ar/" + SHEET)
    fill(page, "defi-07", objectif="Publier 50 % des images (CC BY).")
    assert field(page, "defi-07.objectif").evaluate("element => getComputedStyle(element).direction") == "ltr"
    (tmp_path / "a.odt").write_bytes(export(page, "odt"))
    with zipfile.ZipFile(tmp_path / "a.odt") as archive:
        styles, content = (archive.read(name).decode() for name in ("styles.xml", "content.xml"))
        meta = archive.read("meta.xml").decode()
    heading = re.search(r'style:name="Heading_20_1".*?</style:style>', styles)
    assert heading
    for wanted in ('style:font-weight-complex="bold"', 'style:font-size-complex="17pt"', 'fo:text-align="right"',
                   'style:writing-mode="rl-tb"'):  # fmt: skip
        assert wanted in heading[0]
    assert 'style:language-complex="ar"' in styles
    assert "text:page-number" in styles
    assert "text:table-of-content" in content
    assert "<dc:language>ar</dc:language>" in meta
    assert re.search(r'style-name="Standard_20_other">Publier 50', content)
    assert 'style-name="Original">Accompagner' in content


def test_pages_printed_are_few(
    visit: Callable[..., Page], chromium: Browser, site: Path, serve, tmp_path: Path
) -> None:
    def pages(page: Page) -> list[str]:
        page.pdf(path=tmp_path / "x.pdf", format="A4")
        return [sheet.extract_text() for sheet in PdfReader(tmp_path / "x.pdf").pages]

    context = chromium.new_context(java_script_enabled=False)
    bare = context.new_page()
    bare.goto(serve(site) + SHEET)
    found = pages(bare)
    assert len(found) == 2 + 3
    assert "24 Ouvrir la recherche" in found[1]
    context.close()
    page = visit()
    page.evaluate("window.print = () => {}")
    assert len(pages(page)) == 2 + 3, "blank: the meeting pack, then six cards"
    page.click('button[value^="example-"] >> nth=0')
    page.click('button[value="pack"]')
    found = pages(page)
    assert len(found) == 2 + 3
    assert "Peser l’impact écologique" in found[1]
    page.click('button[value="print"]')
    assert len(pages(page)) <= 6
    answers = {f"defi-{number:02}": {"choix": "maintenant"} for number in range(1, 25)}
    open_file(page, json.dumps(example(organisation="Toutes", reponses=answers)))
    page.click("#opening button >> nth=1")
    for folder in ("", "de/", "ar/"):
        page = visit(folder + SHEET)
        page.evaluate("window.print = () => {}")
        page.click('button[value="pack"]')
        assert len(pages(page)) == 2 + 24, "a sheet a défi"


# What each button is called, by the key of its words: what erases comes last.
BUTTONS = (
    "sheet-about", "after", "before", "sheet-odt", "sheet-view", "sheet-print", "sheet-pack-print", "sheet-json",
    "sheet-md", "sheet-ics", "sheet-new", "sheet-copy", "sheet-discard", "sheet-erase",
)  # fmt: skip
TABLE_BUTTONS = (
    "together-print", "together-set", "together-csv", "together-rows", "sheet-ics", "together-md", "sheet-defi",
    "sheet-maintenant", "sheet-plus-tard", "sheet-non", "sheet-niveau", "sheet-cible", "sheet-next", "sheet-apart",
)  # fmt: skip
# Where each word of an element is, in the window.
WORDS_AT = """element => {
    element.scrollIntoView({ block: "center" });
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) for (const match of walker.currentNode.data.matchAll(/[\\p{L}\\p{N}]+/gu)) {
        const range = document.createRange();
        range.setStart(walker.currentNode, match.index);
        range.setEnd(walker.currentNode, match.index + match[0].length);
        const { left, top, width, height } = range.getBoundingClientRect();
        found.push([left + width / 2, top + height / 2]);
    }
    return found;
}"""
COUNTED = """
    const urlOf = URL.createObjectURL;
    Object.assign(window, { prints: 0, files: 0, print: () => { prints++; } });
    URL.createObjectURL = blob => { files++; return urlOf.call(URL, blob); };
"""
# What a button may change: what is printed, given, kept, said or shown.
STATE = """() => JSON.stringify([prints, files, { ...localStorage },
    ...["#step", ".said span", "#others", "#opening:not([hidden])", ".about:not([hidden])", "#paper", "#table"]
        .map(found => document.querySelector(found)?.innerHTML)])"""


def words_of_language(language: str) -> dict[str, str]:
    """The words of a language by their keys; where one is missing, the French one."""
    words = yaml.safe_load((ROOT / "overrides/words.yaml").read_text("utf-8"))
    known = {} if language == "fr" else messages(language)
    return {key: known.get(f"interface.{key}") or unmarked(text) for key, text in words.items()}


def bare(text: str) -> str:
    """The words of a text alone: pages have its typography besides."""
    return " ".join(re.findall(r"\w+", text))


def press(page: Page, name: str) -> None:
    """Press a button by each of its words, or until it is gone: each time something has to change."""
    pattern = ".{1,4}".join(re.findall(r"\w+", name))
    button = page.locator(".tool button:visible", has_text=re.compile(f"^{pattern}[) ]*$"))
    expect(button).to_have_count(1)
    for place in range(len(button.evaluate(WORDS_AT))):
        if not button.is_visible():
            break
        page.evaluate("document.querySelectorAll('#paper, .said span').forEach(region => region.replaceChildren())")
        before = page.evaluate(STATE)
        page.mouse.click(*button.evaluate(WORDS_AT)[place])
        page.wait_for_function(f"before => ({STATE})() !== before", arg=before, timeout=5_000)
        if page.locator("#organisation").count():
            # So that there is something to erase the next time.
            field(page, "organisation").fill(f"{name} {place}")


@pytest.mark.parametrize("language", ["fr", "en", "de", "es", "it", "ca", "ar", "eu", "oc", "br"])
def test_every_button_answers_by_each_of_its_words(
    visit: Callable[..., Page], context: BrowserContext, language: str
) -> None:
    """Found by what the catalogue calls it: some of its words are of another script, in elements of their own."""
    context.add_init_script(COUNTED)
    words = words_of_language(language)
    folder = "" if language == "fr" else f"{language}/"

    def all_are(page: Page, keys: Iterable[str]) -> None:
        shown = page.locator('.tool button:visible:not([value^="example-"])').all_inner_texts()
        assert {bare(text) for text in shown} == {bare(words[key]) for key in keys}

    page = visit(folder + SHEET)
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": 375, "height": 740})
    all_are(page, BUTTONS)
    page.click('.map a[href="#defi-12"]')
    fill(page, "defi-12")
    for key in BUTTONS:
        press(page, words[key])
    for keys in (["leave"], ["beside"], ["merge", "take-both", "undo", "take-mine", "undo", "take-other"]):
        open_file(page, json.dumps(example(organisation="B", reponses={})))
        for key in keys:
            press(page, words[f"sheet-{key}"])
    page.close()

    page = visit(folder + TOGETHER)
    page.emulate_media(reduced_motion="reduce")
    one = example(reponses={"defi-07": plan(quand="2999-01-01")})
    open_files(page, {"a.json": json.dumps(one), "b.json": json.dumps(example())})
    page.locator("#notes button").wait_for()
    all_are(page, TABLE_BUTTONS)
    for key in TABLE_BUTTONS:
        press(page, words[key])


def test_nothing_covers_what_has_focus(visit: Callable[..., Page]) -> None:
    page = visit()
    page.emulate_media(reduced_motion="reduce")
    for width, height in ((1280, 800), (375, 740), (320, 256)):
        page.set_viewport_size({"width": width, "height": height})
        fill(page, "defi-01") if width == 1280 else None
        export(page, "json")
        page.focus("#organisation")
        for _ in range(40):
            page.keyboard.press("Tab")
            # The page scrolls to it in a frame of its own.
            covered = page.evaluate("""async () => {
                await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
                const element = document.activeElement, box = element.getBoundingClientRect();
                const points = [.1, .5, .9].map(part => [box.left + box.width * part, box.top + box.height * part]);
                const seen = points.filter(([x, y]) => {
                    const top = document.elementFromPoint(x, y);
                    return top && (element.contains(top) || top.contains(element) || top.closest("label"));
                });
                return seen.length ? "" : element.outerHTML.slice(0, 200);
            }""")
            assert covered == "", (width, covered)


def test_one_at_a_time_on_a_phone(visit: Callable[..., Page]) -> None:
    page = visit()
    page.set_viewport_size({"width": 375, "height": 740})
    assert page.locator("fieldset:visible").count() == 1
    expect(page.locator("#step")).to_contain_text("Défi 1 sur 24")
    page.click("#after")
    assert page.evaluate("document.activeElement.id") == "defi-02"
    expect(page.locator("#step")).to_contain_text("Défi 2 sur 24")
    page.click('.map a[href="#defi-24"]')
    assert page.locator("fieldset:visible").get_attribute("id") == "defi-24"
    assert page.locator("#after").is_disabled()


def test_few_elements_at_first(visit: Callable[..., Page]) -> None:
    page = visit()
    assert page.locator("*").count() <= 650


def test_a_browser_that_refuses_storage_still_works(
    chromium: Browser, site: Path, serve: Callable[[Path], str]
) -> None:
    page = open_page(chromium, serve(site))
    refuse = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError') } })"
    page.add_init_script(refuse)
    page.goto(SHEET)
    expect(page.locator("#kept")).to_contain_text("refuse de garder")
    fill(page, "defi-07")
    assert answers(page)["defi-07"]["qui"] == "écrit"
    page.context.close()


def test_a_full_storage_is_said_and_loses_nothing_on_the_page(visit: Callable[..., Page]) -> None:
    page = visit()
    fill(page, "defi-07", objectif="avant")
    page.evaluate("""() => {
        for (let size = 1 << 22, key = 0; size; size >>= 1) {
            try { for (;;) localStorage.setItem("filler " + key++, "x".repeat(size)); } catch {}
        }
    }""")
    field(page, "defi-07.objectif").fill("après " * 100)
    expect(page.locator("#summary")).to_contain_text("n’a plus de place")
    expect(page.locator("#kept")).to_contain_text("n’a plus de place")
    assert answers(page)["defi-07"]["objectif"] == "après " * 100


def test_without_javascript_it_is_a_whole_form(chromium: Browser, site: Path, serve: Callable[[Path], str]) -> None:
    context = chromium.new_context(java_script_enabled=False, base_url=serve(site))
    page = context.new_page()
    page.goto(SHEET)
    assert page.locator("fieldset textarea:visible").count() == 24
    assert page.locator(".card textarea:visible").count() == 3 * 7
    expect(page.locator(".notice.unscripted")).to_contain_text("demandent JavaScript")
    assert page.locator("button:visible, input[type=file]:visible").count() == 0
    page.goto(TOGETHER)
    expect(page.locator(".unscripted")).to_be_visible()
    context.close()


def test_a_saved_copy_works_offline(chromium: Browser, site: Path, tmp_path: Path) -> None:
    """As a browser saves it: the page, and what it loads beside it."""
    text = (site / SHEET / "index.html").read_text("utf-8")
    for name in re.findall(r'(?:href|src)="\.\./(worksheet\.[0-9a-f]{8}\.\w+)"', text):
        shutil.copy(site / name, tmp_path / name)
    (tmp_path / "copie.html").write_text(text.replace('"../worksheet.', '"worksheet.'), "utf-8")
    context = chromium.new_context(offline=True, accept_downloads=True)
    page = context.new_page()
    page.goto((tmp_path / "copie.html").as_uri())
    fill(page, "defi-07", objectif="hors ligne")
    page.reload()
    assert answers(page)["defi-07"]["objectif"] == "hors ligne"
    assert page.evaluate("getComputedStyle(document.querySelector('fieldset')).borderTopStyle") == "solid"
    context.close()


def violations(page: Page) -> list[str]:
    page.evaluate(AXE_SCRIPT)
    results = page.evaluate("options => axe.run(options)", OPTIONS)
    # axe can't tell what is behind what stays in sight at the head of a small window: its own ground is.
    doubtful = [rule for rule in results["incomplete"] if any(node["target"] != ["#step"] for node in rule["nodes"])]
    found = results["violations"] + doubtful
    return [f"{rule['id']}: {node['target']}: {node['failureSummary']}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_axe_finds_nothing_in_any_state(filled: Page, visit: Callable[..., Page], scheme: str, width: int) -> None:
    together = visit(TOGETHER)
    open_files(
        together, {"a.json": json.dumps(example()), "b.json": json.dumps(example(organisation="B")), "c.json": "{"}
    )
    said(together, "Fichiers refusés : 1")
    for page in (filled, together):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        assert violations(page) == []
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    filled.click('button[value="erase"]')
    filled.click('.map a[href="#defi-02"]')
    filled.click("#defi-02 .quiet")
    filled.click('.map a[href="#defi-01"]')
    choose(filled, "defi-01", "plus-tard")
    filled.click('button[value="view"]')
    open_file(filled, json.dumps(example(organisation="Autre")))
    expect(filled.locator("#opening")).to_be_visible()
    filled.click("#opening button >> nth=0")
    said(filled, "C’est réuni.")
    expect(filled.locator("#others")).to_be_hidden()
    open_file(filled, "{")
    said(filled, "Rien n’a changé")
    assert violations(filled) == []


def open_files(page: Page, files: dict[str, str]) -> None:
    buffers = [{"name": name, "mimeType": "application/json", "buffer": text.encode()} for name, text in files.items()]
    page.set_input_files("#files", buffers)


def test_strategies_are_put_together_as_the_command_does(visit: Callable[..., Page], tmp_path: Path) -> None:
    both = plan(objectif="<b>à deux</b> *gras*", niveau="2", cible="3", cout="mille", questions={"ffff": "ancienne"})
    files = {
        "musee.json": example(
            version=2, id="ab12", organisation='Musée "A", B', nom="2027", enregistre="2026-10-01T10:00:00.000Z",
            reponses={"defi-07": both, "defi-02": {"choix": "non"}, "defi-99": plan(autres={"qui": ["Zoé"]})},
        ),
        "musee-avant.json": example(version=2, id="ab12", organisation="Musée A", enregistre="2026-09-01T10:00:00Z"),
        "ville.json": example(
            organisation="=cmd()",
            reponses={
                "defi-07": both | {"niveau": "3"}, "defi-24": {"choix": "plus-tard"}, "defi-01": plan(),
                "defi-03": plan(),
            },
        ),
        "sans-nom.json": example(organisation=" ", reponses={"defi-02": plan(objectif="x;y,z\n" * 30)}),
        "copie.json": example(organisation=" ", reponses={"defi-02": plan(objectif="x;y,z\n" * 30)}),
    }  # fmt: skip
    for name, value in files.items():
        (tmp_path / name).write_text(json.dumps(value, ensure_ascii=False), "utf-8")
    paths = [tmp_path / name for name in files]
    page = visit(TOGETHER)
    page.set_input_files("#files", paths)
    said(page, "Stratégies réunies\u00a0: 3. Fichiers refusés\u00a0: 0.")
    expect(page.locator("#notes li")).to_have_count(2)
    expect(page.locator("#notes")).to_contain_text("musee.json est plus récent que musee-avant.json")
    for names in (False, True):
        page.set_checked("#names", names)
        for kind, arguments in {
            "csv": ["merge"], "rows": ["merge", "--as", "rows"], "ics": ["merge", "--as", "ics"],
            "set": ["merge", "--as", "set"], "md": ["report"],
        }.items():  # fmt: skip
            command = run(ROOT, "macros", "strategie", *arguments, *(["--names"] if names else []), *map(str, paths))
            assert command.returncode == 0, command.stderr
            exported = export(page, kind).decode("utf-8-sig")
            assert exported.replace("\r\n", "\n") == command.stdout.replace("\r\n", "\n"), (kind, names)
            assert ("Musée" in exported) == (names or kind == "set"), (kind, names)
    assert "'=cmd()" in export(page, "rows").decode()
    saved = export(page, "set")
    page.click('#notes button:has-text("Compter à part")')
    said(page, "Stratégies réunies\u00a0: 4.")
    page.reload()
    open_files(page, {"ensemble.json": saved.decode()})
    said(page, "Stratégies réunies\u00a0: 3.")
    assert export(page, "set") == saved
    page.click("main details summary >> nth=0")
    page.click('button:has-text("Retirer =cmd()")')
    said(page, "Retirée\u00a0: =cmd()")
    assert page.locator("#shared details").count() == 0


def test_the_table_sorts_and_filters_by_keyboard(visit: Callable[..., Page]) -> None:
    page = visit(TOGETHER)
    one = {"defi-24": plan(objectif="<b>à deux</b>", qui="Anne"), "defi-03": {"choix": "non"}}
    open_files(page, {
        "a.json": json.dumps(example(organisation="A", reponses=one | {"defi-07": plan()})),
        "b.json": json.dumps(example(organisation="B", reponses=one)),
    })  # fmt: skip
    said(page, "Stratégies réunies\u00a0: 2.")
    rows = page.locator("#table tbody tr")
    assert rows.count() == 24
    page.focus('#table button:has-text("Maintenant")')
    page.keyboard.press("Enter")
    expect(rows.first).to_contain_text("24. Ouvrir la recherche")
    expect(page.locator("#table th[aria-sort=ascending]")).to_have_text("Maintenant")
    assert page.evaluate("document.activeElement.textContent") == "Maintenant"
    page.keyboard.press("Enter")
    expect(rows.last).to_contain_text("24. Ouvrir la recherche")
    page.select_option("#axe", "axe-1")
    assert rows.count() == 5
    expect(page.locator("#result")).not_to_contain_text("Anne")
    page.check("#names")
    expect(page.locator("#table thead")).to_contain_text("Qui")
    page.click("#shared summary >> nth=0")
    expect(page.locator("#shared")).to_contain_text("<b>à deux</b>")
    expect(page.locator("#shared")).to_contain_text("1 mars 2027")
    cell = page.locator('.heat a[href*="/24/"]')
    expect(cell).to_contain_text("2/2")
    part = "element => getComputedStyle(element.querySelector('i')).getPropertyValue('--part')"
    assert (cell.evaluate(part), page.locator('.heat a[href*="/07/"]').evaluate(part)) == ("1", "0.5")


def test_a_hundred_files_of_all_kinds_make_four_pages(visit: Callable[..., Page], tmp_path: Path) -> None:
    page = visit(TOGETHER)
    files = {}
    for number in range(100):
        answers = {
            f"defi-{1 + (number + step) % 24:02}": plan(quand=f"20{27 + step % 2}-{1 + step:02}-15")
            for step in range(8)
        }
        later = {"version": 2, "id": f"{number:x}"} if number % 2 else {}
        files[f"f{number}.json"] = json.dumps(
            example(organisation=f"Lieu {number // 2 * 2}", reponses=answers, **later)
        )
    files |= {
        f"bad{number}.json": content for number, (content, _) in enumerate(BAD.values()) if isinstance(content, str)
    }
    files |= {f"again{number}.json": files[f"f{2 * number}.json"] for number in range(5)}
    open_files(page, files)
    refused = len(files) - 105
    said(page, f"Stratégies réunies\u00a0: 50. Fichiers refusés\u00a0: {refused}.")
    expect(page.locator("#problems li")).to_have_count(refused)
    expect(page.locator("#notes li")).to_have_count(50 + 5)
    expect(page.locator("#notes li", has_text="again")).to_have_count(5)
    page.pdf(path=tmp_path / "x.pdf", format="A4")
    texts = [sheet.extract_text() for sheet in PdfReader(tmp_path / "x.pdf").pages]
    assert len(texts) <= 4
    assert "Lieu" not in "".join(texts)
    assert "Ouvrir la recherche" in "".join(texts)
