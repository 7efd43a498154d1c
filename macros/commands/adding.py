"""The command that begins a new entry: it writes what has to be there, and marks what is still to be written."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from macros.source import atomic, data, schema, settings, skeletons
from macros.source.data import Data
from macros.source.faults import Fault, Faults
from macros.source.ids import FOLDERS, TOPICS, kind_of, page_of
from macros.source.insertion import inserted
from macros.source.skeletons import Kind
from macros.source.text import read_text
from macros.source.validation import fault_of
from macros.source.yamlfile import parse_yaml


def add(root: Path, kind: str, name: str, title: str) -> None:
    """Write a new entry of a kind (`theme`, `defi`…) and its page; say every file written.

    `name` is its id, a number alone for a défi or an action. Raises `Faults`, and writes nothing, where an id is badly
    formed or taken, where a title is too long, and where what is there already is at fault.
    """
    if kind not in skeletons.kinds():
        raise _refused("add-kind", kind=kind, kinds=", ".join(skeletons.kinds()))
    read, loaded, new = settings.read(root), data.load(root), skeletons.kinds()[kind]
    ids = [str(item["id"]) for item in _items(loaded, new)]
    id = _id(new, name, ids)
    written = [_write_entry(root, loaded, new, id, title, read.default, ids)]
    if kind in FOLDERS | TOPICS:
        page = _write_page(root, read, f"{new.id}{id}" if kind in TOPICS else id, ids)
        written += [page] if page else []
    for place in written:
        print(place)
    print(f"Now write what is marked “{skeletons.MARK}”; `python -m macros check` says what is left.")
    print(f"Écrivez maintenant ce qui est marqué « {skeletons.MARK} » ; `python -m macros check` dit ce qui reste.")


def _refused(code: str, file: str = "python -m macros add", **values: object) -> Faults:
    return Faults([Fault(file, 1, "", code, values)])


def _items(loaded: Data, kind: Kind) -> list[dict[str, object]]:
    """What the list of a kind has already."""
    found: list[dict[str, object]] = (
        loaded.files[kind.file].value.get(kind.list) or [] if kind.file in loaded.files else []
    )
    return found


def _id(kind: Kind, name: str, ids: list[str]) -> str:
    """The id that an editor means, if it is well formed and nobody's: `25` or `defi-25`, `cybersecurite`."""
    bare = name.removeprefix(kind.id)
    if not kind.width:
        id, form = bare, "cybersecurite, mots-en-minuscules"
        sound = re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id) and len(id) <= 60
    else:
        id = f"{kind.id}{int(bare):0{kind.width}}" if re.fullmatch(r"[0-9]{1,3}", bare) else name
        form = f"{kind.id}{len(ids) + 1:0{kind.width}}"
        sound = id == form or id in ids
    if not sound:
        raise _refused("add-number" if kind.width else "add-id", id=name, form=form)
    if id in ids:
        raise _refused("add-exists", f"data/{kind.file}.yaml", id=id)
    return id


def _write_entry(root: Path, loaded: Data, kind: Kind, id: str, title: str, language: str, ids: list[str]) -> str:
    """Put an entry into its data file; where it stands. `Faults` where the file would then be refused."""
    path, name = root / "data" / f"{kind.file}.yaml", f"data/{kind.file}.yaml"
    strategy = loaded.strategy
    entry = skeletons.entry(
        kind,
        {
            "id": id,
            "title": " ".join(title.split()),
            "section": strategy.axes[-1].sections[-1].id,
            "theme": next(iter(loaded.themes), ""),
            "public": next(iter(loaded.publics), ""),
            "defi": strategy.defis[0].id,
            "language": language,
            "today": date.today().isoformat(),
        },
    )
    # A list in the order of the alphabet stays so.
    ordered = not kind.width and len(ids) > 1 and ids == sorted(ids)
    before = next((place for place, other in enumerate(ids) if other > id), None) if ordered else None
    text, line = inserted(read_text(path, name) if path.exists() else "", name, kind.list, entry, before=before)
    _validate(text, name, kind.file)
    _write(path, text)
    return f"{name}:{line}"


def _validate(text: str, name: str, file: str) -> None:
    """Raise `Faults` where a data file of this text would be refused."""
    source, model = parse_yaml(text, name), schema.FILES[file]
    try:
        model.model_validate(source.value)
    except ValidationError as error:
        raise Faults([fault_of(source, model, detail) for detail in error.errors(include_url=False)]) from None


def _write_page(root: Path, read: settings.Settings, about: str, ids: list[str]) -> str:
    """Write the page of an entry or a topic, if there is none and its kind has pages; where it stands, or nothing."""
    folder = root / read.docs / read.default
    path = folder / page_of(about)
    name = path.relative_to(root).as_posix()
    if path.exists() or (kind_of(about) in TOPICS and not any(path.parent.glob("[!i]*.md"))):
        return ""
    if kind_of(about) in TOPICS:
        text = f'{{{{ topic("{about}") }}}}\n'
    else:
        model = folder / page_of(ids[-1]) if ids else path
        opening = f'{{{{ opening("{about}") }}}}\n\n…\n'
        known = model.is_file()
        text = skeletons.prose(read_text(model, name) if known else opening, ids[-1] if known else about, about)
    path.parent.mkdir(parents=True, exist_ok=True)
    _write(path, text)
    return name


def _write(path: Path, text: str) -> None:
    """Write a file, its lines ending as they did."""
    ends = b"\r\n" if path.exists() and b"\r\n" in path.read_bytes() else b"\n"
    atomic.write(path, text.encode().replace(b"\n", ends))
