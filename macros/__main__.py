"""The command line: `python -m macros COMMAND`, from the root of the project.

serve         serve the site while you write it, with live reload: --langs fr,ar
check         the data, the catalogues and the pages, in seconds, without building; what is due to be checked again
              today, or on another day: --date 2027-11-28
fix           mend what needs no judgement in them, say what was done, then check
translations  bring the catalogues up to date; say what is missing, older or not reviewed
relecture     write a sheet to read a page with a pencil into dist/: relecture LANGUAGE PAGE (br defis/07)
schema        write the JSON Schemas of the data files beside them
hosts         write into the hosts' files of deploy/ the addresses that moved (data/redirections.yaml)
project       write a new project for another strategy into a folder: project DIR, or with `--answers FILE`
build         build the site, every language, or those of --langs fr,ar
add           write what a new entry begins with: add KIND ID TITLE (add --help)
test          pass the tests, with what is installed of their tools: --only WORD
strategie     check exported strategies (`check FILE…`), print them put together (`merge FILE…`: a table, or
              `--as` rows, ics or set), or what they come to (`report FILE…`); without names, but for `--names`
compare       say in Markdown what changed between two built sites: compare BEFORE AFTER
links         ask every page that data/sources.yaml cites whether it is still there
offline, pdf, epub, archive
              write the built site, or books of it, into dist/
downloads     build the site, make those four, and build the site that offers them
ready         what stops a release: nobody who answers for the site, checks recorded on other pages, or not passed
compress      write the built site's files once more in gzip and in brotli
"""

from __future__ import annotations

import argparse
import io
import signal
import sys
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

# Each command: its function in `macros/commands/`, and what it is given besides the project.
COMMANDS: dict[str, tuple[str, dict[str, Any]]] = {
    "check": ("sources.check", {}),
    "fix": ("mending.fix", {}),
    "translations": ("translations.translations", {}),
    "relecture": ("translations.reading", {}),
    "schema": ("sources.schema", {}),
    "hosts": ("sources.hosts", {}),
    "links": ("sources.links", {}),
    "build": ("build.build", {}),
    "project": ("starting.project", {}),
    "serve": ("build.serve", {}),
    "add": ("adding.add", {}),
    "test": ("testing.run", {}),
    "compress": ("pages.compress", {}),
    "compare": ("pages.compare", {}),
    "strategie": ("strategies.strategie", {}),
    **{kind: ("takeaway.write", {"kind": kind}) for kind in ("offline", "pdf", "epub", "archive")},
    "ready": ("releasing.ready", {}),
    "downloads": ("takeaway.write_all", {}),
}


class _Parser(argparse.ArgumentParser):
    """A parser that tells what it cannot read as any fault is told."""

    def error(self, message: str) -> NoReturn:
        from macros.source.faults import Fault, Faults

        values = {"problem": message, "command": self.prog}
        raise Faults([Fault("python -m macros", 1, "", "arguments", values)])


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m macros", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(metavar="COMMAND", required=True, dest="command")
    parsers = {name: commands.add_parser(name) for name in COMMANDS}
    parsers["check"].add_argument(
        "--date", dest="day", metavar="DATE", type=date.fromisoformat, help="what is due then"
    )
    parsers["compare"].add_argument("before", metavar="BEFORE", type=Path)
    parsers["compare"].add_argument("after", metavar="AFTER", type=Path)
    parsers["compare"].add_argument("--sources", metavar="PROJECT", nargs=2, default=[], type=Path, help="of the two")
    for name in ("build", "serve"):
        parsers[name].add_argument("--langs", metavar="CODES", default="", help="fr,ar or all, instead of LANGS")
    parsers["serve"].add_argument("--port", type=int, default=8000)
    parsers["test"].add_argument("--only", metavar="WORD", default="", help="one family of tests: axe, search…")
    parsers["test"].add_argument("--unit", action="store_true", help="those that need no built site, in seconds")
    parsers["test"].add_argument("--all", action="store_true", dest="every", help="the slow ones too")
    parsers["test"].add_argument("--record", action="store_true", help="write what they find into data/controles.yaml")
    parsers["add"].add_argument("kind", metavar="KIND", help="theme, public, defi, action, term or source")
    parsers["add"].add_argument("name", metavar="ID", help="cybersecurite, or 25 for an entry")
    parsers["add"].add_argument("title", metavar="TITLE", help="in quotes")
    words = parsers["translations"]
    words.add_argument("--accept", metavar="TEXT", default="", help="it now follows the original")
    words.add_argument("--minor", metavar="TEXT", default="", help="its last change outdates no translation")
    parsers["relecture"].add_argument("language", metavar="LANGUAGE")
    parsers["relecture"].add_argument("page", metavar="PAGE")
    parsers["project"].add_argument("folder", metavar="DIR", type=Path)
    parsers["project"].add_argument("--answers", metavar="FILE", type=Path)
    strategies = parsers["strategie"]
    strategies.add_argument("step", choices=("check", "merge", "report"))
    strategies.add_argument("files", metavar="FILE", nargs="+", type=Path)
    strategies.add_argument("--language", metavar="CODE", default="", help="of the titles")
    strategies.add_argument("--as", dest="form", choices=("csv", "rows", "ics", "set"), default="csv")
    strategies.add_argument("--names", action="store_true", help="of the organisations")
    return parser


def main() -> int:
    """Run the command that was asked for: 0, or 1 where it found faults, which are then told."""
    # Loaded here, and each command after them: it can be stopped meanwhile, and waits for nothing that it does not use.
    from macros.placing import Place, telling_of_room
    from macros.source import settings
    from macros.source.faults import Faults
    from macros.source.limits import enough_memory

    try:
        arguments = vars(_parser().parse_args())
        place, values = COMMANDS[arguments.pop("command")]
        module, _, function = place.partition(".")
        # Every command is about a project: one whose configuration can be read.
        project = settings.read(root := Path.cwd())
        Place.of(project.folder).recover()
        with telling_of_room(root), enough_memory():
            getattr(import_module(f"macros.commands.{module}"), function)(root, **values, **arguments)
    except Faults as faults:
        print(faults.report(), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    # Whoever stops a command has no use for what Python was doing: it ends, as most programs do.
    if signal.getsignal(signal.SIGINT) == signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    # What is said is French too, whatever a terminal or a pipe says that it takes.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main())
