"""What may stand in the folders that editors write in: real files, plainly named, of known kinds.

MkDocs follows symbolic links and publishes whatever it finds in `docs/`: a link would
publish a file of the machine that builds, a page of raw HTML would run its own scripts.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator
from functools import partial
from pathlib import Path

from macros.source import git, picture
from macros.source import languages as codes
from macros.source.faults import Fault, gather
from macros.source.languages import CODE
from macros.source.schema import FILES

FOLDERS = ("data", "docs", "overrides", "translations")
_SLUG = "[a-z0-9]+(?:-[a-z0-9]+)*"
_NAME = re.compile(f"(?:{CODE}|{_SLUG})/(?:{_SLUG}/)*{_SLUG}")


# Git keeps them, and Windows cannot. A path of the site is somewhat longer, beneath a folder of any length.
_RESERVED = re.compile(r"(?:^|/)(?:con|prn|aux|nul|(?:com|lpt)[0-9])(?:\.[^/]*)?(?:/|$)", re.IGNORECASE)
LONGEST = 120


def no_files(root: Path) -> Iterator[Fault]:
    """What is no file everywhere: symbolic links in the folders of the project, or in place of one; pipes and the like,
    which have no end; names that some systems cannot hold.
    """
    for folder in FOLDERS:
        for path in _walk(root / folder):
            name = path.relative_to(root).as_posix()
            if path.is_symlink():
                yield Fault(name, 1, "", "file-symlink")
            elif len(name) > LONGEST or _RESERVED.search(name):
                yield Fault(name, 1, "", "file-portable", {"most": LONGEST})
            elif not path.is_file() and not path.is_dir() and path.exists():
                yield Fault(name, 1, "", "file-unread")


def unpublishable(root: Path, docs: str, languages: Collection[str]) -> Iterator[Fault]:
    """Files of `docs/` that are neither a page in its language's folder nor a sound picture, or are badly named.

    `languages`: the codes of those that the site has.
    """
    for path in _files(root, docs):
        name = path.relative_to(root / docs)
        shown = f"{docs}/{name.as_posix()}"
        if picture.is_of_another_kind(path.name):
            yield Fault(shown, 1, "", "docs-picture-kind", {"pictures": ", ".join(picture.KINDS)})
        elif path.suffix != ".md" and path.suffix not in picture.KINDS:
            yield Fault(shown, 1, "", "docs-kind", {"pictures": ", ".join(picture.KINDS)})
        elif not _NAME.fullmatch(name.with_suffix("").as_posix()):
            yield Fault(shown, 1, "", "docs-name")
        elif name.parts[0] not in languages:
            values = {"folder": name.parts[0], "languages": ", ".join(languages)}
            yield Fault(shown, 1, "", "docs-language", values)
        elif path.suffix != ".md":
            unsound: list[Fault] = []
            gather(unsound, partial(picture.read, path, shown))
            yield from unsound


def out_of_place(root: Path, languages: Iterable[str]) -> Iterator[Fault]:
    """Files of `data/`, of `translations/` and of `overrides/words/` that nothing here reads.

    The last is the generator's, which knows more languages than the site has.
    """
    catalogues = ["messages.pot", *(f"{code}.po" for code in languages)]
    places = {
        "data": [f"{name}{suffix}" for name in FILES for suffix in (".yaml", ".schema.json")],
        "translations": catalogues,
        "overrides/words": catalogues,
    }
    for folder, names in places.items():
        for path in _files(root, folder):
            name = path.relative_to(root / folder).as_posix()
            if name not in names and not (folder == "overrides/words" and codes.is_known(name.removesuffix(".po"))):
                values = {"folder": folder, "known": ", ".join(name for name in names if not name.endswith(".json"))}
                yield Fault(f"{folder}/{name}", 1, "", "file-unknown", values)


def _files(root: Path, folder: str) -> Iterator[Path]:
    """The files in a folder, but for hidden ones that git is told to ignore.

    Those are the system's and the editors' own, which nobody can send; any other hidden file can change what git
    shows or keeps of its neighbours (`.gitattributes`), or how they are served (`.htaccess`).
    """
    found = [path for path in _walk(root / folder) if path.is_symlink() or not path.is_dir()]
    hidden = any(part.startswith(".") for path in found for part in path.relative_to(root).parts)
    ignored = _ignored(root, folder) if hidden else set()
    return (path for path in found if path.relative_to(root).as_posix() not in ignored)


def _ignored(root: Path, folder: str) -> set[str]:
    """The hidden files of a folder that git does not have and is told to ignore."""
    answer = git.ask(root, "ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--", folder)
    names = answer.decode("utf-8", "surrogateescape").split("\0")
    return {name for name in names if name.rpartition("/")[2].startswith(".")}


def _walk(folder: Path) -> Iterator[Path]:
    """A folder and everything in it, links not followed, in a fixed order; nothing below a path that is too long."""
    yield folder
    for parent, folders, files in os.walk(folder):
        yield from (Path(parent, name) for name in sorted(folders + files))
        most = LONGEST + len(str(folder)) - len(parent)
        folders[:] = sorted(name for name in folders if len(name) < most)
