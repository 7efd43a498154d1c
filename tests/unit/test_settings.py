"""What `mkdocs.yml`, LANGS, the words and the pages have to hold for there to be a site; else one clear fault."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from macros import __main__
from macros.publish import takeaway
from macros.source.faults import Faults
from macros.source.settings import chosen_languages, is_of_this_machine, read

TESTS = Path(__file__).parents[1]
KNOWN = ["en", "fr", "ar"]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tiny project, to spoil; commands run in it."""
    root = tmp_path / "project"
    shutil.copytree(TESTS / "mini", root)
    shutil.copytree(TESTS.parent / "overrides", root / "overrides")
    monkeypatch.chdir(root)
    return root


def command(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """The exit code of `python -m macros …`, run in this process."""
    monkeypatch.setattr(sys, "argv", ["macros", *arguments])
    return __main__.main()


def edit(path: Path, pattern: str, new: str) -> None:
    text, count = re.subn(pattern, new, path.read_text("utf-8"), flags=re.MULTILINE)
    assert count, pattern
    path.write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("text", "chosen"),
    [("all", KNOWN), ("", ["en"]), ("ar,fr", KNOWN), ("fr ar", KNOWN), (" fr, ", ["en", "fr"]), ("en", ["en"])],
)
def test_langs_are_parted_by_commas_or_spaces(text: str, chosen: list[str]) -> None:
    assert chosen_languages(text, KNOWN, "en") == chosen


def test_language_that_the_site_has_not_is_refused_in_both_languages() -> None:
    with pytest.raises(Faults) as raised:
        chosen_languages("fr zz,xx", KNOWN, "en")
    said = str(raised.value)
    assert "mkdocs.yml:1: LANGS: xx, zz was asked for, and is no language of this site (en, fr, ar)" in said
    assert "fr : xx, zz est demandé, et n’est pas une langue de ce site (en, fr, ar)" in said


@pytest.mark.parametrize(
    "url", ["https://example.org", "https://example.org/defis/", "http://localhost:8000/", "http://[::1]/"]
)
def test_site_has_an_address_that_its_own_follow(url: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", url)
    assert read(root).url == url.rstrip("/") + "/"


@pytest.mark.parametrize(
    "url",
    ["", " ", "example.org", "//example.org/", "ftp://example.org/", "https://", "https:///x/", "https://exa mple.org/",
     "https://example.org/?x=1", "https://example.org/#x", "https://a@example.org/", "https://example.org//",
     "https://[evil/", "https://défis.example/", 'https://example.org/"><b>', "https://example.org/\n"],
)  # fmt: skip
def test_address_that_is_none_is_refused(
    url: str, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SITE_URL", url)
    for arguments in (["check"], ["build"], ["downloads"]):
        assert command(monkeypatch, *arguments) == 1
        said = capsys.readouterr().err
        assert said.startswith("mkdocs.yml:1: site_url: `")
        assert "` is not the address of a site." in said
        assert "` n’est pas l’adresse d’un site." in said


HERE = ("http://127.0.0.1:8000/", "http://localhost/", "http://x.localhost/", "http://0.0.0.0:8000/", "http://[::1]:8000/",
        "http://laptop.local/", "http://127.1/", "https://LOCALHOST:1/", "http://localhost./x/")  # fmt: skip
ELSEWHERE = ("https://example.org/", "https://localhost.example.org/", "https://x.local.example/", "https://1270.example/",
             "http://10.0.0.1/", "https://127.0.0.1.example.org/", "https://example.org/localhost/")  # fmt: skip


@pytest.mark.parametrize("url", [*HERE, *ELSEWHERE])
def test_address_of_this_machine_is_known(url: str) -> None:
    assert is_of_this_machine(url) == (url in HERE)


@pytest.mark.parametrize("name", ["archive", "downloads"])
def test_what_has_no_address_for_readers_is_not_given_away(
    name: str, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("SITE_URL", raising=False)
    assert command(monkeypatch, name) == 1
    said = capsys.readouterr().err
    assert "mkdocs.yml:1: site_url: the site’s address is http://127.0.0.1:8000/, which this machine alone" in said
    assert "fr : l’adresse du site est http://127.0.0.1:8000/, que seule cette machine peut atteindre." in said
    assert not (root / "dist").exists()


def test_release_begins_with_what_refuses_such_an_address() -> None:
    """As `make` would do it, were nothing refused."""
    shown = subprocess.run(
        ["make", "--dry-run", "--always-make", "release"], cwd=TESTS.parent, capture_output=True, text=True, check=True
    ).stdout
    commands = re.findall(r"-m macros (\w+)|(tar|sha256sum) ", shown)
    assert [first or second for first, second in commands][:2] == ["ready", "downloads"]


def test_books_obey_langs_as_the_build_does(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "data" / "langues.yaml").write_text("langues:\n  - {id: fr, prose: true}\n", "utf-8")
    for text, languages in (("", ["en", "fr"]), ("fr ar", ["en", "fr"]), ("ar", ["en"])):
        monkeypatch.setenv("LANGS", text)
        assert takeaway.begin(root).languages == languages
    monkeypatch.setenv("LANGS", "fr zz")
    with pytest.raises(Faults, match="zz was asked for"):
        _ = takeaway.begin(root).languages


def test_titles_in_a_language_that_the_site_has_not_are_refused(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    exported = {"format": "strategie-numerique", "version": 1, "organisation": "", "reponses": {}}
    (root / "file.json").write_text(json.dumps(exported | {"cadre": read(root).name}), "utf-8")
    assert command(monkeypatch, "strategie", "merge", "file.json", "--language", "zz") == 1
    assert "--language: zz was asked for" in capsys.readouterr().err
    assert command(monkeypatch, "strategie", "merge", "file.json", "--language", "fr") == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "mkdocs.yml:1: the file is missing."),
        ("site_name: x\nplugins: [", "mkdocs.yml:2: the sign [ on this line is not closed"),
        ("site_name: x\n", "mkdocs.yml:1: the languages of the i18n plugin cannot be read."),
        ("", "mkdocs.yml:1: the languages of the i18n plugin cannot be read."),
        ("a: \x07\n", "mkdocs.yml:1: the languages of the i18n plugin cannot be read."),
    ],
)
def test_help_needs_no_project_and_commands_say_what_is_wrong_with_it(
    text: str | None,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    if text is not None:
        (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    with pytest.raises(SystemExit) as stopped:
        command(monkeypatch, "--help")
    assert stopped.value.code == 0
    assert "the data, the catalogues and the pages, in seconds" in capsys.readouterr().out
    for arguments in (["check"], ["schema"], ["compress"], ["strategie", "check", "x.json"]):
        assert command(monkeypatch, *arguments) == 1
        assert said in capsys.readouterr().err


def test_language_of_the_site_that_nothing_is_known_of_is_told_at_its_line(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = root / "mkdocs.yml"
    edit(path, "locale: ar", "locale: zz")
    line = path.read_text("utf-8").partition("locale: zz")[0].count("\n") + 1
    assert list(read(root).names) == ["en", "fr", "zz"]
    assert command(monkeypatch, "check") == 1
    said = capsys.readouterr().err
    assert f"mkdocs.yml:{line}: `zz` is the code of no known language" in said
    assert "1 fault" in said


def test_words_are_there_and_all_that_templates_ask_for(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = root / "overrides" / "words.yaml"
    edit(path, r"^skip:.*\n", "")
    assert command(monkeypatch, "check") == 1
    said = capsys.readouterr().err
    assert re.search(r"words\.yaml:1: the key `skip` is missing, and overrides/\w+\.html:\d+ asks for it", said), said
    path.unlink()
    assert command(monkeypatch, "check") == 1
    assert "overrides/words.yaml:1: the file is missing." in capsys.readouterr().err


def test_home_page_is_asked_for_by_the_check(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in root.glob("docs/*/index.md"):
        path.unlink()
    assert command(monkeypatch, "check") == 1
    said = capsys.readouterr().err
    assert "docs/en/index.md:1: the home page is missing" in said
    assert "fr : la page d’accueil manque" in said
