"""The workflow of translators, and what readers see of it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import html5lib
import pytest
from conftest import ROOT, build, copy_project, run
from py3langid.langid import MODEL_FILE, LanguageIdentifier
from test_accessibility import violations
from test_browser import open_page

from macros.site.build import Build
from macros.source import data as strategy_data
from macros.source.settings import languages_of
from macros.words import project as project_module
from macros.words.collation import sort_key

PAGE = "docs/fr/defis/01.md"
ENGLISH = "docs/en/defis/01.md"


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """A copy of the tiny project, under git."""
    project = copy_project(tmp_path / "history", ROOT / "tests" / "mini")
    for command in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", *command], cwd=project, check=True)
    return project


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new, 1), "utf-8")


def first_sentence(path: Path, section: str) -> str:
    """The first words under a heading."""
    return path.read_text("utf-8").partition(f"{{#{section}}}")[2].strip().splitlines()[0][:40]


def section_of(project: Path) -> str:
    """A section that the original and its French translation share."""
    return re.findall(r"^## .*\{#([a-z-]+)\}", (project / ENGLISH).read_text("utf-8"), re.MULTILINE)[0]


def test_change_of_the_original_outdates_its_section_alone(history: Path) -> None:
    section = section_of(history)
    words = first_sentence(history / ENGLISH, section)
    edit(history / ENGLISH, words, "Something new. " + words)
    report = run(history, "macros", "translations").stdout
    assert report.count(f"older than the original: {PAGE}#") == 1
    assert f"older than the original: {PAGE}#{section}" in report
    assert re.search(r"^ +\+.*Something new\.", report, re.MULTILINE), "the change is shown"
    assert re.search(r"^ +-" + re.escape(words[:20]), report, re.MULTILINE)
    site = build(history)
    page = (site / "fr" / "defis" / "01" / "index.html").read_text("utf-8")
    assert f'href="../../../defis/01/#{section}"' in page.partition("</div>")[2]
    assert "La version d’origine a changé depuis cette traduction" in page.replace("\u202f", " ")


def test_accepting_a_section_records_it(history: Path) -> None:
    section = section_of(history)
    words = first_sentence(history / ENGLISH, section)
    edit(history / ENGLISH, words, "Something new. " + words)
    result = run(history, "macros", "translations", "--accept", f"fr/defis/01.md#{section}")
    assert result.returncode == 0, result.stderr
    assert "older than the original: " not in result.stdout
    assert "a changé depuis" not in (build(history) / "fr" / "defis" / "01" / "index.html").read_text("utf-8")


def test_minor_change_outdates_nothing(history: Path) -> None:
    section = section_of(history)
    words = first_sentence(history / ENGLISH, section)
    edit(history / ENGLISH, words, words + " ")
    edit(history / ENGLISH, words, words.replace(" ", " , ", 1))
    assert "older than the original: " in run(history, "macros", "translations").stdout
    result = run(history, "macros", "translations", "--minor", f"defis/01.md#{section}")
    assert result.returncode == 0, result.stderr
    assert "older than the original: " not in result.stdout
    # A second change, not minor, outdates it again.
    edit(history / ENGLISH, f"{{#{section}}}\n", f"{{#{section}}}\n\nSomething else.\n")
    assert f"older than the original: {PAGE}#{section}" in run(history, "macros", "translations").stdout


def test_spaces_outdate_nothing(history: Path) -> None:
    path = history / ENGLISH
    path.write_text(path.read_text("utf-8").replace("\n\n", "\n\n\n"), "utf-8")
    assert "older than the original: " not in run(history, "macros", "translations").stdout


@pytest.mark.parametrize("option", ["--accept", "--minor"])
def test_unknown_target_is_refused(option: str, history: Path) -> None:
    result = run(history, "macros", "translations", option, "fr/defis/99.md#nowhere")
    assert result.returncode == 1
    assert "names no page or section" in result.stderr


def test_review_takes_one_line_and_changes_the_notice(mini: Path) -> None:
    (mini / "data" / "langues.yaml").write_text(
        'relectures:\n  - {langue: fr, page: defis/01.md, par: Jeanne Exemple, date: "2026-12-01"}\n', "utf-8"
    )
    site = build(mini)
    reviewed = (site / "fr/defis/01/index.html").read_text("utf-8")
    assert "Traduction relue par Jeanne Exemple, 1 décembre 2026" in reviewed
    assert "que personne n’a encore relue" not in reviewed
    assert "que personne n’a encore relue" in (site / "fr/index.html").read_text("utf-8")


def test_language_is_offered_once_titles_and_summaries_are_there(mini: Path) -> None:
    path = mini / "translations" / "ar.po"
    text = re.sub(
        r'(msgctxt "defi-02.titre"\n(?:msgid .*\n(?:".*"\n)*))msgstr "(?:.*)"', r'\1msgstr ""', path.read_text("utf-8")
    )
    path.write_text(text, "utf-8")
    site = build(mini)
    assert 'hreflang="ar"' not in (site / "fr/defis/01/index.html").read_text("utf-8")
    assert 'lang="ar"' not in (site / "404.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('{{ questions("defi-01") }}', "", r"macros differ from the original: missing \{\{ questions"),
        ("](", "](../plan.md) [x](", r"links differ from the original.*in excess \(../plan.md\)"),
    ],
)
def test_translation_that_differs_in_structure_is_told(old: str, new: str, said: str, mini: Path) -> None:
    path = mini / PAGE
    if old not in path.read_text("utf-8"):
        path.write_text(path.read_text("utf-8").rstrip() + "\n\n[mots](../index.md)\n", "utf-8")
    edit(path, old, new)
    result = run(mini, "macros", "check")
    assert result.returncode == 1
    assert re.search(rf"{PAGE}:\d+: in the section .*{said}", result.stderr), result.stderr


def test_language_declared_complete_lacks_nothing(mini: Path) -> None:
    (mini / "data" / "langues.yaml").write_text("langues:\n  - {id: ar, catalogue: true, prose: true}\n", "utf-8")
    output = run(mini, "macros", "check").stderr
    assert (
        "docs/ar/defis/01.md:1: ar is declared complete in data/langues.yaml, but this page is not translated" in output
    )
    assert run(mini, "macros", "build").returncode == 0, "the site is built all the same"


def test_foreign_word_in_a_translation_is_marked(mini: Path) -> None:
    path = mini / "translations" / "fr.po"
    text = re.sub(
        r'(msgctxt "defi-01.titre"\n(?:msgid .*\n))msgstr ".*"',
        r'\1msgstr "Un [[en:open call]] pour tous"',
        path.read_text("utf-8"),
    )
    path.write_text(text, "utf-8")
    page = (build(mini) / "fr/defis/01/index.html").read_text("utf-8")
    assert 'Un <span lang="en">open call</span> pour tous' in page
    assert "<title>Défi 1\u202f: Un open call pour tous – " in page


def test_templates_hold_no_words() -> None:
    """Text outside tags and Jinja in the templates has no letters but names of formats."""
    for path in (ROOT / "overrides").rglob("*.html"):
        text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", path.read_text("utf-8"), flags=re.DOTALL)
        text = re.sub(r"<[^>]*>", " ", text)
        assert re.findall(r"[A-Za-zÀ-ÿ]{2,}", text) == [], path
        for name in ("aria-label", "title", "alt"):
            assert not re.search(rf'{name}="[^"{{]*[A-Za-z]', path.read_text("utf-8")), path


def texts(element, language: str) -> Iterator[tuple[str, str]]:
    """Each run of text of a page with the language it is marked as; links to sources aside."""
    language = "" if element.get("translate") == "no" else element.get("lang", language)
    if element.tag in ("p", "li", "dd", "h1", "h2", "h3", "caption", "blockquote"):
        own = " ".join([element.text or "", *(
            (child.text or "") + (child.tail or "") if child.get("lang", language) == language else (child.tail or "")
            for child in element if child.tag in ("a", "b", "em", "strong", "span", "br", "small")
        )])  # fmt: skip
        yield " ".join(own.split()), language
    for child in element:
        yield from texts(child, language)


def test_each_paragraph_is_in_the_language_it_says(site: Path) -> None:
    _, languages = languages_of(ROOT)
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(languages)
    wrong, seen = [], 0
    for code in languages:
        folder = site if code == languages[0] else site / code
        for page in ("defis/07", "defis", "actions", "glossaire", "", "facile"):
            html = (folder / page / "index.html").read_text("utf-8")
            document = html5lib.parse(html, namespaceHTMLElements=False)
            for text, language in texts(document.find("body"), code):
                # Short texts and lists of names have no language to tell.
                if len(text.split()) < 14 or not language or language not in languages:
                    continue
                seen += 1
                found = identifier.classify(text)[0]
                if found != language:
                    wrong.append(f"{code}/{page} [{language}, found {found}] {text[:90]}")
    assert seen > 1500
    # Neighbouring languages are told apart in nearly all cases; a page in the wrong one would show at once.
    assert len(wrong) <= seen * 0.01, "\n".join(wrong[:40])


def pseudo(text: str) -> str:
    """A text made 40 % longer and accented, its placeholders kept: what a long language would do."""
    table = str.maketrans("aeiouyAEIOUcn", "àéîôûÿÀÉÎÔÛçñ")
    parts = re.split(r"(\{\w+\})", text)
    accented = "".join(part if part.startswith("{") else part.translate(table) for part in parts)
    end = "?" if text.endswith("?") else ""
    return accented.removesuffix("?").rstrip() + " " + "ŵôŗđ " * max(1, len(text) * 2 // 25) + end


def test_pseudo_language_fits_everywhere(tmp_path: Path, chromium, serve) -> None:
    project = copy_project(tmp_path / "pseudo")
    edit(project / "mkdocs.yml", "{locale: de, name: Deutsch, build: true}", "{locale: eo, name: Psêûdô, build: true}")
    from macros.words import catalogue, extraction

    source = catalogue.read(project / "translations/de.po", "de.po")
    for message in source:
        message.msgstr = pseudo(message.msgid)
    (project / "translations/eo.po").write_bytes(extraction.po_bytes(source))
    home = (project / "docs/de/index.md").read_text("utf-8")
    (project / "docs/eo").mkdir()
    (project / "docs/eo/index.md").write_text(home, "utf-8")
    site = build(project, LANGS="fr,eo")
    page = chromium.new_page(viewport={"width": 320, "height": 800})
    addresses = (
        "eo/",
        "eo/defis/",
        "eo/defis/07/",
        "eo/actions/04/",
        "eo/axes/2/",
        "eo/glossaire/",
        "eo/traductions/",
        "eo/errata/",
    )
    for address in addresses:
        page.goto(serve(site) + address)
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 320, address
    page.close()
    found = violations(open_page(chromium, serve(site)), list(addresses), [("light", 320), ("dark", 1280)])
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("language", "ordered"),
    [
        ("fr", ["dépôt", "Économie", "égalité", "ère"]),
        ("es", ["nube", "ñandú", "obra"]),
        ("br", ["ctenn", "chal", "c’hoari", "daou"]),
    ],
)
def test_words_are_sorted_as_the_language_sorts_them(language: str, ordered: list[str]) -> None:
    assert sorted(set(ordered), key=lambda word: sort_key(word, language)) == ordered


def test_progress_page_says_what_the_files_say(site: Path) -> None:
    default, languages = languages_of(ROOT)
    loaded = project_module.load(ROOT, languages, default)
    html = html5lib.parse((site / "traductions/index.html").read_text("utf-8"), namespaceHTMLElements=False)
    rows = {
        row.find("th/a").get("lang"): [cell.text for cell in row.findall("td")] for row in html.findall(".//tbody/tr")
    }
    for state in Build(loaded).progress:
        messages, pages, older, reviewed = rows[state.language.code]
        # Thousands are set apart.
        assert re.sub(r"\D", "", messages.partition("sur")[0]) == str(state.translated_messages)
        assert pages.startswith(f"{state.translated_pages} sur")
        assert (older, reviewed) == (str(sum(map(len, state.older.values()))), str(state.reviewed))


def test_catalogues_of_every_language_are_complete() -> None:
    default, languages = languages_of(ROOT)
    for state in Build(project_module.load(ROOT, languages, default)).progress:
        assert state.missing == (), state.language.code


def test_dates_and_numbers_follow_the_language(site: Path) -> None:
    strategy = strategy_data.load(ROOT)
    assert 105302 in [figure.valeur for figure in strategy.strategy.consultation.chiffres]
    for code, written in (("", "105\u202f302"), ("en", "105,302"), ("de", "105.302"), ("ca", "105.302")):
        assert written in (site / code / "demarche" / "index.html").read_text("utf-8"), code
