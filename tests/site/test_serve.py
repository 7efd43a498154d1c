"""`make serve`, as an editor lives it: save, see; spoil, be told, mend; without starting again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.serving import Served, wait_for


@pytest.fixture
def served(mini: Path) -> Iterator[Served]:
    server = Served(mini, NO_MKDOCS_2_WARNING="1")
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

    # A fault that is met only once pages are being made: the last good pages stay too.
    data.write_text(sound, "utf-8")
    text = page.read_text("utf-8")
    page.write_text(text.replace('questions("defi-01")', 'questions("defi-99")'), "utf-8")
    wait_for(lambda: "`defi-99` is no entry" in served.log.read_text("utf-8"), "a late fault is told")
    assert "A sentence just saved." in served.page("defis/01/")

    page.write_text(text.replace("just saved", "mended since"), "utf-8")
    wait_for(lambda: "A sentence mended since." in served.page("defis/01/"), "mended, it is shown")
    assert served.process.poll() is None


def test_named_languages_are_served(mini: Path) -> None:
    server = Served(mini, NO_MKDOCS_2_WARNING="1", LANGS="fr")
    try:
        assert (server.status("fr/"), server.status("ar/")) == (200, 404)
    finally:
        server.stop()
