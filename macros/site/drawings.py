"""What figures draw, as paths of SVG: the templates put them beside the words and the numbers that say the same.

A drawing is a strip that its page stretches, and turns round where it is read from right to left. It holds no
letter: what there is to read is HTML, which wraps, grows and is translated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from macros.site import states
from macros.site.site import Site
from macros.source.data import Data
from macros.source.schema import FollowUp, Public, Stage

# How high a strip is, in its own units, and how high bars stand in it by what they say.
HEIGHT = 20
# A défi that its readers begin with, one that concerns them, any other.
FIRST, CONCERNED, OTHER = 20, 12, 2
# A page by how far its translation is (`states.KINDS`).
BY_STATE = dict(zip(states.KINDS, (20, 16, 12, 7, 2), strict=True))
# The months that a mark is wide at least.
MARK = 2


def bars(heights: Sequence[int], start: int = 0, gap: float = 0) -> str:
    """Bars of these heights, one unit apart from `start` on; without a gap those of a height are one."""
    found = []
    for place, height, count in [(i, h, 1) for i, h in enumerate(heights)] if gap else _together(heights):
        if height:
            found.append(f"M{start + place} {HEIGHT}v-{height}h{count - gap:g}v{height}z")
    return "".join(found)


def _together(heights: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Each height with its place, and how many times it comes in a row."""
    place = 0
    for height, group in groupby(heights):
        count = len(list(group))
        yield place, height, count
        place += count


@dataclass(frozen=True)
class Lane:
    """What happened, on a line of a timeline: `plain` and `faint` are paths, `count` is how many things they show."""

    plain: str
    faint: str
    count: int


class Timeline:
    """The stages of the strategy and what followed each action, between the first year and the last that they name."""

    def __init__(self, data: Data):
        self._data = data
        stages, actions = data.strategy.etapes, data.strategy.actions
        dates = [stage.fin or stage.date for stage in stages] + [stage.date for stage in stages]
        dates += [step.date for action in actions for step in action.suivi]
        years = [int(date[:4]) for date in dates]
        self.first, self.last = min(years, default=0), max(years, default=0)

    @property
    def months(self) -> int:
        """How many months it is long."""
        return 12 * (self.last + 1 - self.first)

    @property
    def years(self) -> list[int]:
        """The years that are named above it: every other one."""
        return list(range(self.first, self.last + 1, 2))

    @property
    def grid(self) -> str:
        """A thin line where each year begins."""
        return "".join(f"M{12 * year} 0v{HEIGHT}h.2V0z" for year in range(self.last + 1 - self.first))

    @property
    def own(self) -> Lane:
        """The stages of the strategy."""
        return self._lane(self._data.strategy.etapes, ())

    def followed(self, steps: Sequence[FollowUp]) -> Lane:
        """What followed an action: faint where no source itself makes the link with it."""
        return self._lane([s for s in steps if s.lien == "etabli"], [s for s in steps if s.lien != "etabli"])

    def _lane(self, plain: Sequence[Stage | FollowUp], faint: Sequence[FollowUp]) -> Lane:
        return Lane("".join(map(self._mark, plain)), "".join(map(self._mark, faint)), len(plain) + len(faint))

    def _mark(self, step: Stage | FollowUp) -> str:
        """From the month that a thing began, or from January where its year alone is known, until it ended: a year
        alone is low, for all that is known of it."""
        end = (step.fin if isinstance(step, Stage) else None) or step.date
        start, stop = self._month(step.date, 1), self._month(end, 12) + 1
        height = 6 if len(step.date) == 4 else 14
        width = min(max(stop - start, MARK), self.months - start)
        return f"M{start} {(HEIGHT - height) // 2}v{height}h{width}v-{height}z"

    def _month(self, date: str, unsaid: int) -> int:
        """A date of the data as months since the first year; `unsaid`: the month of a year alone."""
        year, month = [*map(int, date.split("-")), unsaid][:2]
        return 12 * (year - self.first) + month - 1


def concerned(data: Data, public: Public) -> list[tuple[str, str]]:
    """For each axis, the bars of its défis as they concern a public; a unit parts each axis from the next."""
    first = {start.defi for start in public.commencer}
    found, place = [], 0
    for axe in data.strategy.axes:
        defis = data.defis_of(axe)
        heights = [FIRST if d.id in first else CONCERNED if public.id in d.publics else OTHER for d in defis]
        found.append((axe.id, bars(heights, place, gap=0.2)))
        place += len(defis) + 1
    return found


def advanced(kinds: Iterable[str]) -> str:
    """The bars of pages by how far each is (`older`), in order."""
    return bars([BY_STATE[kind] for kind in kinds])


def histogram(counts: Sequence[int]) -> str:
    """The bars of how many things are in each class, up to a limit, which is a line at the end.

    The fullest is as high as the strip; where there is one thing, it shows.
    """
    most = max(counts, default=1)
    drawn = bars([max(2, round(count * HEIGHT / most)) if count else 0 for count in counts], gap=0.1)
    return f"{drawn}M{len(counts)} 0h-.2v{HEIGHT}h.2z"


def names(site: Site) -> Mapping[str, object]:
    """What the templates of macros call to draw."""
    return {
        "timeline": lambda: Timeline(site.project.data),
        "concerned": lambda public: concerned(site.project.data, public),
        "advanced": advanced,
        "histogram": histogram,
    }
