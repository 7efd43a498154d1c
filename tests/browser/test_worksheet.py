"""The worksheet in a real browser: typed, kept, exported, opened again, put together, attacked."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import icalendar
import jsonschema
import markdown
import pytest
from axe_playwright_python.base import AXE_SCRIPT
from odf import teletype
from odf.opendocument import load as load_odt
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.support.axe import OPTIONS
from tests.support.projects import ROOT, run
from tests.support.visits import open_page
from tests.support.worksheets import example

SHEET, TOGETHER = "batir-sa-strategie/", "strategies-ensemble/"
PLAN = ("objectif", "premier_pas", "qui", "quand", "indicateur", "ecologie")
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
    """The live region says this."""
    expect(page.locator("#said[role=status]")).to_contain_text(text)


def test_filled_with_the_keyboard_alone(visit: Callable[..., Page]) -> None:
    page = visit()
    page.focus("#organisation")
    page.keyboard.type("Musée de l’Écran")
    page.focus('input[name="defi-01.choix"]')
    page.keyboard.press("Space")
    for text in ("objectif", "premier pas", "Anne", "03/01/2027", "indicateur", "impact"):
        # A date has several stops.
        for _ in range(5):
            page.keyboard.press("Tab")
            if page.evaluate("!document.activeElement.value"):
                break
        page.keyboard.type(text)
    given = answers(page)["defi-01"]
    assert [given[name] for name in PLAN if name != "quand"] == [
        "objectif",
        "premier pas",
        "Anne",
        "indicateur",
        "impact",
    ]
    assert re.fullmatch(r"2027-0[13]-0[13]", given["quand"])


def test_only_what_the_choices_need_is_shown(visit: Callable[..., Page]) -> None:
    page = visit()
    expect(field(page, "defi-03.objectif")).to_be_hidden()
    expect(field(page, "defi-03.raison")).to_be_hidden()
    choose(page, "defi-03", "non")
    expect(field(page, "defi-03.raison")).to_be_visible()
    choose(page, "defi-03", "maintenant")
    expect(field(page, "defi-03.objectif")).to_be_visible()
    expect(field(page, "defi-03.raison")).to_be_hidden()
    cell = page.locator('.overview a[href="#defi-03"]')
    expect(cell).to_contain_text("(Maintenant)")
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
    field(page, "defi-02.raison").fill("pas nous")
    saved = export(page, "json")
    said(page, "Fichier exporté : 24-defis-musee-strategie.json")
    page.click('button[value="erase"]')
    said(page, "Tout est effacé.")
    assert answers(page) == {}
    page.reload()
    assert answers(page) == {}
    open_file(page, saved)
    said(page, "Fichier repris : strategie.json")
    again = json.loads(export(page, "json"))
    before = json.loads(saved)
    assert again | {"enregistre": ""} == before | {"enregistre": ""}


def test_begun_in_french_and_opened_in_english(visit: Callable[..., Page], context: BrowserContext) -> None:
    french = visit()
    fill(french, "defi-16", objectif="Nos mots")
    saved = export(french, "json")
    question = french.locator("#defi-16 .plan li").first.inner_text()
    english = visit("en/" + SHEET)
    expect(field(english, "defi-16.objectif")).to_have_value("Nos mots")
    assert english.locator("#defi-16 .plan li").first.inner_text() != question
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
        f"defi-{number:02}": {name: f"{HOSTILE}{name} {'long ' * 200}" for name in PLAN}
        | {"choix": "maintenant", "quand": "2027-03-01", "revision": "00000000"}
        for number in range(1, 25)
    }
    open_file(page, json.dumps(example(organisation=HOSTILE, reponses=reponses)))
    said(page, "Fichier repris")
    return page


def test_hostile_texts_stay_texts_in_every_format(filled: Page, site: Path, tmp_path: Path) -> None:
    saved = json.loads(export(filled, "json"))
    jsonschema.validate(saved, json.loads((site / "schemas/strategie-1.json").read_text("utf-8")))
    assert len(saved["reponses"]) == 24
    assert saved["reponses"]["defi-24"]["objectif"].startswith(HOSTILE)

    html = markdown.markdown(export(filled, "md").decode())
    assert not re.search(r"<(script|img)", html)
    assert html.count("&lt;script&gt;") == 24 * 5 + 1
    assert html.count("<h2>") == 24
    assert html.count("<h1>") == 1

    odt = tmp_path / "strategie.odt"
    odt.write_bytes(export(filled, "odt"))
    with zipfile.ZipFile(odt) as archive:
        assert archive.testzip() is None
        assert archive.infolist()[0].filename == "mimetype"
    document = load_odt(odt)
    text = teletype.extractText(document.text)
    assert text.count("<script>alert(1)</script>") == 24 * 5 + 1
    assert "😀 مرحبا" in text
    if shutil.which("soffice") and Path("/usr/lib/libreoffice/program/soffice.bin").exists():
        command = [
            "soffice",
            "--headless",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--convert-to",
            "txt:Text",
            odt,
        ]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
        assert (tmp_path / "strategie.txt").read_text("utf-8").count("<script>alert(1)</script>") == 24 * 5 + 1

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
    "a later version": (json.dumps(example(version=2)), "version plus récente de cette page (format 2)"),
    "no answers": (json.dumps(example(reponses=[])), "le champ reponses"),
    "a prototype": (json.dumps(example(reponses={"__proto__": {"choix": "non"}})), "__proto__ n’est pas le nom"),
    "an unknown choice": (json.dumps(example(reponses={"defi-01": {"choix": "jamais"}})), "le champ defi-01.choix"),
    "a number": (json.dumps(example(reponses={"defi-01": {"objectif": 7}})), "le champ defi-01.objectif"),
    "no date": (json.dumps(example(reponses={"defi-01": {"quand": "2026-02-31"}})), "le champ defi-01.quand"),
}  # fmt: skip


def test_bad_files_are_named_and_change_nothing(visit: Callable[..., Page]) -> None:
    page = visit()
    fill(page, "defi-07", objectif="intact")
    before = answers(page)
    for name, (content, message) in BAD.items():
        page.evaluate("document.querySelector('#said').textContent = ''")
        open_file(page, content)
        said(page, message)
        expect(page.locator("#said"), name).to_contain_text("Rien n’a changé.")
        assert answers(page) == before, name


def test_no_answer_replaces_others_without_asking(context: BrowserContext, visit: Callable[..., Page]) -> None:
    page = visit()
    fill(page, "defi-07", objectif="à moi")
    refusing = context.new_page()
    asked: list[str] = []
    refusing.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    refusing.goto(page.url)
    open_file(refusing, json.dumps(example()))
    refusing.click('button[value="erase"]')
    expect(field(refusing, "defi-07.objectif")).to_have_value("à moi")
    assert len(asked) == 2


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
    said(page, "n’a plus de place")
    expect(page.locator("#kept")).to_contain_text("n’a plus de place")
    assert answers(page)["defi-07"]["objectif"] == "après " * 100


def test_without_javascript_it_is_a_whole_form(chromium: Browser, site: Path, serve: Callable[[Path], str]) -> None:
    context = chromium.new_context(java_script_enabled=False, base_url=serve(site))
    page = context.new_page()
    page.goto(SHEET)
    expect(page.locator("fieldset textarea").first).to_be_visible()
    assert page.locator("fieldset textarea:visible").count() == 24 * 6
    expect(page.locator(".unscripted")).to_contain_text("demandent JavaScript")
    assert page.locator("button:visible, input[type=file]:visible").count() == 0
    page.goto(TOGETHER)
    expect(page.locator(".unscripted")).to_be_visible()
    context.close()


def test_prints_blank_or_as_it_is_filled(visit: Callable[..., Page]) -> None:
    page = visit()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("fieldset:visible").count() == 24
    assert page.locator("fieldset textarea:visible").count() == 24 * 6
    assert page.locator("button:visible, nav:visible").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    fill(page, "defi-07", objectif="une ligne\n" * 12)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("fieldset:visible").count() == 1
    area = field(page, "defi-07.objectif")
    assert area.evaluate("element => element.scrollHeight <= element.clientHeight + 1"), "the whole text is shown"


def test_a_saved_copy_works_offline(chromium: Browser, site: Path, tmp_path: Path) -> None:
    """As a browser saves it: the page, and what it loads beside it."""
    text = (site / SHEET / "index.html").read_text("utf-8")
    for name in re.findall(r'(?:href|src)="\.\./((?:tools|worksheet)\.[0-9a-f]{8}\.\w+)"', text):
        shutil.copy(site / name, tmp_path / name)
    (tmp_path / "copie.html").write_text(re.sub(r'"\.\./((?:tools|worksheet)\.)', r'"\1', text), "utf-8")
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
    # axe can't tell what is behind the message that stays in sight at the foot of the window: its own ground is.
    doubtful = [rule for rule in results["incomplete"] if any(node["target"] != ["#said"] for node in rule["nodes"])]
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
    choose(filled, "defi-01", "plus-tard")
    open_file(filled, "{")
    said(filled, "Rien n’a changé")
    assert violations(filled) == []


def open_files(page: Page, files: dict[str, str]) -> None:
    buffers = [{"name": name, "mimeType": "application/json", "buffer": text.encode()} for name, text in files.items()]
    page.set_input_files("#files", buffers)


def test_strategies_are_put_together_as_the_command_does(visit: Callable[..., Page], tmp_path: Path) -> None:
    both = {"choix": "maintenant", "objectif": "<b>à deux</b>", "qui": "Anne", "quand": "2027-03-01"}
    files = {
        "musee.json": example(organisation='Musée "A", B', reponses={"defi-07": both, "defi-02": {"choix": "non"}}),
        "ville.json": example(organisation="=cmd()", reponses={"defi-07": both, "defi-24": {"choix": "plus-tard"}}),
        "sans-nom.json": example(organisation=" ", reponses={"defi-02": {"choix": "maintenant"}}),
    }
    for name, value in files.items():
        (tmp_path / name).write_text(json.dumps(value, ensure_ascii=False), "utf-8")
    page = visit(TOGETHER)
    page.set_input_files("#files", [tmp_path / name for name in files])
    said(page, "Stratégies réunies : 3. Fichiers refusés : 0.")
    assert page.locator("#shared h4").all_inner_texts() == ["Défi 7 : Faire une place à la création numérique"]
    expect(page.locator("#shared")).to_contain_text("<b>à deux</b>")
    expect(page.locator('.heat a[href="#defi-07"]')).to_have_attribute("data-heat", "3")
    expect(page.locator('.heat a[href="#defi-01"]')).to_have_attribute("data-heat", "0")
    with page.expect_download() as download:
        page.click("#csv")
    exported = Path(download.value.path()).read_bytes().decode("utf-8-sig")
    command = run(ROOT, "macros", "strategie", "merge", *(str(tmp_path / name) for name in files))
    assert command.returncode == 0, command.stderr
    assert exported.replace("\r\n", "\n") == command.stdout.replace("\r\n", "\n")
    assert "'=cmd()" in exported
    page.click('button:has-text("Retirer =cmd()")')
    said(page, "Retirée : =cmd()")
    assert page.locator("#shared h4").count() == 0
