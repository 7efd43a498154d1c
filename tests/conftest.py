"""What every tier may ask for: the built sites, copies of the project to spoil; and what is recorded of a run.

A site is built as a visitor would get it: by the command line, from a copy of the project, under a path of
its own; once for all the workers, and only if a test asks for it.
"""

from __future__ import annotations

import functools
import http.server
import os
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import polib
import pytest

from macros.source import fingerprint
from tests.support.measures import Recorder
from tests.support.once import made_once
from tests.support.projects import MINI, ROOT, build, copy_project

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One worker a core, eight at most; none for a test named alone, which starts at once."""
    named_alone = config.args and all("::" in argument for argument in config.args)
    # Windows does not say which cores are ours.
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return 0 if named_alone else min(cores, 8)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--record", action="store_true", help="write what the tests found into data/controles.yaml")


def pytest_configure(config: pytest.Config) -> None:
    # A shell that starts the tests in the background has them ignore interruptions: what they start must not.
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    # The process that hands out the tests hears of every one.
    if config.option.record and not hasattr(config, "workerinput"):
        # What is changed while the tests run has not been looked at.
        config.pluginmanager.register(Recorder(ROOT / fingerprint.RECORDED, made_of=fingerprint.of(ROOT)))


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


def _untitled(folder: Path) -> None:
    project = copy_project(folder, MINI)
    file = polib.pofile(str(project / "translations/ar.po"), wrapwidth=0)
    file.find("defi-01.titre", by="msgctxt").msgstr = ""
    file.save()
    build(project)


@pytest.fixture(scope="session")
def untitled(built: Path) -> Path:
    """The built site of the tiny strategy, whose first défi has no title in Arabic: its page falls back."""
    return made_once(built / "untitled", _untitled) / "site"


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


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless Chromium: one for the whole run, as playwright starts once in a process."""
    # Most tests do without it.
    from tests.support.visits import launched

    with launched() as browser:
        yield browser


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A copy of the tiny project without its code, to spoil and check in this process."""
    return copy_project(tmp_path / "draft", MINI, code=False)


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serves a folder on loopback; gives its address, ending with `/`."""
    servers = []

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

    @functools.cache
    def start(folder: Path) -> str:
        handler = functools.partial(Quiet, directory=str(folder))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/"

    yield start
    for server in servers:
        server.shutdown()
