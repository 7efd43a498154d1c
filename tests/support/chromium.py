"""Finds a Chromium for the tests, or installs one: the machine's, Debian's, or playwright's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def installed() -> str | None:
    """The path of a Chromium on this machine, or None."""
    named = os.environ.get("CHROMIUM")
    return named or next((path for name in NAMES if (path := shutil.which(name))), None)


def playwrights_own() -> str | None:
    """The path of the Chromium that playwright installed, or None."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def find() -> str:
    """The path of a Chromium; exits with what to do if there is none."""
    path = installed() or playwrights_own()
    if not path:
        sys.exit("No Chromium found. Install one, or name it: CHROMIUM=/path/to/chromium make test")
    return path


def install_debian(*packages: str) -> None:
    """Install packages of Debian's, where that can be done."""
    root = [] if getattr(os, "geteuid", lambda: 0)() == 0 else ["sudo", "-n"]
    if shutil.which("apt-get") and (not root or shutil.which("sudo")):
        print(f"Installing Debian's {' '.join(packages)}", flush=True)
        subprocess.run([*root, "apt-get", "update", "-qq"], check=False)
        subprocess.run([*root, "apt-get", "install", "-y", "-qq", *packages], check=False, stdout=subprocess.DEVNULL)


def install() -> None:
    """Install a Chromium if there is none: Debian's package where it can be, else playwright's."""
    if installed() or playwrights_own():
        return
    install_debian("chromium")
    if not installed():
        print("Installing playwright's chromium", flush=True)
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


if __name__ == "__main__":
    install()
    print(f"Browser for the tests: {find()}")
