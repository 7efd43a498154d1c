"""One rebuild after another: what is kept between them, and what the last one found wrong."""

from __future__ import annotations

import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from macros.source import settings
from macros.source.faults import Fault, Faults


class CompiledTemplates(BytecodeCache):
    """Templates as Jinja compiled them, kept from one rebuild to the next.

    Jinja compiles a template again when its text has changed.
    """

    def __init__(self) -> None:
        self.code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.code:
            bucket.bytecode_from_string(self.code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.code[bucket.key] = bucket.bytecode_to_string()


class News:
    """What the last rebuild found: its faults, and whether a good one was ever made.

    `building` is held while one is under way: nothing else reads the project then.
    """

    def __init__(self) -> None:
        self.faults: tuple[Fault, ...] = ()
        self.has_site = False
        self.building = threading.Lock()

    def outlive(self, build: Callable[[], object]) -> None:
        """Build, and tell what is wrong instead of raising it.

        MkDocs ends where the first build raises, and answers no request after a rebuild that did, until one
        succeeds: the editor's browser would wait for ever. Here it goes on with the last good pages.
        """
        start = time.monotonic()
        try:
            with self.building:
                build()
        except Exception as error:
            self.faults = _told(error)
            return
        self.faults, self.has_site = (), True
        print(f"{time.monotonic() - start:.1f} s: no fault found / aucune erreur trouvée", flush=True)

    def outliving(self, build: Callable[[], object], root: Path) -> Callable[[], None]:
        """A builder that tells what is wrong instead of raising it, of the configuration of a project too."""

        def whole() -> None:
            settings.read(root)
            build()

        return lambda: self.outlive(whole)


def _told(error: Exception) -> tuple[Fault, ...]:
    """What is wrong, told in the terminal too. Faults stop MkDocs as an exit that they are the cause of."""
    faults = error if isinstance(error, Faults) else error.__cause__
    if isinstance(faults, Faults):
        print(f"\n{faults.report()}\n", file=sys.stderr, flush=True)
        return tuple(faults.faults)
    if isinstance(error, SystemExit):
        print(error, file=sys.stderr, flush=True)
    else:
        traceback.print_exception(error)
    return (
        Fault(settings.CONFIGURATION, 1, "", "serving-unforeseen", {"problem": f"{type(error).__name__}: {error}"}),
    )
