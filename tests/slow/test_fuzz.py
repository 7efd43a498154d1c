"""Whatever a stranger writes into a file, the project is sound and its pages whole, or faults say where it is not.

A minute of it, the same at each run: what turns red is due to a change, not to chance. `FUZZ=20 make test-all
ONLY=fuzz` tries twenty times as much, drawn anew each time. What it finds gets its line in `tests/support/spoiled/`.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import html5lib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from macros.building import open_data, site_of
from macros.publish import feed
from macros.publish.worksheet.reading import read_all, summary
from macros.serving.rebuilding import CompiledTemplates
from macros.site import assets, checks, judging, page_macros
from macros.site.render import render
from macros.site.site import Site
from macros.site.translators import shelves
from macros.source import history, mending, picture
from macros.source import settings as project_settings
from macros.source.faults import Faults, raise_if_any
from macros.words import catalogue, extraction
from macros.words.typography import untyped
from tests.support.doors import assert_readable
from tests.support.fuzzing import bytes_of, changed, drawings, files, names, pages, seconds, strategies, versions
from tests.support.projects import MINI, copy_project
from tests.support.spoiled.spoiling import FRONT

# Seconds for one input: a hang, on the slowest machine and beside other work.
LONGEST = 60
TIMES = int(os.environ.get("FUZZ", "0"))
COMPILED = CompiledTemplates()
PRIVATE = re.compile("[\ue000-\uf8ff]")


def fuzzed(examples: int, *given_by: Callable[[], st.SearchStrategy[Any]]) -> Callable[[Any], Any]:
    """Tries a test on so many inputs, or on many more if FUZZ says so."""
    chosen = settings(
        max_examples=examples * (TIMES or 1),
        derandomize=not TIMES,
        database=None,
        deadline=None,
        print_blob=False,
        suppress_health_check=list(HealthCheck),
    )
    # The corpus takes seconds to make: not while tests are collected.
    return lambda test: chosen(given(*map(st.deferred, given_by))(test))


@contextmanager
def in_time() -> Iterator[None]:
    """Fails what hangs."""

    def stop(number: int, frame: object) -> None:
        raise AssertionError(f"more than {LONGEST} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(LONGEST)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def holding(path: Path, content: bytes) -> Iterator[None]:
    """A file with another content, or one that there is not, for a while."""
    before = path.read_bytes() if path.exists() else None
    path.write_bytes(content)
    try:
        yield
    finally:
        path.unlink()
        if before is not None:
            path.write_bytes(before)


@pytest.fixture(scope="module")
def mini(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny project with a glossary, whose terms are looked for in each page."""
    project = copy_project(tmp_path_factory.mktemp("fuzz") / "project", MINI, code=False)
    (project / "docs/en/glossaire.md").write_text(f"{FRONT}{{{{ glossary() }}}}\n", "utf-8")
    with (project / "data/glossaire.yaml").open("a", encoding="utf-8") as file:
        for number, term in enumerate(("0", "1", "lt", "amp", "x27", "*", "é’è")):
            file.write(f'  - {{id: term-{number}, terme: "{term}", definition: Words}}\n')
    return project


def loaded(project: Path) -> Site:
    """A project as pages, loaded as the commands load it."""
    return site_of(project_settings.read(project), COMPILED, publishes=open_data)


def sound(project: Path, make: Callable[[], Site], *paths: str) -> Site | None:
    """The project, if nothing is wrong in it: its pages at some paths are then whole. If something is, it is told."""
    try:
        site = make()
        raise_if_any(checks.check(site, {*paths}))
    except Faults as faults:
        told(project, faults)
        return None
    for path in paths:
        whole(site, path, project.parent)
    return site


def told(project: Path, faults: Faults) -> None:
    """Asserts that faults say, in whole sentences of both languages, a file and a line that it has."""
    assert_readable(faults.report())
    for fault in faults.faults:
        path = project / fault.file
        text = path.read_text("utf-8", "replace") if path.is_file() else ""
        assert 1 <= fault.line <= text.count("\n") + 1, fault
        english, french = str(fault).split("\n")
        assert re.fullmatch(r"[^ ].*?:\d+: .{20,}", english), fault
        assert re.fullmatch(r"    fr : .{20,}", french), fault


def whole(site: Site, path: str, folder: Path) -> None:
    """Asserts that the page at a path is whole in each language: every macro put in, no mark left, each id once."""
    style = assets.load(site)
    for address in site.addresses({path}):
        html = render(site, style, address).html
        page, place = site.pages[site.prose(address)], 0
        if "{%" not in page.body:
            assert len(page.calls) == page.body.count("{{")
        for made in page_macros.fragments(site, site.view(path, address.language)):
            place = html.index(made, place) + len(made)
        assert not PRIVATE.search(html)
        elements = list(html5lib.parse(html, namespaceHTMLElements=False).iter())
        ids = [element.get("id") for element in elements if element.get("id")]
        assert len(ids) == len(set(ids))
        assert not [name for element in elements for name in element.attrib if str(name).startswith("on")]
        (folder / "page.html").write_text(html, "utf-8")
        assert judging.judge(folder, ["page.html"], site.url, "").wrong == {}


@fuzzed(170, pages, lambda: st.one_of(st.none(), st.none(), st.none(), pages()))
def test_pages(mini: Path, text: str, translation: str | None) -> None:
    known = loaded(mini)
    with in_time(), holding(mini / "docs/en/fuzz.md", bytes_of(text)):
        if translation is None:
            sound(mini, lambda: replace(known), "fuzz.md")
        else:
            with holding(mini / "docs/fr/fuzz.md", bytes_of(translation)):
                sound(mini, lambda: replace(known), "fuzz.md")


@fuzzed(60, lambda: files("data"))
def test_data(mini: Path, file: tuple[str, str]) -> None:
    with in_time(), holding(mini / file[0], bytes_of(file[1])):
        site = sound(mini, lambda: loaded(mini), "index.md", "axes/1.md", "defis/01.md", "glossaire.md")
        if site:
            # Spreadsheets are archives.
            texts = (content for name, content in site.data_files.items() if not name.endswith(".ods"))
            assert not any(PRIVATE.search(content.decode()) for content in texts)
            assert not any(PRIVATE.search(text) for _, text in feed.files(site))


@fuzzed(
    300,
    lambda: st.one_of(
        files("data").map(lambda file: ("data/x.yaml", file[1])),
        files("catalogue").map(lambda file: ("translations/fr.po", file[1])),
        pages().map(lambda text: ("docs/fr/x.md", text)),
    ),
)
def test_mending(file: tuple[str, str]) -> None:
    name, content = file[0], bytes_of(file[1])
    with in_time():
        found = mending.mend(content, name, untyped)
        assert (found.content != content) == bool(found.notes)
        # What is mended is whole, and has nothing more to mend.
        assert mending.mend(found.content, name, untyped) == mending.Mended(found.content, ())
        if found.notes:
            assert_readable("\n".join(map(str, found.notes)))


@fuzzed(70, lambda: files("catalogue"))
def test_catalogues(mini: Path, file: tuple[str, str]) -> None:
    name, text = file
    with in_time(), holding(mini / name, bytes_of(text)):
        if site := sound(mini, lambda: loaded(mini), "index.md", "defis/01.md"):
            # What a catalogue says is still there when it has been brought up to date.
            language = site.project.languages[Path(name).stem]
            wanted = [*site.texts.leaves, *site.project.words.values()]
            (content,) = (shelf for shelf in shelves(site) if shelf.folder == catalogue.CONTENT)
            extraction.update_files(mini, [replace(content, languages=[language.code])])
            after = catalogue.load(mini, language.code, wanted)
            assert [after.get(leaf) for leaf in wanted] == [language.catalogue.get(leaf) for leaf in wanted]


@fuzzed(300, lambda: changed("strategy", strategies()))
def test_strategies(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "strategie.json"
    path.write_bytes(bytes_of(text))
    with in_time():
        try:
            named = read_all([path], "24 défis")
        except Faults as faults:
            told(path.parent, faults)
        else:
            for line in map(summary, named):
                # What would command a terminal is spelled out.
                assert not re.search("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", line)


@fuzzed(1000, drawings)
def test_pictures(tmp_path_factory: pytest.TempPathFactory, named: tuple[str, bytes]) -> None:
    name, content = named
    path = tmp_path_factory.getbasetemp() / name
    path.write_bytes(content)
    with in_time():
        try:
            found = picture.read(path, f"docs/en/{name}")
        except Faults as faults:
            told(path.parent, faults)
        else:
            assert (0 < found.width <= 4096, 0 < found.height <= 4096) == (True, True)


@fuzzed(80, names)
def test_names(mini: Path, name: str) -> None:
    path = mini / name
    with in_time():
        try:
            path.write_text(f"{FRONT}words\n", "utf-8")
        except OSError:
            # No file can be called so here.
            return
        try:
            sound(mini, lambda: loaded(mini), "plan.md")
        finally:
            path.unlink()


@fuzzed(40, lambda: st.lists(st.tuples(seconds, versions()), min_size=1, max_size=6))
def test_histories(tmp_path_factory: pytest.TempPathFactory, commits: list[tuple[str, str]]) -> None:
    root = tmp_path_factory.mktemp("history")
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main"], cwd=root, check=True)
    stream = b""
    for date, text in commits:
        content = bytes_of(text)
        stream += f"commit refs/heads/main\ncommitter a <a@b> {date} +0000\ndata 1\nc\n".encode()
        stream += f"M 100644 inline data/defis.yaml\ndata {len(content)}\n".encode() + content + b"\n"
    command = ["git", "fast-import", "--quiet", "--date-format=raw-permissive"]
    subprocess.run(command, cwd=root, input=stream, check=True)
    with in_time():
        found = [change.when for change in history.changes(root)]
    assert found == sorted(found, reverse=True)
    assert all(re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z", when) for when in found)
    last, now = commits[-1][0], datetime(2026, 6, 1, tzinfo=UTC)
    if len(last) < 12:
        assert not found or found[0] <= f"{datetime.fromtimestamp(int(last), UTC):%Y-%m-%dT%H:%M:%SZ}"
    assert len(list(history.dated_after(now, root))) == (int(last) > now.timestamp() + 86_400)
