"""What every tier may ask for: the built sites, copies of the project to spoil; and what is recorded of a run.

A site is built as a visitor would get it: by the command line, from a copy of the project, under a path of
its own; once for all the workers, and only if a test asks for it.
"""

from __future__ import annotations

import datetime
import os
import re
from pathlib import Path

import pytest

from tests.support.once import made_once
from tests.support.projects import MINI, ROOT, build, copy_project

# What the tests measured: check → pages looked at, tests failed.
MEASURED: dict[str, tuple[int, int]] = {}


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One worker a core, eight at most; none for a test named alone, which starts at once."""
    named_alone = config.args and all("::" in argument for argument in config.args)
    return 0 if named_alone else min(len(os.sched_getaffinity(0)), 8)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--record", action="store_true", help="write what the tests found into data/controles.yaml")


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Add up what the tests measured (`record_property("check", (id, pages))`), and their failures."""
    if report.when == "call":
        for name, value in report.user_properties:
            if name == "check":
                check, pages = value
                before = MEASURED.get(check, (0, 0))
                MEASURED[check] = (before[0] + pages, before[1] + report.failed)


def write_measured(path: Path, today: str) -> None:
    """Write the measures into `data/controles.yaml`, leaving the rest of each line as it is."""
    lines = path.read_text("utf-8").splitlines()
    for index, line in enumerate(lines):
        match = re.search(r"\{id: (\w+),", line)
        if match and match[1] in MEASURED:
            pages, faults = MEASURED[match[1]]
            line = re.sub(r"pages: \d+, defauts: \d+", f"pages: {pages}, defauts: {faults}", line)
            lines[index] = re.sub(r'date: "[\d-]+"', f'date: "{today}"', line)
    path.write_text("\n".join(lines) + "\n", "utf-8")


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput") and config.option.record:
        write_measured(ROOT / "data" / "controles.yaml", datetime.date.today().isoformat())


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of what is made once for all workers."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture(scope="session")
def site(built: Path) -> Path:
    """The built site."""
    return made_once(built / "real", lambda folder: build(copy_project(folder))) / "site"


@pytest.fixture(scope="session")
def mini_site(built: Path) -> Path:
    """The built site of the other, tiny strategy."""
    return made_once(built / "mini", lambda folder: build(copy_project(folder, MINI))) / "site"


@pytest.fixture(params=["site", "mini_site"])
def any_site(request: pytest.FixtureRequest) -> Path:
    """Each of the two sites."""
    found: Path = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the real project, to spoil."""
    return copy_project(tmp_path / "project")


@pytest.fixture
def mini(tmp_path: Path) -> Path:
    """A copy of the tiny project, to spoil."""
    return copy_project(tmp_path / "mini", MINI)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A copy of the tiny project without its code, to spoil and check in this process."""
    return copy_project(tmp_path / "draft", MINI, code=False)
