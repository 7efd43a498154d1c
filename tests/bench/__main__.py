"""Measures builds of ours beside stock Material's, how they grow, and commands; in CPU seconds, median of three."""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import re
import sys
from pathlib import Path
from typing import Any

from . import cases, figures, table


def machine() -> str:
    """What this runs on: cores, processor, system, Python."""
    try:
        found = re.search(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    except OSError:
        found = None
    model = found[1] if found else platform.processor() or platform.machine()
    return f"{os.cpu_count()} cores, {model}, {platform.system()}, Python {platform.python_version()}"


def measured(names: list[str], quick: bool) -> dict[str, Any]:
    """The report of the cases so named."""
    bench = cases.Bench(quick)
    report: dict[str, Any] = {
        "date": datetime.date.today().isoformat(),
        "machine": machine(),
        "runs": bench.runs,
        "comparisons": {},
    }
    for name in names:
        for section, part in cases.CASES[name](bench).items():
            report.setdefault(section, {}).update(part)
    return report


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one run of each; 24x10 alone unless others are named")
    parser.add_argument("--only", metavar="NAME", action="append", choices=cases.CASES, help=", ".join(cases.CASES))
    parser.add_argument("--json", metavar="FILE", type=Path, help="write the report there too")
    parser.add_argument(
        "--against", metavar="FILE", type=Path, help="a report; exit 1 if a ratio to stock fell by more than a fifth"
    )
    return parser


def main() -> int:
    parser = _parser()
    arguments = parser.parse_args()
    names = arguments.only or ([str(cases.SMALL)] if arguments.quick else cases.USUAL)
    recorded = json.loads(arguments.against.read_text("utf-8")) if arguments.against else None
    if recorded and not set(names) & figures.ratios(recorded).keys():
        parser.error("--against: it has no ratio to stock of what is to be measured")
    report = measured(names, arguments.quick)
    print("\n".join(table.lines(report)))
    if arguments.json:
        arguments.json.write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n", "utf-8")
    lost = figures.losses(report, recorded) if recorded else []
    for sentence in lost:
        print(sentence, file=sys.stderr)
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
