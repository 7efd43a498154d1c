"""The way out: whatever a template does wrong stops the finished site, and the last one stays."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from macros.site import internal_links, judging, shell
from tests.support.doors import pages_in, refused
from tests.support.pages import DESK, all_pages_of
from tests.support.projects import MINI, SITE_URL, copy_project, edit

# What is added at the foot of every page, and what is said of it.
SPOILED = {
    "<p>\ue000</p>": r"the finished file holds U\+E000",
    '<p title="\U000f0001">x</p>': r"the finished file holds U\+F0001",
    "<p>&#xE001;</p>": r"the finished file holds U\+E001",
    '<p title="&#57346;">x</p>': r"the finished file holds U\+E002",
    "<p>\x01</p>": r"the finished file holds U\+0001",
    "<p class=bare>x</p>": r"the finished page is not sound HTML \(“<p class=bare>”\)",
    "<p>1 < 2</p>": r"the finished page is not sound HTML \(“< 2”\)",
    '<b class="one" class="two">x</b>': r"the finished page is not sound HTML \(“<b class=\"one\" class=\"two\">”\)",
    "<p><div>x</div></p>": r"the finished page is not sound HTML \(“<p>…<div>”\)",
    '<a href="#main">x <a href="#main">y</a></a>': r"the finished page is not sound HTML \(“<a>…<a href=\"#main\">”\)",
    "<!-- x -->": r"the finished page is not sound HTML \(“<!-- x -->”\)",
    "<marquee>x</marquee>": "the finished page has an element <marquee>",
    '<iframe src="/"></iframe>': "the finished page has an element <iframe>",
    f'<base href="{SITE_URL}">': "the finished page has an element <base>",
    '<link rel="preconnect" href="https://a.test/">': 'the finished page has an element <link rel="preconnect"',
    '<meta http-equiv="refresh" content="0; url=//a.test/">': "the finished page has an element <meta http-equiv=",
    '<meta http-equiv="refresh" content="0">': 'the finished page has an element <meta http-equiv="refresh"',
    '<p onclick="x()">x</p>': "the finished page has an attribute `onclick`, which <p> may not have",
    '<svg><image href="/none.png"></image></svg>': "the finished page has an element <image>",
    '<svg><use href="#main"></use></svg>': "the finished page has an element <use>",
    "<svg><text>x</text></svg>": "the finished page has an element <text>",
    "<svg><foreignObject></foreignObject></svg>": r"the finished page is not sound HTML \(“<foreignObject>”\)",
    '<svg><path onload="x()" d="M0 0"></path></svg>': "the finished page has an attribute `onload`, which <path>",
    '<svg><rect fill="url(https://a.test/)"></rect></svg>': "the finished page has an attribute `fill`, which <rect>",
    '<svg xmlns="x"></svg>': "the finished page has an attribute `xmlns`, which <svg> may not have",
    '<p style="x">x</p>': "the finished page has an attribute `style`, which <p> may not have",
    '<img src="/none.png" srcset="/n.png 2x" alt="">': "the finished page has an attribute `srcset`, which <img> may",
    '<p id="twice">x</p><p id="twice">x</p>': "the finished page has the id `twice` twice",
    "<script>x()</script>": "the finished site would load or run `<script>`",
    '<script type="module">x()</script>': 'the finished site would load or run `<script type="module">`',
    '<script src="https://a.test/x.js"></script>': "the finished site would load or run `https://a.test/x.js`",
    '<link rel="stylesheet" href="https://a.test/x.css">': "the finished site would load or run `https://a.test/x.css`",
    '<img src="https://a.test/x.png" alt="">': "the finished site would load or run `https://a.test/x.png`",
    '<script type="application/ld+json">{</script>': r"the finished page is not sound HTML \(“{”\)",
    f'<script type="application/ld+json">"{SITE_URL}lost/"</script>': f"the finished file leads to `{SITE_URL}lost/`",
    f'<meta property="og:url" content="{SITE_URL}away/">': f"the finished file leads to `{SITE_URL}away/`",
    '<a href="nowhere/">x</a>': "the finished file leads to `nowhere/`",
    '<a href="/../../outside/">x</a>': "the finished file leads to `/../../outside/`",
    '<a href="//a.test/">x</a>': "the finished file leads to `//a.test/`",
    '<a href="javas&#99;ript:x()">x</a>': r"the finished file leads to `javascript:x\(\)`",
    '<a href="data:text/html,x">x</a>': "the finished file leads to `data:text/html,x`",
    '<img src="/none.png" alt="">': "the finished file leads to `/none.png`",
    f'<a href="{SITE_URL}gone/">x</a>': f"the finished file leads to `{SITE_URL}gone/`",
    f'<a href="{SITE_URL}#no-place">x</a>': f"the finished file leads to `{SITE_URL}#no-place`",
    '<a href="#nor-here">x</a>': "the finished file leads to `#nor-here`",
    '<label for="no-field">x</label>': "the finished file leads to `#no-field`",
    '<p aria-labelledby="main no-name">x</p>': "the finished file leads to `#no-name`",
    '<a href="http://127.0.0.1:8000/x/">x</a>': r"the finished file has an address of this machine \(//127.0.0.1\)",
    '<p title="HTTP://LOCALHOST">x</p>': r"the finished file has an address of this machine \(//LOCALHOST\)",
}
# Of every template, a line that is another, and what is said.
POLICY = '<meta http-equiv="Content-Security-Policy" content="{{ policy|safe }}">\n'
TEMPLATES = [
    ("overrides/404.html", POLICY, "", r"site/404\.html:1: the finished page has to carry its own Content-Security-Po"),
    (
        "overrides/robots.txt",
        "sitemap.xml",
        "map.xml",
        rf"site/robots\.txt:1: the finished file leads to `{SITE_URL}map",
    ),
    (
        "overrides/sitemap.xml",
        "{{ address }}<",
        "{{ address }}x/<",
        r"site/sitemap\.xml:1: the finished file leads to `",
    ),
    (
        "overrides/feed.xml",
        'href="{{ address }}"',
        'href="http://[::1]/"',
        r"site/ar/feed\.xml:1: the finished file has an ",
    ),
    (
        "overrides/stylesheet/1-base.css",
        "body {",
        "body { color: url(a.png);",
        r"site/style\.\w+\.css:1: the finished file",
    ),
    (
        "overrides/stylesheet/1-base.css",
        "body {",
        "body { color: url('//a.test/b');",
        r"site/style\.\w+\.css:1: the fini",
    ),
]
# In a page of the finished site, a text that is another, and all that is said of it.
WRITTEN = {
    "policy that lets all by": ("default-src 'none'", "default-src *", "has to carry its own Content-Security"),
    "two policies": (
        "<meta http-equiv",
        '<meta http-equiv="Content-Security-Policy" content="">\n<meta http-equiv',
        "has to",
    ),
    "policy too late": (
        "<meta http-equiv",
        '<link rel="stylesheet" href="../{style}">\n<meta http-equiv',
        "has to carry",
    ),
    "element left open": ("</main>", "<div></main>", "is not sound HTML (“<div>…</main>”)"),
    "element closed twice": ("</main>", "</div></main>", "is not sound HTML (“<main>…</div>”)"),
    "elements that cross": ("</main>", "<b><i>x</b></i></main>", "is not sound HTML (“<i>…</b>”)"),
    "end that is lost": ("</body>\n</html>", "", "is not sound HTML (“<body>…”)"),
    "beginning that is lost": ("<!doctype html>\n", "", "is not sound HTML (“<html lang="),
}


@pytest.fixture
def copy(mini_site: Path, tmp_path: Path) -> Path:
    """A copy of the built site, to spoil."""
    return Path(shutil.copytree(mini_site, tmp_path / "copy"))


@pytest.fixture(scope="module")
def policies(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages that the site has to have, and their policies."""
    return shell.policies(pages_in(copy_project(tmp_path_factory.mktemp("project"), MINI, code=False)))


@pytest.fixture
def told(policies: dict[str, str]) -> Callable[..., list[str]]:
    """What is told of a finished site, in English."""

    def tell(site: Path, url: str = SITE_URL) -> list[str]:
        there = internal_links.files(site)
        judged = judging.judge(site, there, url, "")
        desks = {f"{page}index.html": shell.POLICY for page in all_pages_of(site) if DESK.search(page)}
        return [str(fault).partition("\n")[0] for fault in judging.faults(judged, there, policies | desks)]

    return tell


def test_build_tells_all_that_is_wrong_in_finished_files(mini: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    footer = mini / "overrides" / "footer.html"
    footer.write_text(footer.read_text("utf-8") + "\n".join(SPOILED), "utf-8")
    for name, old, new, _ in TEMPLATES:
        edit(mini / name, old, new)
    budget = mini / "data" / "budget.yaml"
    budget.write_text(re.sub("requetes: [0-9]+", "requetes: 99", budget.read_text("utf-8")), "utf-8")
    outputs = []
    for jobs in ("1", "3"):
        monkeypatch.setenv("JOBS", jobs)
        outputs.append(refused(mini))
        shutil.rmtree(mini / "site")
    for said in SPOILED.values():
        assert re.search(rf"^site/(?:[\w-]+/)*index\.html:\d+: {said}", outputs[0], re.MULTILINE), said
    for *_, said in TEMPLATES:
        assert re.search(f"^{said}", outputs[0], re.MULTILINE), said
    assert outputs[0] == outputs[1]


@pytest.mark.parametrize("what", WRITTEN)
def test_page_that_is_not_whole_or_not_kept_by_its_policy_is_told(
    what: str, copy: Path, told: Callable[..., list[str]]
) -> None:
    old, new, said = WRITTEN[what]
    page = copy / "plan" / "index.html"
    edit(page, old, new.replace("{style}", next(copy.glob("style.*.css")).name))
    faults = told(copy)
    assert said in faults[0]
    assert all(fault.startswith("site/plan/index.html:") for fault in faults)


def test_line_of_what_is_wrong_is_told(copy: Path, told: Callable[..., list[str]]) -> None:
    edit(copy / "plan" / "index.html", "</head>\n", '</head>\n<p onload="x"></p>\n')
    text = (copy / "plan" / "index.html").read_text("utf-8")
    line = text.count("\n", 0, text.index("<p onload")) + 1
    assert [fault for fault in told(copy) if fault.startswith(f"site/plan/index.html:{line}: ")]


def test_page_that_is_not_there_is_told(copy: Path, told: Callable[..., list[str]]) -> None:
    (copy / "plan" / "index.html").unlink()
    first, *others = told(copy)
    assert first.startswith("site/plan/index.html:1: this page is missing in the finished site")
    assert others
    assert all("plan/`, which is no file of the site" in fault for fault in others)


def test_page_that_nothing_makes_is_told(copy: Path, told: Callable[..., list[str]]) -> None:
    shutil.copy(copy / "plan" / "index.html", copy / "plan" / "other.html")
    assert [fault.partition(" Content")[0] for fault in told(copy)] == [
        "site/plan/other.html:1: the finished page has to carry its own"
    ]


def test_address_of_this_machine_may_be_the_sites_own(copy: Path, told: Callable[..., list[str]]) -> None:
    """A page to look at from here alone: its links are to where it is served."""
    for file in copy.rglob("*.*"):
        file.write_bytes(file.read_bytes().replace(SITE_URL.encode(), b"http://127.0.0.1:8000/"))
    assert told(copy, "http://127.0.0.1:8000/") == []
    others = [fault for fault in told(copy) if "an address of this machine (//127.0.0.1)" not in fault]
    # It says where its links begin.
    assert others == [f"site/404.html:9: {others[0].partition(': ')[2]}"]


def test_sound_site_passes(mini_site: Path, told: Callable[..., list[str]]) -> None:
    assert told(mini_site) == []
