"""Files as the worksheet exports them, and as the page that puts several together saves them."""

from __future__ import annotations

PLAN = ("objectif", "premier_pas", "qui", "quand", "indicateur", "ecologie")


def example(**more: object) -> dict[str, object]:
    """A sound file, of the first version unless told otherwise."""
    return {
        "format": "strategie-numerique",
        "version": 1,
        "cadre": "24 défis",
        "organisation": "Musée",
        "reponses": {"defi-07": {"choix": "maintenant", "objectif": "o"}},
    } | more


def plan(**more: object) -> dict[str, object]:
    """A whole plan, for now."""
    return dict.fromkeys(PLAN, "écrit") | {"choix": "maintenant", "quand": "2027-03-01"} | more


def gathered(*strategies: dict[str, object]) -> dict[str, object]:
    """A set of files."""
    return {
        "format": "strategies-reunies",
        "version": 2,
        "cadre": "24 défis",
        "strategies": [
            {"fichier": f"{number}.json", "strategie": strategy} for number, strategy in enumerate(strategies)
        ],
    }
