"""Finds the servers that the tests run, and the library that changes the date: the machine's, or Debian's packages.

The packages are unpacked into a folder of their own, not installed: nothing starts with the
machine, and no right is needed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

UNPACKED = Path(__file__).parent.parent.parent / ".venv" / "debian"
PACKAGES = ("nginx", "libnginx-mod-http-brotli-static", "caddy", "libfaketime")


@dataclass(frozen=True)
class Servers:
    """The path of each thing found, or None."""

    nginx: Path | None
    brotli: Path | None
    caddy: Path | None
    faketime: Path | None


def find() -> Servers:
    """What there is on this machine, the unpacked packages included."""
    return Servers(
        nginx=_program("nginx", "-v"),
        brotli=_file("usr/lib/nginx/modules/ngx_http_brotli_static_module.so"),
        caddy=_program("caddy", "version"),
        faketime=_file("usr/lib/*/faketime/libfaketimeMT.so.1"),
    )


def _program(name: str, version: str) -> Path | None:
    places = [UNPACKED / "usr/sbin", UNPACKED / "usr/bin", *os.get_exec_path(), "/usr/sbin"]
    found = shutil.which(name, path=os.pathsep.join(map(str, places)))
    # A program that lacks a library of another Debian is of no use.
    runs = found and subprocess.run([found, version], capture_output=True, check=False).returncode == 0
    return Path(found) if found and runs else None


def _file(pattern: str) -> Path | None:
    return next((path for root in (UNPACKED, Path("/")) for path in sorted(root.glob(pattern))), None)


def install() -> None:
    """Unpack what is missing, where Debian's packages can be had."""
    missing = [package for package, found in zip(PACKAGES, vars(find()).values(), strict=True) if not found]
    if not missing or not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        return
    print(f"Unpacking Debian's {', '.join(missing)}", flush=True)
    UNPACKED.mkdir(parents=True, exist_ok=True)
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if not root or shutil.which("sudo"):
        subprocess.run([*root, "apt-get", "update", "-qq"], check=False, capture_output=True)
    for package in missing:
        subprocess.run(["apt-get", "download", "-qq", package], cwd=UNPACKED, check=False, capture_output=True)
    for file in UNPACKED.glob("*.deb"):
        subprocess.run(["dpkg-deb", "-x", file, UNPACKED], check=False)
        file.unlink()


if __name__ == "__main__":
    install()
    for name, path in vars(find()).items():
        print(f"For the tests, {name}: {path or 'not found'}", file=sys.stderr if not path else sys.stdout)
