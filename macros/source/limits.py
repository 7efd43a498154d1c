"""What it may cost to read one file: what no other check has thought of is told like any fault, and not suffered.

The limits are the system's own, where it has them: of time, all but Windows; of memory, Linux.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from macros.source.faults import Fault, Faults

try:
    import resource
except ImportError:
    # Windows has none.
    resource = None  # type: ignore[assignment]

# Of the processor's work, and of memory besides what is in use: ten times what the costliest file takes that the other
# checks let by.
SECONDS = 20.0
BYTES = 1_000_000_000


class _TooLong(BaseException):
    """The time is over. No library takes it for an error of its own."""


@contextmanager
def bounded(name: str) -> Iterator[None]:
    """Work on a file called `name` in messages; `Faults` if it takes too long, too much memory, or goes too deep."""
    try:
        with _time(), _memory():
            yield
    except (MemoryError, RecursionError, _TooLong):
        raise Faults([Fault(name, 1, "", "file-costly")]) from None


@contextmanager
def enough_memory() -> Iterator[None]:
    """Work on a whole project; `Faults` where memory runs out, whichever file is to blame."""
    try:
        yield
    except (MemoryError, RecursionError):
        raise Faults([out_of_memory()]) from None


def out_of_memory() -> Fault:
    """That memory ran out, as a fault of the project."""
    return Fault("mkdocs.yml", 1, "", "memory")


@contextmanager
def _time() -> Iterator[None]:
    """Raise `_TooLong` after so much work. Python hears of signals in its main thread alone."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: object) -> None:
        raise _TooLong

    handler = signal.signal(signal.SIGVTALRM, stop)
    # What is left to whoever is reading around this.
    left = signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, *left)
        signal.signal(signal.SIGVTALRM, handler)


@contextmanager
def _memory() -> Iterator[None]:
    """Let Python raise `MemoryError` where so much is asked for."""
    try:
        with open("/proc/self/statm", "rb", buffering=0) as said:
            pages = int(said.read(100).split()[0])
        soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    except (OSError, AttributeError):
        yield
        return
    most = pages * resource.getpagesize() + BYTES
    # A lower limit of whoever runs this stays.
    if soft == resource.RLIM_INFINITY or most < soft:
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    try:
        yield
    finally:
        with suppress(ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
