"""What is measured: each case gives its part of the report, as `--json` writes it: `{section: {name: figures}}`."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from tests.support.projects import ROOT

from . import corpus, running
from .corpus import Maker, Size
from .figures import Measure, exponent, median_of

SMALL, LARGE = Size(24, 10), Size(240, 10)
# Where there is little time, as many entries are enough to see costs grow.
QUICK_ENTRIES = 60
# An exported strategy that answers nothing: the command's own time is what is measured.
EMPTY_STRATEGY = {
    "format": "strategie-numerique",
    "version": 1,
    "cadre": "24 défis",
    "organisation": "x",
    "reponses": {},
}

# As many as a region may put together.
STRATEGIES = 200

Part = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Bench:
    """Whether there is little time, and the corpora of ours that are measured already."""

    quick: bool
    known: dict[Size, Measure] = field(default_factory=dict)

    @property
    def runs(self) -> int:
        """How often each thing is measured: the median is kept."""
        return 1 if self.quick else 3

    def ours(self, size: Size) -> Measure:
        """The median of our builds of a corpus, which no case builds again."""
        if size not in self.known:
            told(f"{size}, ours")
            with running.made(corpus.ours(size)) as project:
                self.known[size] = median_of([project.build() for _ in range(self.runs)])
        return self.known[size]


Case = Callable[[Bench], Part]


def told(what: str) -> None:
    """Say what is being measured: some of it takes minutes."""
    print(f"measuring {what}", file=sys.stderr, flush=True)


def figures(measure: Measure) -> dict[str, float]:
    """A measure as a report has it."""
    found = {"cpu": round(measure.cpu, 3), "wall": round(measure.wall, 3), "memory": round(measure.memory, 1)}
    return found | ({"pages": measure.pages, "rate": round(measure.rate, 1)} if measure.pages else {})


def _compared(bench: Bench, name: str, ours: Maker, stock: Callable[[running.Project], Maker]) -> tuple[Part, Measure]:
    """Our builds and stock's by turns, so that a busy moment of the machine weighs on both.

    `stock` makes its project from ours, once built.
    """
    told(f"{name}, ours and stock's")
    with running.made(ours) as mine:
        first = mine.build()
        with running.made(stock(mine), running.STOCK) as theirs:
            pairs = [(first, theirs.build()), *((mine.build(), theirs.build()) for _ in range(bench.runs - 1))]
    ours_median, stock_median = (median_of(runs) for runs in zip(*pairs, strict=True))
    compared = {
        "ours": figures(ours_median),
        "stock": figures(stock_median),
        "ratio": round(ours_median.rate / stock_median.rate, 2),
    }
    return {"comparisons": {name: compared}}, ours_median


def compare(bench: Bench, size: Size) -> Part:
    """A corpus, beside stock Material."""
    part, ours = _compared(bench, str(size), corpus.ours(size), lambda _: corpus.stock(size))
    bench.known[size] = ours
    return part


def own(bench: Bench) -> Part:
    """This project, beside stock Material on as many pages of as many words.

    Stock cannot build this project: its pages are mostly made by macros, and two of its languages
    are not Material's. Its speed depends on the number of pages and on what they hold, so it gets
    the corpus cut to the same number of pages, in ten languages that it has, each with as many
    words as ours have on average once built. The data, feeds and books that ours writes too have
    no counterpart: they count against ours.
    """

    def stock(mine: running.Project) -> Maker:
        site = mine.folder / "site"
        size = corpus.size_of(len(corpus.pages_of(site)), SMALL.languages)
        return corpus.stock(size, words=corpus.words_a_page(site))

    return _compared(bench, "own", corpus.project, stock)[0]


def growth(bench: Bench) -> Part:
    """How CPU time grows with the number of pages: with more entries, then in more languages."""
    entries = QUICK_ENTRIES if bench.quick else LARGE.entries
    large = Size(entries, SMALL.languages)
    found = {}
    for name, start, end in (("entries", SMALL, large), ("languages", large, Size(entries, len(corpus.LANGUAGES)))):
        before, after = bench.ours(start), bench.ours(end)
        found[name] = {
            "from": str(start),
            "to": str(end),
            "pages": round(after.pages / before.pages, 2),
            "cpu": round(after.cpu / before.cpu, 2),
            "exponent": round(exponent(before, after), 2),
        }
    return {"growth": found}


def processes(bench: Bench) -> Part:
    """One process against two, by turns, and whether both write the same files."""
    size = SMALL if bench.quick else LARGE
    told(f"{size}, with one process and with two")
    with running.made(corpus.ours(size)) as project:
        runs: dict[int, list[Measure]] = {1: [], 2: []}
        sites: dict[int, dict[str, str]] = {}
        for _ in range(bench.runs):
            for jobs, measures in runs.items():
                measures.append(project.build(jobs))
                sites[jobs] = running.fingerprints(project.folder / "site")
    one, two = median_of(runs[1]), median_of(runs[2])
    differ = sorted(dict(sites[1].items() ^ sites[2].items()))
    found = {"one": figures(one), "two": figures(two), "wall": round(two.wall / one.wall, 2), "differ": differ}
    return {"processes": {str(size): found}}


def commands(bench: Bench) -> Part:
    """What editors and visitors' helpers run besides: `make check`, and the shortest command."""
    told("commands")
    with running.made(corpus.project) as project:
        file = project.folder / "strategie.json"
        corpus.write(file, json.dumps(EMPTY_STRATEGY))
        many = [project.folder / f"{number}.json" for number in range(STRATEGIES)]
        for number, each in enumerate(many):
            corpus.write(each, json.dumps(EMPTY_STRATEGY | {"organisation": f"x {number}"}))
        named = {
            "make check": ("macros", "check"),
            "strategie check": ("macros", "strategie", "check", str(file)),
            f"strategie report, {STRATEGIES} files": ("macros", "strategie", "report", *map(str, many)),
        }
        runs = {name: [running.run(project.folder, *command)] for name, command in named.items()}
        for _ in range(bench.runs - 1):
            for name, command in named.items():
                runs[name].append(running.run(project.folder, *command))
    return {"commands": {name: figures(median_of(measures)) for name, measures in runs.items()}}


def begun(bench: Bench) -> Part:
    """The machine's part of another organisation's first hour: its project from answers, then its first build."""
    told("a new project")
    runs: dict[str, list[Measure]] = {"macros project": [], "its first build": []}
    for _ in range(bench.runs):
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place) / "own"
            made = ("macros", "project", str(folder), "--answers", str(ROOT / "macros/starting/example.yaml"))
            runs["macros project"].append(running.run(ROOT, *made))
            runs["its first build"].append(running.run(folder, "macros", "build"))
    return {"commands": {name: figures(median_of(measures)) for name, measures in runs.items()}}


def huge(bench: Bench) -> Part:
    """The largest corpus that ids allow, once: some 24,000 pages."""
    size = Size(corpus.LARGEST, len(corpus.LANGUAGES))
    told(f"{size}, ours, once")
    with running.made(corpus.ours(size)) as project:
        return {"alone": {str(size): figures(project.build())}}


CASES: dict[str, Case] = {
    str(SMALL): partial(compare, size=SMALL),
    str(LARGE): partial(compare, size=LARGE),
    "own": own,
    "growth": growth,
    "processes": processes,
    "commands": commands,
    "project": begun,
    "huge": huge,
}
# What is measured unless it is named.
USUAL = [name for name in CASES if name != "huge"]
