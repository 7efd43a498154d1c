"""What the tests share: the built site, copies of the project to spoil, a browser.

The site is built once, before the workers start, as a visitor would get it: by the
command line, from a copy of the project, under a path of its own.
"""

from __future__ import annotations

import datetime
import functools
import http.server
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).parent))
from browser import find

ROOT = Path(__file__).parent.parent
SITE_URL = "https://example.test/"
# What another organisation keeps, and what it replaces by its own.
KEPT = ("macros", "overrides")
# What the tests measured: check → pages looked at, tests failed.
MEASURED: dict[str, tuple[int, int]] = {}
SWAPPED = ("data", "docs", "translations", "mkdocs.yml", "CITATION.cff")


def copy_project(target: Path, swapped_from: Path = ROOT) -> Path:
    """A copy of the project at `target`, with the data, pages and words of `swapped_from`."""
    target.mkdir(parents=True, exist_ok=True)
    for source, names in ((ROOT, KEPT), (swapped_from, SWAPPED)):
        for name in names:
            path = source / name
            if path.is_dir():
                shutil.copytree(path, target / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(path, target / name)
    return target


def run(project: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `python -m command…` in a project; its output and exit code."""
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=project,
        env=os.environ | {"SITE_URL": SITE_URL, "NO_MKDOCS_2_WARNING": "1"} | environment,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


def build(project: Path, **environment: str) -> Path:
    """Build a project that must build; the folder of its site."""
    result = run(project, "macros", "build", **environment)
    assert result.returncode == 0, result.stdout + result.stderr
    return project / "site"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--record", action="store_true", help="write what the tests found into data/controles.yaml")


def pytest_configure(config: pytest.Config) -> None:
    if hasattr(config, "workerinput"):
        config.built = Path(config.workerinput["built"])
        return
    config.built = Path(tempfile.mkdtemp(prefix="24defis-"))
    if not config.option.collectonly:
        print("Building the sites to test", flush=True)
        build(copy_project(config.built / "real"))
        build(copy_project(config.built / "mini", ROOT / "tests" / "mini"))


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


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node) -> None:
    node.workerinput["built"] = str(node.config.built)


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        if config.option.record:
            write_measured(ROOT / "data" / "controles.yaml", datetime.date.today().isoformat())
        shutil.rmtree(config.built, ignore_errors=True)


@pytest.fixture(scope="session")
def site(pytestconfig: pytest.Config) -> Path:
    """The built site."""
    return pytestconfig.built / "real" / "site"


@pytest.fixture(scope="session")
def mini_site(pytestconfig: pytest.Config) -> Path:
    """The built site of the other, tiny strategy."""
    return pytestconfig.built / "mini" / "site"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the real project, to spoil."""
    return copy_project(tmp_path / "project")


@pytest.fixture
def mini(tmp_path: Path) -> Path:
    """A copy of the tiny project, to spoil."""
    return copy_project(tmp_path / "mini", ROOT / "tests" / "mini")


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


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless Chromium."""
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=arguments)
        yield browser
        browser.close()


def pages_of(site: Path) -> list[str]:
    """The address of every page of a built site, from its root: ``, `en/defis/07/`."""
    return sorted(path.relative_to(site).as_posix().removesuffix("index.html") for path in site.rglob("index.html"))
