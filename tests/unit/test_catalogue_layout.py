"""Catalogues as the tools of translators find, check and save them."""

from __future__ import annotations

import contextlib
import io
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import polib
import pytest
from babel.messages.pofile import read_po, write_po

from macros.commands.sources import check
from macros.source.schema import Leaf
from macros.words.catalogue import PLACEHOLDER, Translation, load
from tests.support.doors import pages_in, translated
from tests.support.projects import MINI, ROOT, edit

NAMES = ("translations", "overrides/words")
FOLDERS = (ROOT / "translations", ROOT / "overrides/words", MINI / "translations")
ALL = sorted(path for folder in FOLDERS for path in folder.iterdir())
FRENCH = "translations/fr.po"
# Fields that a tool adds, or takes for its own.
BY_TOOLS = re.compile(rb'"(?:POT-Creation-Date|Generated-By|Plural-Forms|Report-Msgid-Bugs-To): ')
# gettext's manual, “Filling in the Header Entry”; the template's date of creation aside, which would be a clock's.
HEADER = [
    "Project-Id-Version",
    "Report-Msgid-Bugs-To",
    "PO-Revision-Date",
    "Last-Translator",
    "Language-Team",
    "Language",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
]
each_catalogue = pytest.mark.parametrize("path", ALL, ids=lambda path: path.relative_to(ROOT).as_posix())


def notes(project: Path) -> str:
    """What the check of a sound project prints."""
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        check(project)
    return printed.getvalue()


def test_both_kinds_of_catalogues_are_looked_at() -> None:
    assert len(ALL) == 10 + 10 + 3
    assert all((folder / "messages.pot").is_file() for folder in FOLDERS)


@each_catalogue
def test_header_is_whole_and_names_nobody(path: Path) -> None:
    header = polib.pofile(str(path)).metadata
    assert list(header) == HEADER
    assert header["Content-Type"] == "text/plain; charset=UTF-8"
    # The interface's go with the generator, to sites of other names.
    site = "Three questions" if path.is_relative_to(MINI) else "24 défis"
    assert header["Project-Id-Version"] == ("macros" if path.parent.name == "words" else site)
    if path.suffix == ".po":
        assert header["Language"] == path.stem
        assert (header["Last-Translator"], header["Language-Team"]) == ("Automatically generated", "none")
        assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d[+-]\d{4}", header["PO-Revision-Date"])


@each_catalogue
def test_messages_have_no_line_numbers_and_no_mark_that_is_not_theirs(path: Path) -> None:
    # An obsolete one stands nowhere.
    messages = [message for message in polib.pofile(str(path)) if not message.obsolete]
    for message in messages:
        ((file, line),) = message.occurrences
        assert (ROOT / file).is_file()
        assert line == ""
        # gettext's own mark of a translation that is older than its original, which it then gives.
        older = ["fuzzy"] if message.previous_msgid else []
        assert message.flags == older + (["python-brace-format"] if PLACEHOLDER.search(message.msgid) else [])
    interface = [message.msgctxt.startswith("interface.") for message in messages]
    assert (all if path.parent.name == "words" else lambda found: not any(found))(interface)
    assert len(interface) > 50


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="gettext is not installed")
@each_catalogue
def test_gettext_takes_it_and_would_write_it_alike(path: Path) -> None:
    checked = subprocess.run(
        ["msgfmt", "-c", "-o", "/dev/null", path], capture_output=True, text=True, check=False, timeout=60
    )
    assert checked.returncode == 0
    # A template's header is there to be filled in.
    assert path.suffix == ".pot" or checked.stderr == ""
    written = subprocess.run(["msgcat", "--no-wrap", path], capture_output=True, check=True, timeout=60)
    assert written.stdout == path.read_bytes()


def by_polib(path: Path, **options: int) -> None:
    polib.pofile(str(path), **options).save()


def by_babel(path: Path) -> None:
    with path.open("rb") as file:
        catalogue = read_po(file)
    with path.open("wb") as file:
        write_po(file, catalogue, sort_output=True)


def by_gettext(path: Path) -> None:
    if not shutil.which("msgcat"):
        pytest.skip("gettext is not installed")
    subprocess.run(["msgcat", "--sort-output", "-o", path, path], check=True, timeout=60)


def on_windows(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def by_an_older_version(path: Path) -> None:
    text = path.read_text("utf-8").replace("#: data/defis.yaml\n", "#: data/defis.yaml:7\n")
    path.write_text(re.sub(r"^#\. .*\n", "", text, flags=re.MULTILINE), "utf-8")


@pytest.mark.parametrize("save", [by_polib, by_babel, by_gettext, on_windows, by_an_older_version])
@pytest.mark.parametrize("name", [FRENCH, "overrides/words/ar.po"])
def test_file_that_another_tool_saved_is_told_and_put_back(
    name: str, save: Callable[[Path], None], draft: Path
) -> None:
    assert "saved by another tool" not in notes(draft)
    before = (draft / name).read_bytes()
    save(draft / name)
    assert (draft / name).read_bytes() != before
    said = notes(draft)
    assert re.search(rf"^{name}:\d+: this file was saved by another tool.*`make translations` puts it back", said)
    assert re.search(r"^    fr : ce fichier a été enregistré par un autre outil", said, re.MULTILINE)
    assert "no fault found" in said
    translated(draft)
    kept, expected = (
        [line for line in text.splitlines() if not BY_TOOLS.match(line)]
        for text in ((draft / name).read_bytes(), before)
    )
    assert kept == expected
    assert "saved by another tool" not in notes(draft)


def test_tool_that_breaks_no_lines_changes_the_message_alone(draft: Path) -> None:
    before = (draft / FRENCH).read_text("utf-8").splitlines()
    file = polib.pofile(str(draft / FRENCH), wrapwidth=0)
    file.find("defi-02.en_bref", by="msgctxt").msgstr = "Mots nouveaux, " * 20
    file.save()
    after = (draft / FRENCH).read_text("utf-8").splitlines()
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert changed == [f'msgstr "{"Mots nouveaux, " * 20}"']
    assert "saved by another tool" not in notes(draft)


def test_what_a_tool_says_in_the_header_stays(draft: Path) -> None:
    edit(draft / FRENCH, "Last-Translator: Automatically generated", "Last-Translator: Ada Example <ada@example.org>")
    edit(draft / FRENCH, '"MIME-Version', '"X-Generator: Poedit 3.4\\n"\n"MIME-Version')
    translated(draft)
    header = polib.pofile(str(draft / FRENCH)).metadata
    assert list(header) == [*HEADER, "X-Generator"]
    assert (header["Last-Translator"], header["X-Generator"]) == ("Ada Example <ada@example.org>", "Poedit 3.4")


def test_new_catalogue_bears_the_date_of_the_version_it_was_begun_from(draft: Path) -> None:
    edit(draft / "mkdocs.yml", "{locale: ar,", "{locale: pt-BR, name: Português, build: true}\n        - {locale: ar,")
    translated(draft)
    for name in ("translations/pt-BR.po", "overrides/words/pt-BR.po"):
        header = polib.pofile(str(draft / name)).metadata
        assert list(header) == HEADER
        # `date-released` of CITATION.cff; gettext's own way to write the language.
        assert (header["PO-Revision-Date"], header["Language"]) == ("2025-03-01 00:00+0000", "pt_BR")


def test_line_more_in_the_sources_changes_no_catalogue(draft: Path) -> None:
    before = {path: path.read_bytes() for name in NAMES for path in (draft / name).iterdir()}
    for name in ("data/defis.yaml", "overrides/words.yaml"):
        (draft / name).write_text(f"# One line more.\n\n{(draft / name).read_text('utf-8')}", "utf-8")
    translated(draft)
    assert {path: path.read_bytes() for path in before} == before


def test_translators_are_told_what_each_placeholder_stands_for() -> None:
    for message in polib.pofile(str(ROOT / "overrides/words/messages.pot")):
        told = message.comment.splitlines()
        assert re.match(r"\w", told[0]), message.msgctxt
        for name in PLACEHOLDER.findall(message.msgid):
            assert any(re.match(rf"{{{name}}} : \S", line) for line in told), (message.msgctxt, name)


@pytest.mark.parametrize(
    ("folder", "context", "told"),
    [
        (ROOT, "defi-07.titre", ["Page : /defis/07/", "60 caractères au plus"]),
        (ROOT, "defi-07.en_bref", ["Page : /defis/07/", "60 mots au plus"]),
        (
            ROOT,
            "defi-07.questions.1",
            ["Page : /defis/07/", "300 caractères au plus", "Finit par un point d’interrogation"],
        ),
        (ROOT, "section-2-1.officiel", ["Page : /axes/2/"]),
        (ROOT, "defi-07.lies.defi-10.pourquoi", ["Page : /defis/07/", "200 caractères au plus"]),
        (ROOT, "theme.donnees.titre", ["Page : /themes/donnees/", "60 caractères au plus"]),
        (MINI, "defi-01.titre", ["Page: /defis/01/", "At most 60 characters"]),
        (MINI, "term.score.definition", ["Page: /a-propos/", "At most 500 characters"]),
    ],
)
def test_translators_are_told_where_a_text_shows_and_how_long_it_may_be(
    folder: Path, context: str, told: list[str]
) -> None:
    found = polib.pofile(str(folder / "translations/messages.pot")).find(context, by="msgctxt")
    assert found, context
    assert found.comment.splitlines() == told


def test_word_of_the_interface_among_the_content_is_not_used(draft: Path) -> None:
    path = draft / FRENCH
    with path.open("a", encoding="utf-8") as file:
        file.write('\nmsgctxt "interface.skip"\nmsgid "Aller au contenu"\nmsgstr "x"\n')
    skip = Leaf("Aller au contenu").placed("interface.skip", "fr", "", 1)
    assert load(draft, "fr", [skip]).get(skip) is None
    assert load(draft, "en", [skip]).get(skip) == Translation("Skip to content", skip, is_older=False)


def test_what_a_language_lacks_is_told_at_the_line_of_each_file(draft: Path) -> None:
    (draft / "data/langues.yaml").write_text("langues:\n  - {id: ar, catalogue: true}\n", "utf-8")
    lines = {}
    for name, context in (("translations/ar.po", "defi-02.titre"), ("overrides/words/ar.po", "interface.after")):
        file = polib.pofile(str(draft / name), wrapwidth=0)
        for message in file:
            message.msgstr = "" if message.msgctxt == context else message.msgstr or message.msgid
        file.save()
        text = (draft / name).read_text("utf-8").partition(f'msgctxt "{context}"')[0]
        lines[name, context] = text.rpartition("\n\n")[0].count("\n") + 3
    said = notes(draft)
    for (name, context), line in lines.items():
        assert f"{name}:{line}: ar is declared complete" in said, said
        assert f"1 message of this file has no translation, the first being {context}" in said
        assert f"  missing message {context}: {name}:{line}\n" in translated(draft)
    (missing,) = (state.missing for state in pages_in(draft).progress if state.language.code == "ar")
    assert {"defi-02.titre", "interface.after"} <= set(missing)
