"""What the tests find on whole sites, written into `data/controles.yaml`: pages looked at, tests failed.

What all pages weigh is written into `data/poids.yaml`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pytest

from macros.publish import comparison
from macros.site.site import Site
from macros.site.weight import limits_of
from macros.source import fingerprint
from tests.support.pages import pages_of

RecordProperty = Callable[[str, object], None]
# The parts of a limit that pages are counted by.
PARTS = 20
HEAD = """# yaml-language-server: $schema=poids.schema.json
# Ce que pèsent les pages, en octets, dans toutes les langues ; combien il y en a par vingtième de leur limite.
# Écrit par `make record` : ne pas corriger à la main.

"""


def measured(record_property: RecordProperty, check: str, pages: int) -> None:
    """Say that a test looks at so many pages for a check (an id of `data/controles.yaml`)."""
    record_property("check", (check, pages))


def weighed(site: Site, folder: Path) -> list[tuple[str, int, int, int, list[int]]]:
    """For each kind of page of the budget: its id, how many there are, their median, the heaviest, and how many there
    are in each twentieth of the limit. `folder` is the built site."""
    budget, built = site.project.data.budget, comparison.read(folder, "site", site.url, "")
    paths = {address.output: address.path for address in site.addresses(site.paths)}
    found: dict[str, list[tuple[int, int]]] = {}
    for page in (f"{address}index.html" for address in pages_of(folder)):
        illustrated = "<img" in built.pages[page]
        own = (
            kind.id
            for kind in budget.pages
            if kind.images is illustrated and (illustrated or paths[page] in kind.pages)
        )
        limit = limits_of(paths[page], budget, illustrated).octets
        found.setdefault(next(own, budget.pages[0].id), []).append((built.weight(page), limit))
    return [(kind, *_spread(found[kind])) for kind in (kind.id for kind in budget.pages) if kind in found]


def _spread(pages: list[tuple[int, int]]) -> tuple[int, int, int, list[int]]:
    """How many pages there are, their median, the heaviest, how many in each part. A page is its weight and limit."""
    parts = [min(PARTS - 1, PARTS * weight // limit) for weight, limit in pages]
    weights = [weight for weight, _ in pages]
    return len(pages), round(median(weights)), max(weights), [parts.count(part) for part in range(PARTS)]


class Recorder:
    """Adds up what the tests say they looked at, and how many failed; writes it at the end."""

    def __init__(self, path: Path, today: str = "", made_of: str = ""):
        self.path = path
        self.made_of = made_of
        self.today = today or datetime.date.today().isoformat()
        self.found: dict[str, tuple[int, int]] = {}
        self.weights: list[tuple[str, int, int, int, list[int]]] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call":
            for name, value in report.user_properties:
                if name == "check" and isinstance(value, (tuple, list)):
                    check, pages = value
                    before = self.found.get(check, (0, 0))
                    self.found[check] = (before[0] + pages, before[1] + report.failed)
                if name == "weights" and isinstance(value, list):
                    self.weights = value

    def pytest_unconfigure(self) -> None:
        self.write()

    def write(self) -> None:
        """Write the measures, leaving the rest of each line as it is, and the checks that were not made.

        Pages are made of the weights too: what was looked at is what these leave, unless something else has changed.
        """
        root = self.path.parent.parent
        is_same = fingerprint.of(root) == self.made_of
        if self.weights:
            self.path.with_name("poids.yaml").write_text(self.weights_file(), "utf-8")
        made_of = fingerprint.of(root) if is_same else self.made_of
        lines = self.path.read_text("utf-8").splitlines()
        for index, line in enumerate(lines):
            match = re.search(r"\{id: (\w+),", line)
            if match and match[1] in self.found:
                pages, faults = self.found[match[1]]
                line = re.sub(r"pages: \d+, defauts: \d+", f"pages: {pages}, defauts: {faults}", line)
                line = re.sub(r', empreinte: "\w+"', "", line)
                made = f'date: "{self.today}", empreinte: "{made_of}"'
                lines[index] = re.sub(r'date: "[\d-]+"', made, line)
        self.path.write_text("\n".join(lines) + "\n", "utf-8")

    def weights_file(self) -> str:
        """What the pages weigh, as the data has it."""
        lines = [f'{HEAD}date: "{self.today}"', "sortes:"]
        for kind, pages, middle, most, parts in self.weights:
            lines += [f"  - {{id: {kind}, pages: {pages}, mediane: {middle}, maximum: {most}, repartition: {parts}}}"]
        return "\n".join(lines) + "\n"
