"""Commands about strategies that visitors exported from the worksheet."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from urllib.parse import urljoin

from macros.publish.cells import as_csv
from macros.publish.worksheet.calendar import calendar
from macros.publish.worksheet.gathering import Gathering, anonymous, as_set, gather
from macros.publish.worksheet.reading import read_all, summary
from macros.publish.worksheet.report import report
from macros.publish.worksheet.tables import by_answer, by_defi
from macros.site.pages import TOGETHER
from macros.source import settings
from macros.source.address import web_path
from macros.source.faults import inert
from macros.source.ids import page_of
from macros.source.settings import Settings, refuse_unknown
from macros.words import project
from macros.words.language import Language

# What `merge` can print: a row for each défi, or for each organisation and défi; a calendar; all in one file.
FORMATS = ("csv", "rows", "ics", "set")


def strategie(
    root: Path, step: str, files: list[Path], language: str = "", form: str = "csv", names: bool = False
) -> None:
    """Check strategies exported from the worksheet; or print them put together, or a report of them, on standard
    output, and on the other what was left aside. With `names`, those of the organisations.
    """
    read = settings.read(root)
    named = read_all(files, read.name)
    if step == "check":
        for each in named:
            print(inert(summary(each)))
        return
    code = language or read.default
    refuse_unknown([code], list(read.names), "--language")
    loaded = project.load(root, read.names, read.default)
    words = loaded.languages[code]
    gathering = gather(named)
    _tell(gathering, words)
    text = _written(gathering, step, form, names, read, loaded, words)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # Half a character, which a browser may have exported, is no reason to lose the table.
        sys.stdout.reconfigure(encoding="utf-8", errors="replace", newline="")
    sys.stdout.write(text)


def _tell(gathering: Gathering, language: Language) -> None:
    for key, values in gathering.notes:
        print(inert(str(language.w(key, **values))), file=sys.stderr)


def _written(
    gathering: Gathering,
    step: str,
    form: str,
    names: bool,
    read: Settings,
    loaded: project.Project,
    language: Language,
) -> str:
    """What a step prints, in one of the formats."""
    kept = gathering.kept
    defis = loaded.data.strategy.defis
    folder, called = urljoin(read.url, loaded.folder(language.code)), loaded.data.settings.names
    if form == "set" and step == "merge":
        return as_set(kept, read.name, read.url, urljoin(folder, web_path(TOGETHER, called)))
    shown = kept if names else anonymous(kept, language)
    if step == "report":
        return report(shown, defis, language, names)
    if form == "ics":
        asked = {defi.id for defi in defis}

        def address(defi_id: str) -> str:
            return urljoin(folder, web_path(page_of(defi_id) if defi_id in asked else TOGETHER, called))

        return calendar(shown, defis, language, read.name, address)
    return as_csv(by_answer(shown, defis, language) if form == "rows" else by_defi(shown, defis, language, names))
