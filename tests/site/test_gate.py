"""The way out: whatever a template does wrong stops the finished site, and the last one stays."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from macros.site import gate
from tests.support.doors import refused
from tests.support.projects import SITE_URL, edit

# What is added at the foot of every page, and what is said of it.
SPOILED = {
    "<p>\ue000</p>": r"the finished page holds U\+E000",
    "<p class=bare>x</p>": r"the finished page is not sound HTML \(“<p class=bare>”\)",
    "<p>1 < 2</p>": r"the finished page is not sound HTML \(“< 2”\)",
    "<marquee>x</marquee>": "the finished page has an element <marquee>",
    '<p onclick="x()">x</p>': "the finished page has an attribute `onclick`, which <p> may not have",
    '<p style="x">x</p>': "the finished page has an attribute `style`, which <p> may not have",
    '<p id="twice">x</p><p id="twice">x</p>': "the finished page has the id `twice` twice",
    '<a href="nowhere/">x</a>': "the finished page leads to `nowhere/`",
    '<a href="javascript:x()">x</a>': r"the finished page leads to `javascript:x\(\)`",
    '<img src="/none.png" alt="">': "the finished page leads to `/none.png`",
    f'<a href="{SITE_URL}gone/">x</a>': f"the finished page leads to `{SITE_URL}gone/`",
    f'<a href="{SITE_URL}#no-place">x</a>': f"the finished page leads to `{SITE_URL}#no-place`",
    '<a href="#nor-here">x</a>': "the finished page leads to `#nor-here`",
    '<a href="http://127.0.0.1:8000/x/">x</a>': r"the finished page has an address of this machine \(http://127.0.0.1\)",
}


@pytest.fixture
def copy(mini_site: Path, tmp_path: Path) -> Path:
    """A copy of the built site, to spoil."""
    return Path(shutil.copytree(mini_site, tmp_path / "copy"))


def told(site: Path, url: str = SITE_URL) -> list[str]:
    """What the gate tells of a finished site, in English."""
    there = gate.files(site)
    judged = gate.judge(site, (name for name in there if name.endswith(".html")), url, "")
    return [str(fault).partition("\n")[0] for fault in gate.faults(judged, there, ["plan/index.html"])]


def test_build_tells_all_that_is_wrong_in_finished_pages(mini: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    footer = mini / "overrides" / "footer.html"
    footer.write_text(footer.read_text("utf-8") + "\n".join(SPOILED), "utf-8")
    error = mini / "overrides" / "404.html"
    error.write_text(re.sub(r"<meta http-equiv.*\n", "", error.read_text("utf-8")), "utf-8")
    outputs = []
    for jobs in ("1", "3"):
        monkeypatch.setenv("JOBS", jobs)
        outputs.append(refused(mini))
        shutil.rmtree(mini / "site")
    for said in (*SPOILED.values(), "the finished page has no Content-Security-Policy"):
        assert re.search(rf"^site/(?:[\w-]+/)*(?:index|404)\.html:\d+: {said}", outputs[0], re.MULTILINE), said
    assert outputs[0] == outputs[1]


def test_line_of_what_is_wrong_is_told(copy: Path) -> None:
    edit(copy / "plan" / "index.html", "</head>\n", '</head>\n<p onload="x"></p>\n')
    text = (copy / "plan" / "index.html").read_text("utf-8")
    line = text.count("\n", 0, text.index("<p onload")) + 1
    assert [fault for fault in told(copy) if fault.startswith(f"site/plan/index.html:{line}: ")]


def test_page_that_is_not_there_is_told(copy: Path) -> None:
    (copy / "plan" / "index.html").unlink()
    first, *others = told(copy)
    assert first.startswith("site/plan/index.html:1: this page is missing in the finished site")
    assert others
    assert all("plan/`, which is no file of the site" in fault for fault in others)


def test_address_of_this_machine_may_be_the_sites_own(copy: Path) -> None:
    """A page to look at from here alone: its links are to where it is served."""
    for page in copy.rglob("*.html"):
        page.write_text(page.read_text("utf-8").replace(SITE_URL, "http://127.0.0.1:8000/"), "utf-8")
    assert told(copy, "http://127.0.0.1:8000/") == []
    assert len(told(copy)) == 1
    assert "an address of this machine (http://127.0.0.1)" in told(copy)[0]


def test_sound_site_passes(mini_site: Path) -> None:
    assert told(mini_site) == []
