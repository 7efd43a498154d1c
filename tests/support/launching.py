"""Finds, installs and starts the browsers that Debian has besides Chromium: Firefox, and WebKit's own.

Each starts with settings of its own, and saves files in a folder of its own.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import create_server

from tests.support.engines import WAIT, Engine, Firefox, WebKit, waited

FIREFOX = ("firefox-esr", "firefox")
PACKAGES = ("firefox-esr", "webkit2gtk-driver", "xvfb", "xauth")
PREFERENCES = """user_pref("browser.download.folderList", 2);
user_pref("browser.download.dir", {folder});
user_pref("browser.download.always_ask_before_handling_new_types", false);
"""


@contextmanager
def firefox(folder: Path) -> Iterator[Engine]:
    """A headless Firefox with a profile of its own."""
    # What installs the browsers needs nothing but Python.
    from websockets.sync.client import connect

    profile, saved = _folders(folder)
    (profile / "user.js").write_text(PREFERENCES.format(folder=json.dumps(str(saved))), "utf-8")
    command = [_firefox() or "", "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"]
    log = folder / "log"
    with _running(command, log, os.environ | {"HOME": str(folder)}):
        listening = r"WebDriver BiDi listening on (ws://\S+)"
        found = waited(lambda: re.search(listening, log.read_text("utf-8", "replace")), "Firefox")
        with connect(f"{found[1]}/session", max_size=None, open_timeout=WAIT) as socket:
            yield Firefox(saved, socket)


# The bar of its window is wider than a phone; its folders are those that freedesktop.org names.
NARROW = "* { padding: 0; margin: 0; min-width: 0; font-size: 1px }"


@contextmanager
def webkit(folder: Path) -> Iterator[Engine]:
    """WebKit's browser on a screen that nobody sees, with settings of its own."""
    profile, saved = _folders(folder)
    (profile / "gtk-3.0").mkdir()
    (profile / "gtk-3.0/gtk.css").write_text(NARROW, "utf-8")
    (profile / "user-dirs.dirs").write_text(f'XDG_DOWNLOAD_DIR="{saved}"\n', "utf-8")
    with create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    screen = ["xvfb-run", "--auto-servernum", "--server-args=-screen 0 1600x1200x24"]
    environment = os.environ | {"HOME": str(folder), "XDG_CONFIG_HOME": str(profile)}
    with _running([*screen, "WebKitWebDriver", f"--port={port}"], folder / "log", environment):
        yield WebKit(saved, port)


def _folders(folder: Path) -> tuple[Path, Path]:
    """A folder for a browser's settings, and one for what it saves."""
    found = folder / "profile", folder / "saved"
    for each in found:
        each.mkdir(parents=True)
    return found


@contextmanager
def _running(command: list[str], log: Path, environment: dict[str, str]) -> Iterator[None]:
    """A command that runs meanwhile, with whatever it starts."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, env=environment, stdout=output, stderr=output, stdin=subprocess.DEVNULL, start_new_session=True
        )
    try:
        yield
    finally:
        os.killpg(process.pid, 15)
        process.wait(WAIT)


def _firefox() -> str | None:
    return next((path for name in FIREFOX if (path := shutil.which(name))), None)


def missing() -> dict[str, bool]:
    """Which of the browsers this machine lacks, by name."""
    return {"firefox": not _firefox(), "webkit": not all(map(shutil.which, ("WebKitWebDriver", "xvfb-run")))}


def install() -> None:
    """Install Debian's packages of those that are missing, where that can be done."""
    root = [] if getattr(os, "geteuid", lambda: 0)() == 0 else ["sudo", "-n"]
    if not any(missing().values()) or not shutil.which("apt-get") or (root and not shutil.which("sudo")):
        return
    subprocess.run([*root, "apt-get", "update", "-qq"], check=False)
    for package in PACKAGES:
        print(f"Installing {package}", flush=True)
        subprocess.run([*root, "apt-get", "install", "-y", "-qq", package], check=False, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    install()
    for name, lacking in missing().items():
        print(
            f"For the tests, {name}: {'not found' if lacking else 'found'}", file=sys.stderr if lacking else sys.stdout
        )
