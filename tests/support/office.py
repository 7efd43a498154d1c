"""Finds LibreOffice for the slow tests, or installs Debian's."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tests.support.chromium import install_debian

NAME = "soffice"


def installed() -> bool:
    """Whether there is a LibreOffice on this machine."""
    return bool(shutil.which(NAME))


def to_pdf(document: Path) -> Path:
    """The PDF that LibreOffice makes of a document, beside it."""
    profile = f"-env:UserInstallation=file://{document.parent}/profile"
    command = [NAME, "--headless", profile, "--convert-to", "pdf", document.name]
    subprocess.run(command, cwd=document.parent, check=True, capture_output=True, timeout=300)
    return document.with_suffix(".pdf")


if __name__ == "__main__":
    if not installed():
        install_debian("libreoffice-writer")
    print(f"LibreOffice for the tests: {shutil.which(NAME)}")
