"""How entries are named: the grammar of their ids, and the page of each."""

from __future__ import annotations

# The kinds of entries that have a page each: the folder they live in, and the
# shape of their file's name (`defis/07.md`, `axes/2.md`).
FOLDERS = {"defi": "defis", "action": "actions", "axe": "axes"}
# What défis share, what happens to people, and the folder of its pages if the project has any (`themes/donnees.md`).
TOPICS = {"theme": "themes", "public": "publics", "situation": "situations"}


def kind_of(entry_id: str) -> str:
    """`defi-07` → `defi`."""
    return entry_id.partition("-")[0]


def number_of(entry_id: str) -> str:
    """`defi-07` → `07`; `section-2-1` → `2-1`."""
    return entry_id.partition("-")[2]


def said_number(entry_id: str) -> str:
    """The number of an entry as people say it: `defi-07` → `7`, `section-2-1` → `2.1`."""
    return ".".join(str(int(part)) for part in number_of(entry_id).split("-"))


def page_of(entry_id: str) -> str:
    """The page of an entry, from the root of a language: `defi-07` → `defis/07.md`.

    A section has no page of its own: it is a part of its axis's.
    """
    kind, number = kind_of(entry_id), number_of(entry_id)
    if kind == "section":
        return f"axes/{number.split('-')[0]}.md"
    return f"{(FOLDERS | TOPICS)[kind]}/{number}.md"


def id_of(page: str) -> str | None:
    """What a page is named after, if it stands in a folder of entries or topics: `defis/07.md` → `defi-07`."""
    folder, _, name = page.removesuffix(".md").partition("/")
    kind = next((kind for kind, known in (FOLDERS | TOPICS).items() if known == folder), None)
    return f"{kind}-{name}" if kind and name not in ("", "index") else None
