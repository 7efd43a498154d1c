"""Every spoiled input of the tests, by family: what it does to a copy of a project, and what must be said of it.

Each is refused by a check in this process, and by a build; both say the same.
"""

from __future__ import annotations

from tests.support.spoiled import attacks, catalogues, data, editors, files, pages, pictures, writing
from tests.support.spoiled.spoiling import Spoiled

FAMILIES: dict[str, dict[str, Spoiled]] = {
    "data": data.CASES,
    "catalogue": catalogues.CASES,
    "page": pages.CASES,
    "attack": attacks.CASES,
    "file": files.CASES,
    "picture": pictures.CASES,
    "writing": writing.CASES,
    "editor": editors.CASES,
}
SPOILED = {f"{family}: {name}": case for family, cases in FAMILIES.items() for name, case in cases.items()}
# One of each family, and of each moment at which a build may find a fault.
SAMPLE = (
    "data: broken YAML",
    "data: unknown section",
    "data: citation with no date",
    "catalogue: conflict",
    "catalogue: reaching out",
    "page: unknown entry",
    "page: missing",
    "page: translation without a macro",
    "page: links to no place",
    "attack: templates",
    "attack: converted",
    "file: links everywhere",
    "picture: unsound",
    "picture: ![](../plan.png)",
    "writing: acronym",
    "editor: two versions",
)
