"""Where a site is built, and how it takes the place of the last one: one build at a time, whole or not at all.

Beside `site` stand, while a build is under way, `.site.new` that it writes, `.site.old` between two renames,
and `.site.lock`, which names the process that builds.
"""

from __future__ import annotations

import errno
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from macros.source.faults import Fault, Faults

try:
    import fcntl
except ImportError:
    # Windows has none; elsewhere it is there, and mypy says that nothing else can be.
    fcntl = None  # type: ignore[assignment]

# What the system says where there is no room: on the disk, for this user, for a file so large, to write at all.
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS}
# Seconds given to the processes of a build that was killed: they end as soon as they know.
PATIENCE = 1.0


@dataclass(frozen=True)
class Place:
    """Where a site is published: `site`, the folder itself, where whoever names it may name a link to it."""

    site: Path

    @classmethod
    def of(cls, folder: Path) -> Place:
        """The place that a project names; where that is a link, the one that it leads to. `Faults` where to none."""
        try:
            return cls(folder.resolve())
        except (OSError, RuntimeError):
            # A link to itself.
            raise Faults([Fault(folder.name, 1, "", "site-place")]) from None

    @property
    def staged(self) -> Path:
        """Where the next site is built meanwhile."""
        return self._beside("new")

    @property
    def old(self) -> Path:
        """Where the last site is between the two renames."""
        return self._beside("old")

    @property
    def found(self) -> Path:
        """Where what search is to find of each page waits for all of them."""
        return self._beside("found")

    @property
    def lock(self) -> Path:
        """The file that a build holds from its beginning to its end."""
        return self._beside("lock")

    def _beside(self, what: str) -> Path:
        return self.site.with_name(f".{self.site.name}.{what}")

    def take(self) -> int:
        """Hold the place for a build: no other is under way, and the last site is where it was.

        What is given holds it until it is closed, or until this process and those that it started end.
        Raises `Faults` where another build holds it, or where no site can be put in place.
        """
        if self.site.exists() and (not self.site.is_dir() or os.path.ismount(self.site)):
            raise Faults([Fault(self.site.name, 1, "", "site-place")])
        try:
            held = _hold(self.lock)
        except BlockingIOError:
            raise Faults([Fault(self.site.name, 1, "", "site-locked", {"process": _named(self.lock)})]) from None
        except OSError as error:
            raise unwritable(error, self.site) from None
        self._put_back()
        for path in (self.staged, self.found):
            _remove(path)
        return held

    @contextmanager
    def holding(self) -> Iterator[None]:
        """Hold the place for what reads its site or writes into it: no other comes meanwhile. Raises as `take`."""
        held = self.take()
        try:
            yield
        finally:
            release(held)

    def _put_back(self) -> None:
        """Finish what was interrupted between the two renames, or after them."""
        if self.old.is_dir() and not self.site.exists():
            self.old.rename(self.site)
        _remove(self.old)

    def recover(self) -> None:
        """Put the last site back where an interruption left none and no build is under way."""
        if self.old.is_dir() and not self.site.exists():
            with suppress(Faults):
                release(self.take())

    def replace(self) -> None:
        """Put the finished build in the place of the last one, in two renames; `Faults` where they are refused."""
        _remove(self.old)
        try:
            if self.site.exists():
                self.site.rename(self.old)
            self.staged.rename(self.site)
        except OSError as error:
            if error.errno == errno.EBUSY:
                # A folder of the same disk, mounted here: no name of it says so.
                raise Faults([Fault(self.site.name, 1, "", "site-place")]) from None
            raise unwritable(error, self.site) from None
        _remove(self.old)

    def clear(self) -> None:
        """Leave nothing of a build that ends before its time, and the last site whole."""
        for path in (self.staged, self.found):
            _remove(path)
        self._put_back()


def _remove(path: Path) -> None:
    """Leave nothing at a path; of a link, what it leads to stays."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    shutil.rmtree(path, ignore_errors=True)


def release(held: int | None) -> None:
    """Let go of a place that was taken; of none, nothing."""
    if held is not None:
        # Without better, a file that names nobody holds nothing.
        os.ftruncate(held, 0)
        os.close(held)


def _hold(path: Path) -> int:
    """Hold a file that names this process; `BlockingIOError` where another does, once it had time to end."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            held = _try(path)
        except BlockingIOError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            os.ftruncate(held, 0)
            os.write(held, f"{os.getpid()}\n".encode())
            return held


def _try(path: Path) -> int:
    """Hold a file; of a link, not what it leads to."""
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    if not fcntl:
        if _is_held(path):
            raise BlockingIOError
        return os.open(path, flags | os.O_EXCL, 0o644)
    held = os.open(path, flags, 0o644)
    try:
        # The processes that this one forks hold it too: it is free when all have ended.
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(held)
        raise
    return held


def _is_held(path: Path) -> bool:
    """Whether a living process holds a file by its name alone; that of a dead one is removed."""
    named = _named(path)
    try:
        if os.name == "posix" and named.isdigit():
            os.kill(int(named), 0)
            return True
    except ProcessLookupError:
        pass
    except OSError:
        return True
    try:
        path.unlink(missing_ok=True)
    except PermissionError:
        # Windows removes no file of a living process.
        return True
    return False


def _named(path: Path) -> str:
    """The process that a lock names."""
    with suppress(OSError):
        return path.read_text("ascii", "replace").strip() or "?"
    return "?"


def put(folder: Path, name: str, content: str | bytes) -> None:
    """Write a file of a site at its place from the folder of that; a text in UTF-8."""
    path, data = Path(folder, name), content.encode() if isinstance(content, str) else content
    try:
        path.write_bytes(data)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def unwritable(error: OSError, folder: Path) -> Faults:
    """What to say where the system lets nothing more be written in a folder."""
    return Faults([Fault(folder.name, 1, "", "site-unwritable", {"problem": str(error.strerror)})])


def is_of_room(error: Exception) -> bool:
    """Whether an error says that the disk has no room left, rather than that the code is wrong."""
    return isinstance(error, OSError) and error.errno in NO_ROOM


@contextmanager
def telling_of_room(folder: Path) -> Iterator[None]:
    """Tell of a disk that has no room in a folder as of any fault."""
    try:
        yield
    except OSError as error:
        if is_of_room(error):
            raise unwritable(error, folder) from None
        raise
