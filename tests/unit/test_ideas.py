"""What the strategy says, section by section: each idea has its place on the site, with the page of its section."""

from __future__ import annotations

import re

import pytest
import yaml

from tests.support.projects import REFERENCE, ROOT

SECTIONS = yaml.safe_load((REFERENCE / "ideas.yaml").read_text("utf-8"))
IDEAS = [(part["page"], idea) for part in SECTIONS for idea in part["ideas"]]


def plain(text: str) -> str:
    """A text in small letters, without its links' targets, with ordinary spaces and apostrophes."""
    text = re.sub(r"\]\[[^\]]*\]|\]\([^)]*\)", "]", text).replace("’", "'").replace("*", "")
    return re.sub(r"\s+", " ", text).lower()


def blocks(page: str) -> list[str]:
    """The paragraphs and list items of a page in French."""
    text = (ROOT / "docs" / "fr" / page).read_text("utf-8")
    return [plain(block) for block in re.split(r"\n\n|\n(?=- )", text)]


def test_every_section_of_the_document_is_compared() -> None:
    data = yaml.safe_load((ROOT / "data" / "defis.yaml").read_text("utf-8"))
    expected = {(section["id"], section["page"]) for axe in data["axes"] for section in axe["sections"]}
    compared = {(part["section"], part["page"]) for part in SECTIONS}
    assert {pair for pair in compared if pair[0].startswith("section-")} == expected


@pytest.mark.parametrize(("page", "idea"), IDEAS, ids=[idea["idea"] for _, idea in IDEAS])
def test_idea_has_its_place(page: int, idea: dict) -> None:
    written = blocks(idea["place"])
    words = [plain(word) for word in idea["words"]]
    assert any(all(word in block for word in words) for block in written), (idea["place"], idea["words"])
    assert re.search(rf"\b(?:p\.|page) {page}\b", " ".join(written)), f"{idea['on']}: p. {page} is not said"
