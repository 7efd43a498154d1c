"""The two doors through which a project is refused: the check, in this process, and a build, in another.

What the command line calls is imported here alone.
"""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

from macros.building import site_of
from macros.commands.sources import check
from macros.commands.translations import translations
from macros.site.site import Site
from macros.source import settings
from macros.source.faults import Faults
from tests.support.projects import MINI, ROOT, copy_project, run
from tests.support.spoiled.spoiling import Spoiled

# The first line of a fault, in English: file, line, what is wrong. In French it is indented.
FAULT = re.compile(r"^[^ \n][^\n]*?:\d+: .*$", re.MULTILINE)


def pages_in(project: Path) -> Site:
    """A project as pages, in every language, before they are built."""
    return site_of(settings.read(project))


def told(project: Path) -> str:
    """What `python -m macros check` tells of a project; nothing of one that is sound."""
    try:
        check(project)
    except Faults as faults:
        return faults.report()
    return ""


def translated(project: Path, **options: str) -> str:
    """What `python -m macros translations` prints, once it has brought the catalogues of a project up to date."""
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        translations(project, **options)
    return printed.getvalue()


def faults_in(report: str) -> list[str]:
    """The faults that a report or a terminal shows, each by its line in English, sorted."""
    return sorted(FAULT.findall(report))


def checked(project: Path) -> list[str]:
    """The faults that a check finds in a project."""
    return faults_in(told(project))


def refused(project: Path, command: str = "build") -> str:
    """What the terminal shows of a project that a command must refuse, leaving its last good site whole."""
    (project / "site").mkdir()
    (project / "site" / "index.html").write_text("the last good build", "utf-8")
    result = run(project, "macros", command)
    output = result.stdout + result.stderr
    assert result.returncode == 1, output
    assert "Traceback" not in output, output
    assert [path.name for path in (project / "site").rglob("*")] == ["index.html"]
    assert (project / "site" / "index.html").read_text("utf-8") == "the last good build"
    assert not (project / ".site.new").exists()
    assert_readable(output)
    return output


def refused_alike(case: Spoiled, folder: Path) -> None:
    """Assert that a build refuses a spoiled project as a check does: all that must be told is, in the same words."""
    project = copy_project(folder / "project", ROOT if case.real else MINI)
    patterns = case.spoil(project)
    expected = checked(project)
    output = refused(project)
    for pattern in patterns:
        assert re.search(f"^{pattern}", output, re.MULTILINE), f"{pattern}\n{output}"
    assert faults_in(output) == expected


def assert_readable(report: str) -> None:
    """Each fault is said in English, then in French, on lines of their own that command nothing and give nothing away.

    CI obeys lines that begin with `::`; `root:` is in the file that links and paths would lead to.
    """
    assert len(FAULT.findall(report)) == len(re.findall(r"^    fr : ", report, re.MULTILINE))
    assert not re.search(r"^::", report, re.MULTILINE)
    assert "root:" not in report
    assert all(len(line) < 1000 for line in report.splitlines())
