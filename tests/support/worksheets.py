"""A file as the worksheet exports it."""

from __future__ import annotations


def example(**more: object) -> dict[str, object]:
    """A sound file."""
    return {
        "format": "strategie-numerique",
        "version": 1,
        "cadre": "24 défis",
        "organisation": "Musée",
        "reponses": {"defi-07": {"choix": "maintenant", "objectif": "o"}},
    } | more
