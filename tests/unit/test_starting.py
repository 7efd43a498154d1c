"""A project for another strategy is begun from answers: it is sound, in its own words, and nothing of this one's."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.building import site_of
from macros.commands.starting import project
from macros.site import assets
from macros.site.render import render
from macros.source import settings
from macros.source.faults import Faults
from macros.starting import answers as asking
from macros.starting import content
from tests.support.projects import ROOT

ANSWERS: dict[str, Any] = {
    "nom": "Lighter: the “Web”",
    "organisation": "Lighter Web Group",
    "date": "2026-03",
    "langues": ["en", "nl", "pl", "he"],
    "publication": "propre",
    "licence": {"spdx": "CC0-1.0", "nom": "CC0", "url": "https://example.org/zero"},
    "entree": {"singulier": "Objective", "pluriel": "Objectives"},
    "groupe": {"singulier": "Line", "pluriel": "Lines"},
    "groupes": [
        {"titre": "Lighter services", "entrees": ["Print less", "Wait less: “no queue”"]},
        {"titre": "Open data", "entrees": ["Publish what is asked for " * 5]},
    ],
}
# Words that French pages of this site have and another strategy's have not.
FRENCH = re.compile(r"\b(?:Aller au|Accueil|défis?|Plan du site|Questions à se|Cette page|pas encore|ministère)\b")


def begin(folder: Path, **answers: object) -> Path:
    """A project begun from these answers, the others as above."""
    given = folder / "answers.yaml"
    given.write_text(yaml.safe_dump(ANSWERS | answers, allow_unicode=True), "utf-8")
    project(ROOT, folder / "own", given)
    return folder / "own"


def pages(made: Path) -> dict[str, str]:
    """The HTML of every page of a project, by its address."""
    site = site_of(settings.read(made))
    loaded = assets.load(site)
    return {each.url: render(site, loaded, each).html for each in site.addresses(site.paths)}


def test_project_is_in_its_own_words_in_every_language(tmp_path: Path) -> None:
    made = pages(begin(tmp_path))
    assert len(made) == 4 * 15
    assert {url for url, page in made.items() if FRENCH.search(page)} == set()
    for url, page in made.items():
        assert "Challenge" not in page, url
        assert "A site of the organisation whose strategy it presents" in page, url
        assert "CC0-1.0" in page, url
    assert "Objective 1" in made["objectives/01/"]
    assert '<html lang="he" dir="rtl">' in made["he/"]
    assert "Lighter Web Group" in made["about/"]


def test_project_may_begin_in_a_language_written_from_right_to_left(tmp_path: Path) -> None:
    kinds = {"entree": {"singulier": "هدف", "pluriel": "أهداف"}, "groupe": {"singulier": "محور", "pluriel": "محاور"}}
    made = pages(begin(tmp_path, langues=["ar", "en"], **kinds))
    assert '<html lang="ar" dir="rtl">' in made[""]
    assert "هدف 1" in made["defis/01/"]
    assert {url for url, page in made.items() if FRENCH.search(page)} == set()


def test_language_without_words_does_not_come_first(tmp_path: Path) -> None:
    with pytest.raises(Faults) as raised:
        begin(tmp_path, langues=["he", "en"])
    (fault,) = raised.value.faults
    assert (fault.file, fault.code, fault.values["missing"]) == (
        "overrides/words/he.po",
        "project-wordless",
        fault.values["all"],
    )
    assert not (tmp_path / "own").exists()


def test_sentences_keep_their_article_and_their_capitals(tmp_path: Path) -> None:
    words = {"a": "A challenge for each axis", "b": "No challenge", "c": "The axes", "d": "Home"}
    own = content.own_words(asking.Answers.model_validate(ANSWERS), words)
    assert own == {"a": "An objective for each line", "b": "No objective", "c": "The lines"}


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"langues": ["en", "english"]}, "answers.yaml:"),
        ({"langues": ["en", "nl", "en"]}, "answers.yaml:"),
        ({"licence": {"spdx": "Free", "nom": "Free", "url": "https://example.org/"}}, "SPDX"),
        ({"publication": "yes"}, "propre"),
        ({"groupes": []}, "groupes"),
        ({"couleur": "blue"}, "couleur"),
    ],
)
def test_answer_that_cannot_be_is_told(tmp_path: Path, answers: dict[str, object], told: str) -> None:
    with pytest.raises(Faults) as raised:
        begin(tmp_path, **answers)
    assert told in raised.value.report()
    assert not (tmp_path / "own").exists()


def test_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "mine").write_text("mine")
    with pytest.raises(Faults, match=r"own:1: this folder holds something already"):
        begin(tmp_path)
    assert [path.name for path in (tmp_path / "own").iterdir()] == ["mine"]


def test_questions_make_the_answers(tmp_path: Path) -> None:
    said = iter(
        [
            "Ours",
            "Us",
            "2026",
            "en nl",
            "propre",
            "CC0-1.0 | CC0 | https://example.org/",
            "Goal, Goals",
            "Line, Lines",
            "2 1",
        ]
    )
    given = asking.ask(lambda question: next(said))
    assert [group.entrees for group in given.groupes] == [("Goal 1", "Goal 2"), ("Goal 3",)]
    assert given.groupes[1].titre == "Line 2"
    with pytest.raises(Faults) as raised:
        asking.ask(lambda question: "")
    assert "answers:" in raised.value.report()


def test_hosts_send_readers_to_the_languages_there_are() -> None:
    for name in ("Caddyfile", "nginx.conf", "_redirects"):
        text = (ROOT / "deploy" / name).read_text("utf-8")
        made = content.hosting(text, settings.listed(ROOT), ["en", "nl", "he"])
        assert [line for line in made.splitlines() if "/nl/" in line]
        assert not re.search(r"/(?:br|oc|de)/|\|br\|", made), name
        # Into the same languages, nothing changes.
        assert content.hosting(text, settings.listed(ROOT), settings.listed(ROOT)) == text
