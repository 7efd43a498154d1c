"""What `data/reglages.yaml` says of a site is what its pages say; a setting that is wrong is told."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from macros.building import site_of
from macros.site import assets, colours
from macros.site.render import render
from macros.source import settings
from macros.source.faults import Faults
from macros.words import progress
from tests.support.projects import ROOT, edit

SETTINGS = "data/reglages.yaml"


def page(project: Path, path: str, language: str = "en") -> str:
    """The HTML of a page of a project."""
    site = site_of(settings.read(project))
    loaded = assets.load(site)
    return render(site, loaded, site.project.address(path, language)).html


def add(project: Path, text: str) -> None:
    path = project / SETTINGS
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def told(project: Path) -> str:
    with pytest.raises(Faults) as raised:
        page(project, "index.md")
    return raised.value.report()


def test_site_says_whose_it_is(mini: Path) -> None:
    assert "An independent site" in page(mini, "index.md")
    edit(mini / SETTINGS, "publication: independante", "publication: propre")
    said = page(mini, "index.md")
    assert "A site of the organisation whose strategy it presents" in said
    assert "independent" not in said
    assert "Site publié par l’organisme" in page(mini, "index.md", "fr")


def test_no_question_need_be_invented(mini: Path) -> None:
    defis = mini / "data" / "defis.yaml"
    text = defis.read_text("utf-8")
    first = text.index("    ecologie:")
    defis.write_text(text[:first] + text[text.index("    themes:", first) :], "utf-8")
    assert "defi-01.ecologie: expected 2 to 4 items, got 0. Add 2." in told(mini)
    edit(mini / SETTINGS, "ecologie: {moins: 2", "ecologie: {moins: 0")
    assert 'id="questions-ecologie"' not in page(mini, "defis/01.md")
    assert 'id="questions-ecologie"' in page(mini, "defis/02.md")


def test_parts_are_required_as_the_settings_say(mini: Path) -> None:
    edit(mini / "data" / "defis.yaml", "    themes: [people]\n", "")
    assert "defi-01.themes: the key `themes` is missing. Add it." in told(mini)
    edit(mini / SETTINGS, "obligatoires: [simple, themes, publics]", "obligatoires: []")
    assert "<h1" in page(mini, "defis/01.md")


def test_site_says_words_its_own_way(mini: Path) -> None:
    add(mini, 'mots:\n  - {id: kind-defi, texte: "Wish {number}"}\n')
    said = page(mini, "defis/01.md")
    assert "Wish 1" in said
    assert "Challenge" not in said
    # In a language that has not translated it, rather than what another site calls it.
    assert "Wish 1" in page(mini, "defis/01.md", "ar")


@pytest.mark.parametrize(
    ("setting", "fault"),
    [
        ("mots: [{id: kind-wish, texte: Wish}]", "the interface has no word of this name"),
        ("mots: [{id: kind-defi, texte: Wish}]", "{number}"),
        ("couleurs: [{clair: '#8fddb3', sombre: '#8fddb3'}]", "couleurs.1.clair: the colour #8fddb3 is too faint"),
        ("couleurs: [{clair: '#0d573a', sombre: '#0d573a'}]", "couleurs.1.sombre: the colour #0d573a is too faint"),
        ("couleurs: [{clair: green, sombre: '#8fddb3'}]", "`green` is not a colour"),
        ("licence_citations: {spdx: CC-BY-9, nom: CC, url: https://example.org/}", "SPDX"),
        ("editeur: Us", "editeur"),
    ],
)
def test_setting_that_is_wrong_is_told(mini: Path, setting: str, fault: str) -> None:
    add(mini, setting + "\n")
    report = told(mini)
    assert report.startswith(SETTINGS)
    assert fault in report


def test_licence_is_required(mini: Path) -> None:
    text = (mini / SETTINGS).read_text("utf-8")
    (mini / SETTINGS).write_text(text.replace("licence:", "permis:"), "utf-8")
    assert "the key `licence` is missing" in told(mini)
    (mini / SETTINGS).unlink()
    assert f"{SETTINGS}:1: the file is missing" in told(mini)


def test_colours_of_any_number_of_axes_are_read_in_both_schemes(mini: Path) -> None:
    data = site_of(settings.read(mini)).project.data
    axes = tuple(data.strategy.axes[0].model_copy(update={"id": f"axe-{number}"}) for number in range(1, 31))
    many = data.strategy.model_copy(update={"axes": axes})
    base = (mini / "overrides" / assets.BASE).read_text("utf-8")
    style = colours.style(replace(data, strategy=many), base)
    light, _, dark = style.partition("@media")
    for rules, grounds in ((light, ("#fdfcf7", "#ffffff")), (dark, ("#14120e", "#14120e"))):
        given = {number: colours.axis_colour(rules, f"axe-{number}") for number in range(5, 31)}
        assert len(set(given.values())) == 26
        for colour in given.values():
            assert min(colours.contrast(colour, ground) for ground in grounds) >= 7
    bands = re.findall(r"--axe:(#\w{6});--band:(#\w{6})", dark)
    assert len(bands) == 26
    assert min(colours.contrast(numeral, band) for numeral, band in bands) >= 4.5
    assert min(colours.contrast("#f5f1e8", band) for _, band in bands) >= 7
    # The stylesheet's own stay.
    assert not colours.axis_colour(style, "axe-4")


def test_contrast_is_that_of_wcag() -> None:
    assert colours.contrast("#000", "#ffffff") == pytest.approx(21)
    assert colours.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


def test_default_language_without_the_words_of_the_interface_is_told(mini: Path) -> None:
    assert list(progress.wordless(site_of(settings.read(mini)).project)) == []
    (mini / "overrides" / "words" / "en.po").unlink()
    project = site_of(settings.read(mini)).project
    (note,) = progress.wordless(project)
    assert note.values == {"language": "en", "missing": len(project.words), "all": len(project.words)}


def test_language_without_words_of_the_interface_shows_those_of_the_first(mini: Path) -> None:
    edit(mini / "mkdocs.yml", "{locale: fr, name: Français", "{locale: nl, name: Nederlands")
    said = page(mini, "index.md", "nl")
    assert "Go to the content" in said or "Skip to" in said
    assert "Aller au contenu" not in said


def test_language_without_spaces_is_told_what_it_lacks(mini: Path) -> None:
    edit(mini / "mkdocs.yml", "{locale: fr, name: Français", "{locale: ja, name: 日本語")
    (note,) = settings.unspaced(mini, settings.read(mini).names)
    assert (note.file, note.values) == ("mkdocs.yml", {"code": "ja"})
    assert "locale: ja" in (mini / "mkdocs.yml").read_text("utf-8").splitlines()[note.line - 1]


def test_pages_have_one_order_in_every_process() -> None:
    program = (
        "from pathlib import Path; from macros.building import site_of; from macros.source import settings;"
        "print(list(site_of(settings.read(Path())).titles['fr']))"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(found) == 1
