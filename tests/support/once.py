"""What is long to make is made once for all the processes that pass the tests."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO


def _hold(lock: IO[str]) -> None:
    """Wait until no other process holds a file; then it is held as long as it is open."""
    try:
        import fcntl
    except ImportError:
        import msvcrt

        # It gives up after ten seconds.
        while True:
            with suppress(OSError):
                msvcrt.locking(lock.fileno(), msvcrt.LK_LOCK, 1)
                return
    fcntl.flock(lock, fcntl.LOCK_EX)


def made_once(folder: Path, make: Callable[[Path], object]) -> Path:
    """The folder, made by the first process that asks for it while the others wait; whole, or not there."""
    with folder.with_name(f"{folder.name}.lock").open("w") as lock:
        _hold(lock)
        if not folder.exists():
            new = folder.with_name(f"{folder.name}.new")
            make(new)
            new.rename(folder)
    return folder
