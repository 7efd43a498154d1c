"""The real strategy: its data, and what the source prints for each entry."""

from __future__ import annotations

from macros.source import data
from tests.support.projects import REFERENCE, ROOT

DATA = data.load(ROOT)
PRINTED = [
    line.split("\t")
    for line in (REFERENCE / "official_wordings.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def corrected(entry: str, printed: str) -> str:
    """What the source prints for an entry, with the listed errata of that entry applied."""
    for erratum in DATA.strategy.errata:
        if erratum.entree == entry and erratum.imprime in printed and erratum.retenu not in printed:
            printed = printed.replace(erratum.imprime, erratum.retenu)
    return printed
