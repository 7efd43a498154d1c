"""What is measured, and the arithmetic on it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from statistics import median
from typing import Any

# By how much of the recorded ratio to stock a new one may be smaller.
TOLERANCE = 0.2


@dataclass(frozen=True)
class Measure:
    """One run of a command, or the median of several."""

    cpu: float
    """Seconds of processor, user's and system's, of the process and of those it waited for."""
    wall: float
    """Seconds."""
    memory: float
    """Megabytes (10⁶ bytes) of its largest process at its peak."""
    pages: int = 0
    """Pages built."""

    @property
    def rate(self) -> float:
        """Pages per CPU second."""
        return self.pages / self.cpu


def median_of(runs: Sequence[Measure]) -> Measure:
    """The median of each figure: the typical time is not always that of the typical memory."""
    cpu, wall, memory, pages = (median(figures) for figures in zip(*map(astuple, runs), strict=True))
    return Measure(cpu, wall, memory, int(pages))


def exponent(small: Measure, large: Measure) -> float:
    """The power of the number of pages that CPU time grows with: 1 where each page costs the same."""
    return math.log(large.cpu / small.cpu) / math.log(large.pages / small.pages)


def ratios(report: Mapping[str, Any]) -> dict[str, float]:
    """The ratio to stock of each corpus of a report (what `--json` writes)."""
    return {name: compared["ratio"] for name, compared in report["comparisons"].items()}


def losses(report: Mapping[str, Any], recorded: Mapping[str, Any]) -> list[str]:
    """A sentence for each ratio to stock that fell by more than `TOLERANCE` from the recorded one."""
    now, before = ratios(report), ratios(recorded)
    return [
        f"{name}: {now[name]:.2f} times stock's pages per CPU second; it was {before[name]:.2f}"
        f" on {recorded['date']}: this fell by more than a fifth."
        for name in now
        if name in before and now[name] < before[name] * (1 - TOLERANCE)
    ]
