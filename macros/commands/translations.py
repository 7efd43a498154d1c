"""The command of translators: it brings the catalogues up to date, and records what was translated, accepted, read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from macros.building import site_of
from macros.publish import reading_sheet
from macros.publish.downloads import DIST
from macros.site import reviews
from macros.site.site import Site
from macros.site.translators import shelves
from macros.source import atomic, git, settings
from macros.source.faults import Fault, Faults, inert
from macros.source.schema import Leaf
from macros.words import catalogue, extraction, progress, translation
from macros.words.page_texts import FIELDS, context_of

# Whether a translation is to be taken as made from the words of today, which text it is of, and into which language.
Settles = Callable[[Leaf, str], bool]


def translations(root: Path, accept: str = "", minor: str = "") -> None:
    """Bring the catalogues up to date, record what new translations and reviews are of; then say how far languages are.

    `accept` (`en/defis/07.md#pourquoi`, a whole page, or `en/defi-07.titre`) records a translation as made from the
    original as it is now; `minor` (`defis/07.md#pourquoi`, `defi-07.titre`) declares that the original's last change
    outdates no translation. Raises `Faults` for a target that there is not, before anything is written.
    """
    site = site_of(settings.read(root))
    settles: Settles = lambda leaf, language: False  # noqa: E731 (as the two that may take its place)
    if accept and not _is_page(accept):
        settles = _accepted(site, accept)
    elif accept:
        _write(site, *_accepted_page(site, accept))
    if minor and not _is_page(minor):
        settles = _minor(site, minor)
    elif minor:
        _write(site, *_minor_page(site, minor))
    site = site_of(settings.read(root))
    given = _given(site)
    found = [replace(shelf, settles=settles, given=given) for shelf in shelves(site)]
    for line in extraction.update_files(root, found):
        print(line)
    for address, page in site.pages.items():
        if address.language != site.project.default and address.path in site.originals:
            _write(site, page.name, translation.recorded_anew(page, site.original(address)))
    _stamp_reviews(site)
    site = site_of(settings.read(root))
    for line in progress.report(site.progress, site.project, site.pages, site.docs):
        print(inert(line))


def _is_page(target: str) -> bool:
    return target.partition("#")[0].endswith(".md")


def _write(site: Site, name: str, text: str) -> None:
    atomic.write(site.project.root / name, text.encode())


def _given(site: Site) -> dict[str, dict[str, str]]:
    """The titles and descriptions that translated pages give themselves, by language and context."""
    found: dict[str, dict[str, str]] = {}
    for address, page in site.pages.items():
        if address.language != site.project.default:
            texts = {context_of(address.path, key): str(page.front[key]) for key in FIELDS if page.front.get(key)}
            found.setdefault(address.language, {}).update(texts)
    return found


def _accepted(site: Site, target: str) -> Settles:
    language, _, context = target.partition("/")
    leaf = _leaf(site, context)
    known = site.project.languages.get(language)
    if not (leaf and known and leaf.language != language and known.catalogue.get(leaf)):
        raise Faults([Fault(catalogue.CONTENT, 1, "", "translation-target", {"target": target})])
    return lambda each, into: (each.context, into) == (context, language)


def _minor(site: Site, target: str) -> Settles:
    leaf = _leaf(site, target)
    if leaf is None:
        raise Faults([Fault(catalogue.CONTENT, 1, "", "translation-target", {"target": target})])
    catalogues = [language.catalogue for code, language in site.project.languages.items() if code != leaf.language]
    made_from = {found.made_from for each in catalogues if (found := each.get(leaf)) and found.is_older}
    before = _last_of(site.project.root, leaf, made_from)
    if before is None:
        raise Faults([Fault(leaf.file, leaf.line, target, "translation-unchanged", {"section": target})])

    def settles(each: Leaf, into: str) -> bool:
        found = site.project.languages[into].catalogue.get(each) if each.context == target else None
        return bool(found and found.made_from == before)

    return settles


def _leaf(site: Site, context: str) -> Leaf | None:
    return site.texts.by_context.get(context) or site.project.words.get(context.removeprefix("interface."))


def _last_of(root: Path, leaf: Leaf, texts: set[str]) -> str | None:
    """The text that was there before the last change, of those that translations were made from."""
    if len(texts) < 2:
        return next(iter(texts), None)
    template = f"{catalogue.folder_of(leaf.context)}/{catalogue.TEMPLATE}"
    for version in reversed(list(git.versions(root, template, merged=True))):
        match = re.search(rf'^msgctxt "{re.escape(leaf.context)}"\nmsgid "(.*)"$', version.text, re.MULTILINE)
        words = match[1].replace('\\"', '"').replace("\\\\", "\\") if match else ""
        if words in texts:
            return words
    return None


def _accepted_page(site: Site, target: str) -> tuple[str, str]:
    source, _, section = target.partition("#")
    language, _, path = source.partition("/")
    address, file = site.project.address(path, language), f"{site.docs}/{source}"
    if language == site.project.default:
        raise Faults([Fault(file, 1, "", "translation-original", {"target": target})])
    original = site.originals.get(path)
    if address not in site.pages or original is None or (section and section not in original.sections):
        raise Faults([Fault(file, 1, "", "translation-target", {"target": target})])
    return file, translation.accepted(site.pages[address], original, section or None)


def _minor_page(site: Site, target: str) -> tuple[str, str]:
    path, _, section = target.partition("#")
    file, original = site.original_file(path), site.originals.get(path)
    if original is None or section not in original.sections:
        raise Faults([Fault(file, 1, "", "translation-target", {"target": target})])
    now = original.sections[section]
    history = (page.sections.get(section, now) for page in progress.versions(site.project.root, file))
    before = next((version for version in history if version.hash != now.hash), None)
    if before is None:
        raise Faults([Fault(file, now.line, "", "translation-unchanged", {"section": section})])
    return file, translation.minor(original, before, section)


def _stamp_reviews(site: Site) -> None:
    """Write into each review that does not say it which words were read."""
    found = dict(reviews.unstamped(site))
    if not found:
        return
    file = site.project.data.files["langues"]
    path = site.project.root / file.name
    lines = path.read_text("utf-8").split("\n")
    # From the last: a line more moves none of those before.
    for index, hash in sorted(found.items(), reverse=True):
        place = file.line(("relectures", index)) - 1
        if lines[place].rstrip().endswith("}"):
            lines[place] = f'{lines[place].rstrip()[:-1]}, empreinte: "{hash}"}}'
        else:
            indent = len(lines[place]) - len(lines[place].lstrip(" -"))
            lines.insert(place + 1, f'{" " * indent}empreinte: "{hash}"')
    atomic.write(path, "\n".join(lines).encode())


def reading(root: Path, language: str, page: str) -> None:
    """Write the sheet to read a page with a pencil into `dist/`; `page` as `defis/07`. `Faults` where there is none."""
    site = site_of(settings.read(root))
    path = page.removesuffix(".md") + ".md"
    if path not in site.originals or language not in site.project.languages or language == site.project.default:
        values = {"page": page, "language": language, "known": ", ".join(site.project.languages)}
        raise Faults([Fault(site.original_file(path), 1, "", "reading-unknown", values)])
    target = root / DIST / f"relecture-{language}-{path.removesuffix('.md').replace('/', '-')}.html"
    target.parent.mkdir(exist_ok=True)
    atomic.write(target, reading_sheet.html(site, site.project.address(path, language)).encode())
    print(target.relative_to(root).as_posix())
