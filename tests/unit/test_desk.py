"""The translators' desk and the sheet to read with a pencil: each text, once, beside its original, with its line."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import polib
import pytest

from macros.commands.translations import reading
from macros.publish.desk import AT_ONCE, ORDER, Desk, desks, difference
from macros.site.editing import Repository
from macros.source.faults import Faults
from tests.support.doors import pages_in, translated
from tests.support.projects import ROOT, edit

REPO = "https://example.test/people/project"


def french(project: Path) -> Desk:
    site = replace(pages_in(project), repository=Repository(REPO))
    (found,) = (desk for desk in desks(site) if desk.language.code == "fr")
    return found


def test_each_text_is_there_once_with_the_line_of_its_own_catalogue() -> None:
    site = replace(pages_in(ROOT), repository=Repository(REPO))
    for desk in desks(site):
        code, seen = desk.language.code, []
        for part in desk.parts:
            assert len(part.items) <= AT_ONCE
            for item in part.items:
                seen.append(item.leaf.context)
                file, line = item.address.removeprefix(f"{REPO}/blob/main/").split("#L")
                assert file in (f"translations/{code}.po", f"overrides/words/{code}.po")
                lines = (ROOT / file).read_text("utf-8").splitlines()[int(line) - 1 :]
                assert next(each for each in lines if each.startswith("msgctxt")) == f'msgctxt "{seen[-1]}"'
        assert sorted(seen) == sorted(
            leaf.context for leaf, _ in next(each.messages for each in site.progress if each.language.code == code)
        )


def test_what_is_to_do_comes_first_and_shows_how_the_original_changed(draft: Path) -> None:
    catalogue = polib.pofile(str(draft / "translations/fr.po"), wrapwidth=0)
    catalogue.find("defi-01.questions.0", by="msgctxt").msgstr = ""
    catalogue.save()
    edit(draft / "data/defis.yaml", "Say plainly who may come, where and when.", "Say who may come, where and when.")
    (part,) = (part for part in french(draft).parts if part.group == "defis")
    assert [item.state for item in part.items] == sorted((item.state for item in part.items), key=ORDER.index)
    found = {item.leaf.context: item for item in part.items}
    assert found["defi-01.questions.0"].state == "missing"
    assert found["defi-01.en_bref"].state == "older"
    assert "<del>plainly </del>" in found["defi-01.en_bref"].changed
    assert found["defi-01.en_bref"].words.text.startswith("Dites clairement")


def test_what_somebody_has_read_is_not_to_do(draft: Path) -> None:
    (draft / "data/langues.yaml").write_text(
        'relectures:\n  - {langue: fr, texte: defi-01.titre, par: Ada Example, date: "2026-01-01"}\n', "utf-8"
    )
    assert "defi-01.titre" in {item.leaf.context for part in french(draft).parts for item in part.items}
    translated(draft)
    assert "defi-01.titre" not in {item.leaf.context for part in french(draft).parts for item in part.items}


def test_difference_is_of_words() -> None:
    assert difference("a <b> c", "a d c") == "a <del>&lt;b&gt; </del><ins>d </ins>c"
    assert difference("same", "same") == "same"


def test_sheet_has_every_text_of_a_page_beside_its_original(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reading(draft, "fr", "defis/01")
    sheet = (draft / capsys.readouterr().out.strip()).read_text("utf-8")
    site = pages_in(draft)
    for leaf in site.texts.of("defis/01.md"):
        assert f'<code dir="ltr">{leaf.context}</code>' in sheet
    for section in site.original(site.project.address("defis/01.md", "fr")).sections:
        assert f"defis/01.md#{section}</code>" in sheet or section == "intro"
    assert len(re.findall("<tr><td", sheet)) >= 15
    assert "J’accepte que le site cite mon nom." in sheet


@pytest.mark.parametrize(("language", "page"), [("fr", "defis/99"), ("xx", "defis/01"), ("en", "defis/01")])
def test_sheet_of_nothing_is_refused(language: str, page: str, draft: Path) -> None:
    with pytest.raises(Faults, match="there is no sheet to read"):
        reading(draft, language, page)
    assert not (draft / "dist").exists()
