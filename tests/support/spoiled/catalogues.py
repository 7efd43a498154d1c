"""Catalogues that a translator, or a tool, got wrong."""

from __future__ import annotations

import re
from pathlib import Path

from tests.support.spoiled.spoiling import ARABIC, ARABIC_WORDS, FRENCH, Change, Spoiled, after, changed, replaced

# `{link}` is filled in the interface's words: nothing else may be.
PLACEHOLDERS = {
    "interface.notice-unreviewed": "{link} {link.__class__.__init__.__globals__}",
    "interface.page-title": "{title} {site} {0.__class__}",
    "interface.kind-defi": "{number:>999999999}",
    "interface.weight": "{kilobytes!r} {grams} {link}",
    "defi-01.titre": "{config}",
}
PLURAL = r'"Plural-Forms: nplurals=2000000000; plural=0;\n"'


def translated(context: str, translation: str) -> Change:
    """A catalogue with the translation at a context replaced."""
    block = rf'(msgctxt "{re.escape(context)}"\nmsgid (?:".*"\n)+)msgstr (?:".*"\n)+'
    return replaced(block, lambda match: f'{match[1]}msgstr "{translation}"\n')


def reaching_out(project: Path) -> list[str]:
    """Placeholders that try to reach what the program knows."""
    said = []
    for context, translation in PLACEHOLDERS.items():
        name = ARABIC_WORDS if context.startswith("interface.") else ARABIC
        text = translated(context, translation)((project / name).read_text("utf-8"))
        (project / name).write_text(text, "utf-8")
        said.append(rf"{re.escape(name)}:\d+: {re.escape(context)}: the translation has .* where the source has")
    return said


CASES: dict[str, Spoiled] = {
    "conflict": changed(
        FRENCH, after(r'^msgctxt "strategie.titre"\n', "<<<<<<< HEAD\n"),
        r"git left two versions of this passage", "<<<<<<<"),
    "quote": changed(FRENCH, replaced(r'^msgstr "(?=\w)(.*)"$', r'msgstr "\1'), r"not a gettext message"),
    "message twice": changed(
        FRENCH, lambda text: text + '\nmsgctxt "strategie.titre"\nmsgid "x"\nmsgstr "y"\n',
        r"stands twice \(first on line"),
    "placeholder": changed(
        ARABIC_WORDS, translated("interface.kind-defi", "لغز {nombre}"),
        r"interface.kind-defi: the translation has {nombre} where the source has {number}"),
    "several lines": changed(
        FRENCH, translated("defi-01.titre", r"Un\n::error::deux"), "defi-01.titre: the text goes on after “Un”"),
    "other text": changed(
        FRENCH, translated("defi-01.titre", "mot " * 100), "defi-01.titre: expected at most .* got 400"),
    "plurals": changed(
        FRENCH, lambda text: text.replace('"Content-Type', PLURAL + '\n"Content-Type')
        + '\nmsgctxt "x"\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n', "not a gettext message", "msgid_plural"),
    "charset": changed(
        FRENCH, lambda text: "# charset=utf-8\n" + text.replace("charset=UTF-8", "charset=unicode_escape"),
        "has characters that are not UTF-8", "unicode_escape"),
    "word twice": changed(
        ARABIC_WORDS, lambda text: text + '\nmsgctxt "interface.skip"\nmsgid "x"\nmsgstr "y"\n',
        r"interface.skip: this message stands twice \(first on line"),
    "reaching out": Spoiled(reaching_out),
}  # fmt: skip
