"""Several processes for one build: each checks and renders its share of the pages, and the bytes are the same.

A page is shared out with its versions in every language: those that fall back show the same prose.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any

from macros.source.faults import Faults
from macros.source.limits import out_of_memory

if TYPE_CHECKING:
    # Windows has none.
    from multiprocessing.context import ForkProcess

# With fewer pages than this, a process costs more than it saves.
LEAST = 100
# How a build is told to end: by whoever looks at it, by the system, by a terminal that is closed (Windows has no such).
SIGNALS = (signal.SIGINT, signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else []))


def processes(pages: int) -> int:
    """How many processes a build of so many pages may use: what JOBS says, else one a core; one without fork."""
    if "fork" not in multiprocessing.get_all_start_methods():
        return 1
    named = os.environ.get("JOBS", "")
    if named.isdigit():
        return max(1, min(int(named), pages))
    return max(1, min(os.cpu_count() or 1, pages // LEAST))


def shares(pages: Sequence[str], count: int) -> list[frozenset[str]]:
    """The pages of each of so many processes, from the first page on.

    The first process takes the least: all that stands beside the pages is made by it.
    """
    hands = count + 1 if count > 1 else 1
    others = [page for place, page in enumerate(pages) if place % hands]
    return [frozenset(pages[::hands]), *(frozenset(others[place :: count - 1]) for place in range(count - 1))]


@dataclass(frozen=True)
class Helper:
    """A process that does a share of the work, and tells what comes of it."""

    process: ForkProcess
    connection: Connection

    def receive(self) -> Any:
        """The next thing it tells. Raises `RuntimeError` where an error ended it, `Faults` where the system did."""
        try:
            return self.connection.recv()
        except EOFError:
            self.process.join()
            if self.process.exitcode != 1:
                # Killed, as a system does that has no more memory.
                raise Faults([out_of_memory()]) from None
            raise RuntimeError("a process of the build ended before its work was done: see above") from None

    def stop(self) -> None:
        """End it, whatever it is doing."""
        self.process.terminate()
        self.process.join()


def start(work: Callable[[Callable[[object], None]], None]) -> Helper:
    """A process that does `work`, which is given how to tell something to the one that started it."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)

    def run() -> None:
        ours.close()
        _end_with_the_build()
        # Whoever started it may be gone: then nobody is to be told.
        with suppress(BrokenPipeError):
            try:
                work(theirs.send)
            except (MemoryError, RecursionError):
                sys.exit(2)

    process = context.Process(target=run, daemon=True)
    # While Python forks it passes over what a signal raises: one that comes meanwhile has to wait.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    theirs.close()
    return Helper(process, ours)


def _end_with_the_build() -> None:
    """Let a helper be ended by the process that started it, or as soon as that one is gone."""
    for each in SIGNALS:
        signal.signal(each, signal.SIG_DFL if each == signal.SIGTERM else signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent:
            wait([parent.sentinel])
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def heeded() -> list[signal.Signals]:
    """The signals that tell this process to end: not those that whoever started it had it ignore (`nohup`)."""
    return [each for each in SIGNALS if signal.getsignal(each) != signal.SIG_IGN]


def ending_at_signals() -> None:
    """Let this process end at a signal as at the end of its work: what it began is undone, once."""

    def end(number: int) -> None:
        sys.exit(128 + number)

    _once(end)


def interrupted_at_signals() -> None:
    """Let the first signal be an interruption to this process: MkDocs' server then ends, and leaves no site behind.

    Another one while it ends would leave its threads running, and the process with them.
    """

    def interrupt(number: int) -> None:
        raise KeyboardInterrupt

    _once(interrupt)


def _once(end: Callable[[int], None]) -> None:
    """Call `end` at the first signal that tells this process to end, and heed no other."""

    told = False

    def first(number: int, frame: object) -> None:
        # Not by ignoring them: Python tells of one that it has heard already.
        nonlocal told
        if not told:
            told = True
            end(number)

    for each in heeded():
        signal.signal(each, first)
