"""What WeasyPrint draws with: libraries and fonts of the system, installed where Debian's apt-get can."""

from __future__ import annotations

import os
import shutil
import subprocess

PACKAGES = (
    "libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fontconfig", "fonts-urw-base35",
    "fonts-hosny-amiri", "fonts-dejavu-core",
)  # fmt: skip
# The serifs of the books, Latin and Arabic, and what has the letters of both: they are in the last three packages.
FONTS = ("P052", "Amiri", "DejaVu Sans")


def missing() -> bool:
    """Whether a library or a font is not to be found."""
    try:
        import weasyprint  # noqa: F401
    except OSError:
        return True
    if not shutil.which("fc-list"):
        return True
    fonts = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=False).stdout
    return any(font not in fonts for font in FONTS)


def install() -> None:
    """Install what is missing, if this machine has apt-get and lets us."""
    root = [] if getattr(os, "geteuid", lambda: 0)() == 0 else ["sudo", "-n"]
    if not shutil.which("apt-get") or (root and not shutil.which("sudo")):
        return
    print("Installing Debian's pango and fonts", flush=True)
    subprocess.run([*root, "apt-get", "update", "-qq"], check=False)
    subprocess.run([*root, "apt-get", "install", "-y", "-qq", *PACKAGES], check=False, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    if missing():
        install()
