"""`make serve`, as an editor lives it: save, see; spoil, be told, mend; without starting again."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest

from tests.support.projects import edit
from tests.support.serving import PATIENCE, Served, wait_for

# Where a page leads, and what it loads.
ADDRESS = re.compile(r'(?:href|src|data-engine)="([^"#]+)')
BANNER = re.compile(r'<section role="alert" class="faults".*?</section>', re.DOTALL)


@pytest.fixture
def served(mini: Path) -> Iterator[Served]:
    server = Served(mini)
    yield server
    server.stop()


def test_saved_change_is_shown_and_fault_is_told_without_stopping(mini: Path, served: Served) -> None:
    page, data = mini / "docs/en/defis/01.md", mini / "data/defis.yaml"
    assert served.status("fr/") == 404, "the default language alone is served"

    cited = "\nA sentence just saved. [Its source][exampleton-strategy].\n"
    page.write_text(page.read_text("utf-8") + cited, "utf-8")
    wait_for(lambda: "A sentence just saved." in served.page("defis/01/"), "a saved page is shown")

    # Pages that did not change show what changed around them.
    for file, old, new in (
        ("data/sources.yaml", "https://example.org/three-questions", "https://example.org/moved"),
        ("overrides/footer.html", '<footer class="site">', '<footer class="site" id="new">'),
    ):
        text = (mini / file).read_text("utf-8")
        (mini / file).write_text(text.replace(old, new, 1), "utf-8")
        wait_for(lambda new=new: new in served.page("defis/01/"), f"a change in {file} is shown")

    sound = data.read_text("utf-8")
    line = sound.split("\n").index("axes:") + 1
    data.write_text(sound.replace("\naxes:\n", "\naxes: [\n", 1), "utf-8")
    wait_for(lambda: "is not closed" in served.log.read_text("utf-8"), "a fault is told")
    told = served.log.read_text("utf-8")
    assert f"data/defis.yaml:{line + 1}: " in told or f"data/defis.yaml:{line}: " in told
    assert "Traceback" not in told
    assert "A sentence just saved." in served.page("defis/01/"), "the last good page is still there"
    shown = served.page("defis/02/")
    assert re.search(rf"<code>data/defis\.yaml:({line}|{line + 1})</code>\s*<p lang=\"fr\">", shown)
    assert "is not closed" in shown

    # A fault that is met only once pages are being made: the last good pages stay too.
    data.write_text(sound, "utf-8")
    text = page.read_text("utf-8")
    wrong = text.replace('questions("defi-01")', 'questions("defi-99")').replace('related("defi-01")', 'related("<b>")')
    page.write_text(wrong, "utf-8")
    wait_for(lambda: "`defi-99` is no entry" in served.log.read_text("utf-8"), "a late fault is told")
    shown = served.page("defis/01/")
    assert "A sentence just saved." in shown
    [banner] = BANNER.findall(shown)
    assert banner.count("<code>docs/en/defis/01.md:") == 2, "every fault is shown"
    assert "`&lt;b&gt;`" in banner

    page.write_text(text.replace("just saved", "mended since"), "utf-8")
    wait_for(lambda: "A sentence mended since." in served.page("defis/01/"), "mended, it is shown")
    assert not BANNER.search(served.page("defis/01/"))
    assert served.process.poll() is None


def test_site_that_was_never_good_is_awaited_in_the_browser(mini: Path) -> None:
    edit(mini / "data/defis.yaml", "section: section-1-1", "section: section-9-9")
    edit(mini / "docs/en/defis/02.md", "## ", "# ")
    server = Served(mini)
    try:
        shown = server.page("defis/01/")
        assert "<code>data/defis.yaml:" in shown
        assert "section-9-9" in shown
        assert "Le site paraîtra ici" in shown
        assert "livereload(" in shown, "it shows the site as soon as there is one"
        assert server.status("data/v1/strategie.json") == 200

        edit(mini / "data/defis.yaml", "section: section-9-9", "section: section-1-1")
        wait_for(lambda: "docs/en/defis/02.md:" in server.page(""), "what was hidden by the first fault is shown")
        edit(mini / "docs/en/defis/02.md", "# ", "## ")
        wait_for(lambda: "Open the door to new players" in server.page("defis/01/"), "mended, the site is there")
        assert not BANNER.search(server.page("defis/01/"))
        assert "Traceback" not in server.log.read_text("utf-8")
    finally:
        server.stop()


def test_every_link_works_while_serving(project: Path) -> None:
    server = Served(project)
    try:
        home, read, found = f"http://{server.address}/", {"404.html"}, {""}
        while left := {path for path in found - read if path.endswith(("/", ".html")) or not path}:
            for path in left:
                addresses = (urljoin(home + path, address) for address in ADDRESS.findall(server.page(path)))
                found |= {address.removeprefix(home) for address in addresses if address.startswith(home)}
            read |= left
        assert len(read) > 60
        assert {path for path in found if server.status(path) != 200} == set()
        # Of what is made when it is asked for, each kind was.
        for made in ("data/v1/strategie.json", "citations/fr/defi-07.bib", "pagefind/pagefind.js", "defis/07/index.md"):
            assert made in found, sorted(path for path in found if path.startswith("data"))
        index = re.findall(r'"hash":"(\w+)"', server.page("pagefind/pagefind-entry.json"))
        assert [server.status(f"pagefind/pagefind.{each}.pf_meta") for each in index] == [200]

        # After a rebuild it is made of the new text.
        edit(project / "data/vocabulaire.yaml", "titre: ", "titre: Tout neuf, ")
        wait_for(lambda: "Tout neuf, " in server.page("data/v1/strategie.json"), "the data follows")
    finally:
        server.stop()


def test_named_languages_are_served(mini: Path) -> None:
    server = Served(mini, LANGS="fr")
    try:
        assert (server.status("fr/"), server.status("ar/")) == (200, 404)
        assert (server.status("fr/bureau/"), server.status("ar/bureau/")) == (200, 404)
    finally:
        server.stop()


# A terminal that closes tells the server and the MkDocs below it, and the first tells the second once more.
@pytest.mark.parametrize("tell", [os.kill, os.killpg])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_server_that_is_stopped_leaves_nothing(
    number: int, tell: Callable[[int, int], None], mini: Path, tmp_path: Path
) -> None:
    (tmp_path / "left").mkdir()
    server = Served(mini, TMPDIR=str(tmp_path / "left"))
    assert list((tmp_path / "left").iterdir())
    assert server.status("pagefind/pagefind-entry.json") == 200
    tell(server.process.pid, number)
    assert server.process.wait(PATIENCE) == 0
    assert list((tmp_path / "left").iterdir()) == []
    assert "Traceback" not in server.log.read_text("utf-8")


def test_nothing_of_it_is_in_a_built_site(mini_site: Path) -> None:
    for path in mini_site.rglob("*"):
        assert path.is_dir() or not re.search(rb"livereload|faults\.css|class=\"faults", path.read_bytes()), path
