"""The state of every page in every language, as data: what `traductions.md` shows, for whoever counts or helps."""

from __future__ import annotations

from pydantic_core import to_json

from macros.site import states
from macros.site.site import Site
from macros.site.states import PageState
from macros.words.state import State

# Where it is, from the folder of the data.
FILE = "traductions.json"
# What the data calls the kinds of states.
NAMES = {
    "reviewed": "relue", "current": "a-jour", "older": "ancienne", "part": "partielle", "missing": "manquante",
}  # fmt: skip


def file(site: Site) -> bytes:
    """The file, whole: for each language, its short texts and its pages, each with its state, its origin, its review.

    The original's texts are up to date by definition; their origin and their reviews are told all the same.
    """
    counts = {state.progress.language.code: state.progress for state in states.of_languages(site)}
    found = []
    for code in site.project.languages:
        language: dict[str, object] = {"langue": code, "proposee": code in site.presentable}
        if code in counts:
            messages = counts[code].messages
            language["textes_courts"] = len(messages)
            language["traduits"] = counts[code].translated_messages
            language["anciens"] = len(counts[code].leaves(State.OLDER))
        found.append(language | {"pages": [_page(site, path, code) for path in site.originals]})
    return to_json({"version": 1, "langues": found}, indent=1) + b"\n"


def _page(site: Site, path: str, code: str) -> dict[str, object]:
    state: PageState = states.of(site, path, code)
    return {
        "page": path,
        "adresse": site.url + site.project.address(path, code).url,
        "etat": NAMES[state.kind],
        "origine": "machine" if state.by_machine else "personne",
        "relu_par": state.review.par if state.review else None,
        "relu_le": state.review.date if state.review else None,
        "parties_anciennes": [section.id for section in state.parts(State.OLDER)],
        "parties_manquantes": [section.id for section in state.parts(State.MISSING)],
        "textes_anciens": [leaf.context for leaf in state.leaves(State.OLDER)],
        "textes_manquants": [leaf.context for leaf in state.leaves(State.MISSING)],
    }
