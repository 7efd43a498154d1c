"""Every fault an editor can make: file, line, what is wrong, what to write; nothing lost.

Each case spoils a copy of the tiny project and expects, in order, the file and line,
the entry or field, words that say what is wrong and words that say what to do.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.projects import run

DATA, PO, PAGE = "data/defis.yaml", "translations/fr.po", "docs/en/defis/01.md"


@dataclass(frozen=True)
class Case:
    """A way to spoil a project, and what must be said of it."""

    file: str
    spoil: Callable[[str], str]
    said: str
    marked: str = ""
    # The line that must be named: the first that has `marked` after spoiling, or 1.


def after(pattern: str, added: str) -> Callable[[str], str]:
    """Adds text after the first match of a pattern."""
    return replaced(pattern, lambda match: match[0] + added)


def replaced(pattern: str, by: str | Callable[[re.Match[str]], str]) -> Callable[[str], str]:
    """Replaces the first match of a pattern."""

    def spoil(text: str) -> str:
        spoiled, count = re.subn(pattern, by, text, count=1, flags=re.MULTILINE)
        assert count, pattern
        return spoiled

    return spoil


def literally(text: str) -> Callable[[re.Match[str]], str]:
    return lambda match: text


CASES = {
    "broken YAML": Case(DATA, replaced(r"^axes:", "axes: ["), r"not sound YAML.*Check indentation"),
    "tab in YAML": Case(DATA, after(r"^axes:\n", "\t- id: x\n"), r"not sound YAML", "\t- id"),
    "duplicate key": Case(DATA, after(r"^    officiel: .*\n", "    officiel: Again\n"), r"`officiel` is written twice. Keep one", "Again"),
    "YAML anchor": Case(DATA, replaced(r"^    page: \d+", "    page: &bomb 5"), r"anchors.*not allowed.*Write the value", "&bomb"),
    "YAML alias": Case(DATA, replaced(r"^    page: \d+", "    page: *bomb"), r"aliases.*not allowed", "*bomb"),
    "YAML tag": Case(DATA, replaced(r"^    page: \d+", "    page: !!python/name:os.system 5"), r"tags.*not allowed", "!!python"),
    "forbidden character": Case(DATA, after(r"^    page: \d+\n", "    x: \x07\n"), r"hidden character \(U\+0007\).*Delete it", "\x07"),
    "missing key": Case(DATA, replaced(r"^    en_bref:.*\n(?:      .*\n)*", ""), r"`en_bref` is missing. Add it"),
    "unknown key": Case(DATA, after(r"^  - id: defi-01\n", "    titr: x\n"), r"defi-01.titr: unknown key `titr` \(titre \?\)", "titr:"),
    "text too long": Case(DATA, replaced(r"^    titre: .*", "    titre: " + "x" * 61), r"at most 60 characters, got 61. Shorten", "xxx"),
    "too many words": Case(
        DATA, replaced(r"(?<=id: defi-01\n)((?:    .*\n)*?)    en_bref:.*\n(?:      .*\n)*",
        lambda m: m[1] + "    en_bref: " + "word " * 61 + "\n"), r"at most 60 words, got 61", "word word"),
    "empty text": Case(DATA, replaced(r"^    titre: .*", '    titre: ""'), r"is empty. Write it", 'titre: ""'),
    "too few questions": Case(
        DATA, replaced(r"^    questions:\n(?:      .*\n)+", "    questions:\n      - One?\n      - Two?\n"),
        r"defi-01.questions: expected 5 to 7 items, got 2. Add 3", "questions:"),
    "not a question": Case(DATA, replaced(r"^    questions:\n(      - ).*\n", "    questions:\n      - No question.\n"), r"question mark", "No question."),
    "number as text": Case(DATA, replaced(r"^    page: \d+", "    page: five"), r"expected number, got text", "five"),
    "bad date": Case("data/sources.yaml", replaced(r"^    langue: (.*)", r'    langue: \1\n    verifie: "22/11/2026"'), r'not a date. Write "2024"', "22/11"),
    "bad address": Case("data/sources.yaml", replaced(r"url: .*", 'url: "javascript:alert(1)"'), r"not a web address", "javascript"),
    "duplicate number": Case(DATA, replaced(r"^  - id: defi-02", "  - id: defi-01"), r"defi-01: this id is used twice"),
    "missing number": Case(DATA, replaced(r"^  - id: defi-02", "  - id: defi-05"), r"defi-02: this number is missing"),
    "bad id": Case(DATA, replaced(r"^  - id: defi-02", "  - id: defi-2"), r"`defi-2` does not have the expected form", "defi-2\n"),
    "unknown section": Case(DATA, replaced(r"section: section-1-1", "section: section-9-9"), r"`section-9-9` names nothing", "section-9-9"),
    "unknown theme": Case(DATA, replaced(r"themes: \[.*\]", "themes: [nowhere]"), r"`nowhere` names nothing that exists", "nowhere"),
    "unknown source": Case(DATA, replaced(r"^    ressources:.*\n(      - .*\n)*", "    ressources: [nowhere]\n"), r"`nowhere` names nothing", "nowhere"),
    "path as reference": Case(DATA, replaced(r"section: section-1-1", "section: ../../etc/passwd"), r"names nothing", "passwd"),
    "malformed PO": Case(PO, after(r'^msgctxt "strategie.titre"\n', "<<<<<<< HEAD\n"), r"not a gettext message.*HEAD.*Restore", "<<<<<<<"),
    "PO quote": Case(PO, replaced(r'^msgstr "(?=\w)(.*)"$', r'msgstr "\1'), r"not a gettext message"),
    "PO message twice": Case(
        PO, lambda text: text + '\nmsgctxt "strategie.titre"\nmsgid "x"\nmsgstr "y"\n', r"stands twice \(first on line"),
    "PO placeholders": Case(
        "translations/ar.po", replaced(r'(msgctxt "interface.kind-defi"\nmsgid .*\n)msgstr ".*"', r'\1msgstr "لغز {nombre}"'),
        r"interface.kind-defi: the translation has {nombre} where the source has {number}"),
    "unknown macro": Case(PAGE, replaced(r"\{\{ questions\(", "{{ question("), r"no macro `question` \(questions \?\)", "{{ question("),
    "unknown entry": Case(PAGE, replaced(r'questions\("defi-01"\)', 'questions("defi-99")'), r"`defi-99` is no entry", "defi-99"),
    "entry of the wrong kind": Case(PAGE, replaced(r'questions\("defi-01"\)', 'questions("axe-1")'), r"`axe-1` is no entry.*\(defi\)", "axe-1"),
    "macro without id": Case(PAGE, replaced(r'questions\("defi-01"\)', "questions()"), r'write {{ questions\("…"\) }}', "questions()"),
    "unclosed macro": Case(PAGE, replaced(r'questions\("defi-01"\) \}\}', 'questions("defi-01")'), r"braces cannot be read"),
    "unknown front matter": Case(PAGE, lambda text: "---\ntemplate: ../../x.html\n---\n" + text, r"key `template` is not allowed", "template:"),
    "unknown source in prose": Case(PAGE, lambda text: text + "\n[words][nowhere]\n", r"`nowhere` is not in data/sources.yaml", "[words]"),
    "broken link": Case(PAGE, lambda text: text + "\n[words](../nowhere.md)\n", r"`../nowhere.md` leads nowhere", "[words]"),
    "heading without id": Case(PAGE, lambda text: text + "\n## A heading\n", r"“A heading” has no id", "A heading"),
    "second page title": Case(PAGE, lambda text: text + "\n# A title\n", r"already is its first heading", "# A title"),
    "raw HTML": Case(PAGE, lambda text: text + "\n<iframe src=x>\n", r"raw HTML is not allowed.*<iframe", "<iframe"),
    "script": Case(PAGE, lambda text: text + "\nHello <script>alert(1)</script>\n", r"raw HTML is not allowed.*<script", "<script"),
    "event handler": Case(PAGE, lambda text: text + '\n[x](../index.md){onclick="alert(1)"}\n', r'attribute onclick="alert', "onclick"),
    "javascript link": Case(PAGE, lambda text: text + "\n[x](javascript:alert(1))\n", r"`javascript:alert\(1` leads nowhere", "javascript"),
    "javascript autolink": Case(PAGE, lambda text: text + "\n<javascript:alert(1)>\n", r"raw HTML is not allowed", "javascript"),
    "undeclared address": Case(PAGE, lambda text: text + "\n[x](https://example.net/)\n", r"https://example.net/ is not declared", "example.net"),
    "path traversal": Case(PAGE, lambda text: text + "\n[x](../../../../etc/passwd)\n", r"leads nowhere", "passwd"),
    "inline style": Case(PAGE, lambda text: text + '\n*x*{style="color:red"}\n', r"attribute style=", "color:red"),
    "sandbox: attribute chain": Case(PAGE, lambda text: text + "\n{{ ''.__class__.__mro__ }}\n", r"only plain calls", "__mro__"),
    "sandbox: cycler": Case(PAGE, lambda text: text + "\n{{ cycler.__init__.__globals__ }}\n", r"only plain calls", "cycler"),
    "sandbox: plugin variables": Case(PAGE, lambda text: text + "\n{{ config }}\n{{ plugin.page }}\n", r"only plain calls", "config"),
    "sandbox: include": Case(PAGE, lambda text: text + "\n{% include '/etc/passwd' %}\n", r"only plain calls", "include"),
    "sandbox: loop": Case(PAGE, lambda text: text + "\n{% for i in range(9) %}x{% endfor %}\n", r"only plain calls", "{% for i"),
    "sandbox: argument": Case(PAGE, lambda text: text + "\n{{ questions(config) }}\n", r"called differently", "config"),
    "private character": Case(PAGE, lambda text: text + "\n\ue0000\ue001\n", r"hidden character \(U\+E000\).*Delete it", "\ue000"),
    "not UTF-8": Case(PAGE, lambda text: text + "\n\udcff\n", r"not UTF-8. Save the file as UTF-8", "\udcff"),
}  # fmt: skip


def spoil(project: Path, case: Case) -> int:
    """Spoil a project; the line that the message has to name (0 where it may be any)."""
    path = project / case.file
    text = case.spoil(path.read_text("utf-8"))
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    return text.count("\n", 0, text.index(case.marked)) + 1 if case.marked else 0


def refused(project: Path, case: Case, line: int) -> None:
    """Assert that building is refused as the case wants, and that the last site is untouched."""
    (project / "site").mkdir()
    (project / "site" / "index.html").write_text("the last good build", "utf-8")
    result = run(project, "macros", "build")
    output = result.stdout + result.stderr
    assert result.returncode == 1, output
    assert "Traceback" not in output, output
    place = f"{re.escape(case.file)}:{line or r'[0-9]+'}: "
    assert re.search(place + r".*" + case.said, output), output
    assert (project / "site" / "index.html").read_text("utf-8") == "the last good build"
    assert sorted(path.name for path in project.iterdir() if "site" in path.name) == ["site"]


@pytest.mark.parametrize("name", CASES)
def test_fault_is_told_and_nothing_lost(name: str, mini: Path) -> None:
    case = CASES[name]
    refused(mini, case, spoil(mini, case))


def test_all_faults_are_told_at_once(mini: Path) -> None:
    names = ("text too long", "too few questions", "unknown key")
    for name in names:
        spoil(mini, CASES[name])
    output = run(mini, "macros", "check").stderr
    for name in names:
        assert re.search(CASES[name].said, output), output
    assert "3 faults / 3 erreurs" in output


def test_faults_of_every_kind_are_told_in_french_too(mini: Path) -> None:
    spoil(mini, CASES["too few questions"])
    assert "    fr : 5 à 7 éléments attendus, 2 trouvé(s). Ajoutez-en 3." in run(mini, "macros", "check").stderr


def test_missing_page(mini: Path) -> None:
    (mini / "docs/en/defis/02.md").unlink()
    output = run(mini, "macros", "check").stderr
    assert "docs/en/defis/02.md:1: the page of defi-02 is missing. Create this file." in output


def test_page_without_entry(mini: Path) -> None:
    (mini / "docs/en/defis/09.md").write_text("Text.\n", "utf-8")
    assert (
        "docs/en/defis/09.md:1: this page is about no entry of the data. Add defi-09"
        in run(mini, "macros", "check").stderr
    )


def test_page_without_title(mini: Path) -> None:
    (mini / "docs/en/plan.md").write_text("Text.\n", "utf-8")
    output = run(mini, "macros", "check").stderr
    assert "docs/en/plan.md:1: the key `title` is missing" in output
    assert "docs/en/plan.md:1: the key `description` is missing" in output


def test_translation_without_original(mini: Path) -> None:
    (mini / "docs/fr/perdu.md").write_text("---\ntitle: a\ndescription: b\n---\n", "utf-8")
    assert "docs/fr/perdu.md:1: this page has no counterpart in docs/en/" in run(mini, "macros", "check").stderr


@pytest.mark.parametrize("file", [DATA, PAGE, PO])
def test_symbolic_link_is_refused(file: str, mini: Path) -> None:
    (mini / file).unlink()
    (mini / file).symlink_to("/etc/passwd")
    result = run(mini, "macros", "check")
    assert f"{file}:1: is a link to another file" in result.stderr
    assert "root:" not in result.stdout + result.stderr


@pytest.mark.parametrize(("file", "most"), [(DATA, "2 MB"), (PAGE, "50 kB"), (PO, "2 MB")])
def test_huge_file_is_refused(file: str, most: str, mini: Path) -> None:
    (mini / file).write_bytes(b"a" * 50_000_000)
    assert f"{file}:1: is larger than {most}" in run(mini, "macros", "check").stderr


def test_yaml_nested_too_deep(mini: Path) -> None:
    (mini / DATA).write_text("[" * 20_000 + "]" * 20_000, "utf-8")
    result = run(mini, "macros", "check")
    assert f"{DATA}:1: lists or mappings are nested too deep" in result.stderr
    assert "Traceback" not in result.stderr


def test_script_in_data_is_shown_as_text(mini: Path) -> None:
    hostile = "<script>alert(1)</script>"
    path = mini / DATA
    text = re.sub(r"^    titre: .*", f"    titre: '{hostile}'", path.read_text("utf-8"), count=1, flags=re.MULTILINE)
    path.write_text(text, "utf-8")
    assert run(mini, "macros", "build").returncode == 0
    for page in (mini / "site").rglob("*.html"):
        # JSON-LD stands in a script element: data, in which nothing opens another.
        assert hostile not in page.read_text("utf-8"), page
    assert "&lt;script&gt;" in (mini / "site/defis/01/index.html").read_text("utf-8")
