"""What stops a release: nobody who answers for it, recorded checks not of these very pages, or that found faults."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from macros.building import site_of
from macros.commands import releasing
from macros.source import fingerprint, settings
from tests.support.measures import Recorder
from tests.support.projects import edit, run

CHECKS = """controles:
  - {id: axe, titre: Accessibility rules, outil: axe-core, pages: 0, defauts: 0, date: "2026-11-22"}
"""
ANSWERING = """
mentions:
  editeur: The Invented Museum, 1 Example Street
  directeur: Ada Example
  hebergeur: Example Hosting, 2 Example Street, +33123456789
  contact: hello@example.org
"""


def ready(project: Path) -> tuple[int, str]:
    """The exit code of the command in a project without its code, and what it says."""
    result = run(project, "macros", "ready", PYTHONPATH=str(Path(releasing.__file__).parents[2]))
    return result.returncode, result.stdout + result.stderr


def record(project: Path, pages: int, faults: int = 0, meanwhile: Callable[[], object] = lambda: None) -> None:
    """Write what tests found, as `make record` does; `meanwhile`: what happens while they run."""
    recorder = Recorder(project / fingerprint.RECORDED, "2026-12-01", fingerprint.of(project))
    recorder.found["axe"] = (pages, faults)
    kind = yaml.safe_load((project / "data/budget.yaml").read_text("utf-8"))["pages"][0]["id"]
    recorder.weights = [(kind, pages, 8000, 9000, [0] * 19 + [pages])]
    meanwhile()
    recorder.write()
    assert "mediane: 8000" in (project / "data/poids.yaml").read_text("utf-8")


@pytest.fixture
def checked(draft: Path) -> Path:
    """A tiny project that somebody answers for, with a check that was never made."""
    with (draft / "data/reglages.yaml").open("a", encoding="utf-8") as settings_file:
        settings_file.write(ANSWERING)
    (draft / fingerprint.RECORDED).write_text(CHECKS, "utf-8")
    return draft


@pytest.fixture
def pages(checked: Path) -> int:
    """How many pages it has."""
    site = site_of(settings.read(checked))
    return len(list(site.addresses(site.paths)))


def test_what_is_changed_while_the_tests_run_was_not_looked_at(checked: Path, pages: int) -> None:
    record(checked, pages, meanwhile=lambda: edit(checked / "data/defis.yaml", "titre: ", "titre: New "))
    code, said = ready(checked)
    assert code == 1
    assert said.count("\n    fr : ") == 1


def test_checks_of_these_pages_stop_no_release(checked: Path, pages: int) -> None:
    assert pages > 20
    record(checked, pages)
    code, said = ready(checked)
    assert (code, said) == (0, "ready to be released / prêt à être publié\n")


def test_checks_that_were_never_made_or_of_other_pages_stop_it(checked: Path, pages: int) -> None:
    code, said = ready(checked)
    assert code == 1
    assert "data/controles.yaml:2: axe: “Accessibility rules” was last recorded on other pages" in said
    record(checked, pages)
    edit(checked / "docs/en/index.md", "\n", "\n\n")
    assert ready(checked)[0] == 1


@pytest.mark.parametrize("name", ["editeur", "directeur", "hebergeur", "contact"])
def test_site_that_nobody_answers_for_is_not_released(name: str, checked: Path, pages: int) -> None:
    edit(checked / "data/reglages.yaml", f"  {name}:", f"  # {name}:")
    record(checked, pages)
    code, said = ready(checked)
    assert code == 1
    assert f"data/reglages.yaml:16: mentions.{name}: " in said
    assert f"Write under `mentions:` a line `{name}: …`" in said
    assert said.endswith("1 fault / 1 erreur\n")


@pytest.mark.parametrize(("fewer", "faults", "told"), [(1, 0, "pages of the site"), (0, 2, "(failed tests: 2)")])
def test_checks_of_part_of_the_pages_or_that_found_faults_stop_it(
    fewer: int, faults: int, told: str, checked: Path, pages: int
) -> None:
    record(checked, pages - fewer, faults)
    code, said = ready(checked)
    assert code == 1
    assert told in said
    assert said.endswith("1 fault / 1 erreur\n")


def test_what_is_recorded_and_what_python_compiles_change_no_page(checked: Path) -> None:
    before = fingerprint.of(checked)
    edit(checked / fingerprint.RECORDED, "2026-11-22", "2026-11-23")
    (checked / "overrides/__pycache__").mkdir()
    (checked / "overrides/__pycache__/x.pyc").write_text("", "utf-8")
    (checked / "docs/.en.md.swp").write_text("", "utf-8")
    assert fingerprint.of(checked) == before
    for name in ("mkdocs.yml", "docs/fr/index.md", "translations/ar.po", "overrides/shell.html"):
        edit(checked / name, "\n", "\n\n")
        assert fingerprint.of(checked) != before, name
        before = fingerprint.of(checked)
