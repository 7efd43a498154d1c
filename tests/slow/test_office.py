"""The worksheet's document as LibreOffice shows it: its pages, their numbers, the side on which lines begin."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser
from pypdf import PageObject, PdfReader

from tests.support.office import installed, to_pdf
from tests.support.worksheets import example, plan

pytestmark = pytest.mark.skipif(not installed(), reason="LibreOffice is not installed: make test-all installs it")

MIDDLE = 297
FILLED = {
    "": plan(objectif="Publier cent images", qui="Anne", premier_pas="Les choisir", indicateur="Cent", ecologie="Rien"),
    "ar/": plan(objectif="نشر مئة صورة", qui="ليلى", premier_pas="اختيارها", indicateur="مئة", ecologie="لا شيء"),
}  # fmt: skip
SUMMARY, PLANS = {"": "En une page", "ar/": "في صفحة واحدة"}, {"": "Plans", "ar/": "الخطط"}


class Run(NamedTuple):
    """A piece of text on a page, in points from its left and its foot."""

    text: str
    left: float
    foot: float
    size: float


def runs(page: PageObject) -> list[Run]:
    found: list[Run] = []

    def note(text: str, matrix: list[float], of_text: list[float], font: object, size: float) -> None:
        if text.strip():
            left, foot = of_text[4] * matrix[0] + matrix[4], of_text[5] * matrix[3] + matrix[5]
            found.append(Run(text.strip(), left, foot, size * of_text[0] * matrix[0]))

    page.extract_text(visitor_text=note)
    return found


@pytest.fixture(params=["", "ar/"], ids=["fr", "ar"])
def language(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def pages(
    language: str, chromium: Browser, serve: Callable[[Path], str], site: Path, tmp_path: Path
) -> Iterator[list[list[Run]]]:
    """What stands on each page of the document of three plans."""
    context = chromium.new_context(accept_downloads=True)
    page = context.new_page()
    page.goto(f"{serve(site)}{language}batir-sa-strategie/")
    answers = {f"defi-{number:02}": FILLED[language] for number in (7, 16, 21)}
    strategy = json.dumps(example(version=2, organisation="Musée", reponses=answers)).encode()
    page.set_input_files("#file", {"name": "a.json", "mimeType": "application/json", "buffer": strategy})
    page.locator(".said", has_text="a.json").wait_for()
    with page.expect_download() as download:
        page.click('button[value="odt"]')
    document = tmp_path / "strategie.odt"
    document.write_bytes(Path(download.value.path()).read_bytes())
    yield [runs(sheet) for sheet in PdfReader(to_pdf(document)).pages]
    context.close()


def feet(page: list[Run]) -> list[Run]:
    return [run for run in page if run.foot < 60]


def test_pages_are_numbered_and_the_contents_say_which(pages: list[list[Run]], language: str) -> None:
    for number, page in enumerate(pages, 1):
        figures = re.findall(r"\d+", " ".join(run.text for run in feet(page) if run.text != "Musée"))
        assert figures == [str(number), str(len(pages))]
    (title,) = [run for run in pages[0] if run.text == SUMMARY[language]]
    beside = [run.text for run in pages[0] if abs(run.foot - title.foot) < 1]
    place = next(number for number, page in enumerate(pages[1:], 2) if any(run.text == title.text for run in page))
    assert str(place) in beside


def test_lines_begin_on_the_side_of_the_language_and_headings_stand_out(pages: list[list[Run]], language: str) -> None:
    page = next(page for page in pages[1:] if page[0].text == PLANS[language])
    # Short lines, so that each is wholly on its side.
    texts = [run for run in page if run not in feet(page) and run.size < 12]
    assert len(texts) > 20
    on_the_left = [run for run in texts if run.left < MIDDLE]
    assert on_the_left == ([] if language else texts)
    assert round(page[0].size) == 17
    assert {round(run.size) for run in texts} == {11}
