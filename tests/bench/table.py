"""A report, for people to read, with what is aimed at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

# Times stock Material's pages per CPU second.
RATIOS = {"24x10": 1.5, "240x10": 3.0, "own": 2.0}
EXPONENT = 1.1
# The wall time of two processes, of that of one.
TWO_PROCESSES = 0.7


def _verdict(reached: bool, aim: str) -> str:
    return f"(aim: {aim}; {'reached' if reached else 'not reached'})"


def _row(name: str, found: Mapping[str, float]) -> str:
    speed = f"{found['pages']:>8} {found['rate']:>14.1f}" if "pages" in found else ""
    return f"{name:<22} {found['cpu']:>8.2f} {found['wall']:>8.2f} {found['memory']:>8.0f} {speed}".rstrip()


def _comparisons(report: Mapping[str, Any]) -> Iterator[str]:
    for name, found in report.get("comparisons", {}).items():
        yield _row(f"{name}, ours", found["ours"])
        yield _row(f"{name}, stock's", found["stock"])
        aim = RATIOS[name]
        yield f"  {found['ratio']:.2f} times stock's pages a CPU s {_verdict(found['ratio'] >= aim, f'≥ {aim}')}"


def _growth(report: Mapping[str, Any]) -> Iterator[str]:
    for name, found in report.get("growth", {}).items():
        power = found["exponent"]
        yield (
            f"More {name}, {found['from']} to {found['to']}: {found['pages']:.2f} times the pages,"
            f" {found['cpu']:.2f} times the CPU time: power {power:.2f} {_verdict(power <= EXPONENT, f'≤ {EXPONENT}')}"
        )


def _processes(report: Mapping[str, Any]) -> Iterator[str]:
    for name, found in report.get("processes", {}).items():
        yield _row(f"{name}, one process", found["one"])
        yield _row(f"{name}, two", found["two"])
        wall, differ = found["wall"], found["differ"]
        yield f"  {wall:.2f} times the wall time {_verdict(wall <= TWO_PROCESSES, f'≤ {TWO_PROCESSES}')}"
        yield f"  {len(differ)} files differ: {', '.join(differ[:3])}" if differ else "  the same files, byte for byte"


def lines(report: Mapping[str, Any]) -> Iterator[str]:
    """The report, line by line."""
    yield f"{report['date']}, {report['machine']}, median of {report['runs']}"
    yield ""
    yield f"{'':<22} {'CPU s':>8} {'wall s':>8} {'peak MB':>8} {'pages':>8} {'pages / CPU s':>14}"
    yield from _comparisons(report)
    yield from _processes(report)
    for section in ("alone", "commands"):
        for name, found in report.get(section, {}).items():
            yield _row(name, found)
    yield from _growth(report)
