"""The command that begins a project for somebody else's strategy."""

from __future__ import annotations

import contextlib
import io
import shutil
from pathlib import Path
from typing import Any

import yaml

from macros.building import site_of
from macros.commands import sources, translations
from macros.source import settings
from macros.source.faults import Fault, Faults
from macros.source.text import read_text
from macros.starting import answers as asking
from macros.starting import content
from macros.words import catalogue

# What a project is made with, whatever its strategy.
CODE = (
    "macros", "overrides", "deploy", "tests/content", "Makefile", "pyproject.toml", ".gitignore", "LICENSE",
    "requirements.txt", "requirements.in", "requirements-pdf.txt", "requirements-pdf.in", "requirements-test.txt",
    "requirements-test.in", "requirements-pins.txt", "requirements-pins.in",
    ".github/workflows/publish.yml", ".github/workflows/pull-request.yml", ".github/workflows/links.yml",
)  # fmt: skip
_HOSTS = ("Caddyfile", "_redirects", "nginx.conf")
_README = Path(__file__).parent.parent / "starting" / "README.md"


def project(root: Path, folder: Path, answers: Path | None) -> None:
    """Write a complete project into `folder`, from a file of answers or from what a person says.

    Raises `Faults` for answers that cannot be, and for a folder that holds something already.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Faults([Fault(folder.name, 1, "", "project-there")])
    given = asking.read(answers) if answers else asking.ask(_answer)
    words = _words(root, given)
    for name in CODE:
        _copy(root / name, folder / name)
    budget = yaml.safe_load(read_text(root / "data" / "budget.yaml", "data/budget.yaml"))
    for name, text in content.files(given, words, budget):
        _write(folder / name, text)
    _write(folder / "mkdocs.yml", content.configuration((root / "mkdocs.yml").read_text("utf-8"), given))
    before = settings.listed(root)
    for name in _HOSTS:
        host = folder / "deploy" / name
        _write(host, content.hosting(host.read_text("utf-8"), before, list(given.langues)))
    _write(folder / "README.md", _README.read_text("utf-8").replace("NAME", given.nom))
    with contextlib.redirect_stdout(io.StringIO()):
        translations.translations(folder)
        sources.schema(folder)
    sources.check(folder)
    print(f"{folder}: make serve, then http://127.0.0.1:8000/")


def _answer(question: str) -> str:
    try:
        return input(question)
    except EOFError:
        raise Faults([Fault(asking.ASKED, 1, "", "project-unanswered")]) from None


def _words(root: Path, given: asking.Answers) -> dict[str, str]:
    """The words of the interface in the first language; `Faults` for one that has not all of them."""
    code = given.langues[0]
    known = site_of(settings.read(root)).project.words
    translated = catalogue.load(root, code, known.values())
    found: dict[str, str] = {}
    for key, leaf in known.items():
        there: Any = None if leaf.language == code else translated.get(leaf)
        if leaf.language == code or there:
            found[key] = there.text if there else str(leaf)
    if lacking := len(known) - len(found):
        values = {"language": code, "missing": lacking, "all": len(known)}
        raise Faults([Fault(catalogue.file_of(catalogue.INTERFACE, code), 1, "", "project-wordless", values)])
    return found


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy(source, target)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
