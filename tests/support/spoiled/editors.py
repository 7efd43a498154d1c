"""What people who do not code get wrong, as they do: with a word processor, Notepad, git's conflicts, a colon too many.

Each is told at its line, in plain English and in plain French.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from tests.support.pictures import PNG
from tests.support.spoiled.pages import ABOUT, write_topics
from tests.support.spoiled.spoiling import DATA, PAGE, Change, Spoiled, added, after, changed, replaced, written

TITLE, QUESTION = r"^    titre: Open.*", r"^      - Where does a newcomer.*"
REVIEWS = "langues:\n  - {id: fr}\n\nrelectures: []\n  - {langue: fr, texte: defis/01.md, par: Ada, date: 2026-01-01}\n"
# The names of PyYAML's own words, which an editor has no use for.
JARGON = ("mapping", "scalar", "token", "block ", "indicator", "YAML")


def mistake(file: str, change: Change, english: str, french: str, marked: str) -> Spoiled:
    """A file changed, and what must be said of its first line that has `marked` then, in both languages."""
    case = changed(file, change, english, marked)

    def spoil(project: Path) -> list[str]:
        return [*case.spoil(project), f"    fr : .*{french}"]

    return Spoiled(spoil, unsaid=tuple(f"(?m)^{re.escape(file)}.*{word}" for word in JARGON))


def titled(title: str, english: str, french: str, marked: str = "") -> Spoiled:
    """A défi with another title."""
    return mistake(DATA, replaced(TITLE, lambda _: f"    titre: {title}"), english, french, marked or title)


def asked(line: str, english: str, french: str) -> Spoiled:
    """Another line in place of a question."""
    return mistake(DATA, replaced(QUESTION, lambda _: line), english, french, line)


def picture_elsewhere(project: Path) -> list[str]:
    """A picture in the folder above that of the page which shows it."""
    (project / "docs/en/plan.png").write_bytes(PNG)
    page = project / PAGE
    page.write_text(page.read_text("utf-8") + "\n![The hall](plan.png)\n", "utf-8")
    (project / ABOUT).write_text((project / ABOUT).read_text("utf-8") + "\n![The hall](plan.png)\n", "utf-8")
    line = page.read_text("utf-8").count("\n")
    return [
        rf"{PAGE}:{line}: there is no picture `plan.png` \(../plan.png \?\). Put a PNG, JPEG or WebP",
        r"    fr : il n’y a pas d’image `plan.png` \(../plan.png \?\). Mettez un fichier PNG",
    ]


def two_versions(project: Path) -> list[str]:
    """What git leaves in data and in a catalogue where two people changed the same lines."""
    lines = []
    for name, pattern in ((DATA, "^    titre: "), ("translations/fr.po", "^msgstr")):
        path = project / name
        text = replaced(rf"{pattern}.*\n", lambda m: f"<<<<<<< HEAD\n{m[0]}=======\n{m[0]}>>>>>>> theirs\n")(
            path.read_text("utf-8")
        )
        path.write_text(text, "utf-8")
        line = text.count("\n", 0, text.index("<<<<<<<")) + 1
        lines.append(f"{name}:{line}: git left two versions of this passage.*Keep the lines that are right")
    return [*lines, "    fr : git a laissé ici deux versions d’un passage", "2 faults / 2 erreurs"]


def theme_without_page(project: Path) -> list[str]:
    """A theme whose page is still to be written."""
    write_topics(project, "themes/people")
    said = re.escape('{{ topic("theme-things") }}')
    return [
        f"docs/en/themes/things.md:1: the page of theme-things is missing.*this line alone: {said}$",
        f"    fr : la page de theme-things manque.*cette seule ligne : {said}$",
    ]


CASES: dict[str, Spoiled] = {
    "closing quote forgotten": titled(
        '"Open the door', 'begins on this line with " has no " at its end', 'n’a pas de " à la fin. Ajoutez-le'),
    "closing quote forgotten in a list": asked(
        '      - "Where does a newcomer look?', 'has no " at its end. Add one', 'n’a pas de " à la fin'),
    "opening quote forgotten": titled('Open the door"', 'ends with ".*Add one at its beginning', "finit par"),
    "words after a quote": titled(
        '"Open" the door', "words follow the quotation mark", "Mettez tout le texte entre guillemets"),
    "colon in a title": titled(
        "Players : open the door", "Put this text between quotes", "Mettez ce texte entre guillemets"),
    "colon in a question": asked(
        "      - Newcomers : where do they look?", "Put this text between quotes", "Mettez ce texte entre guillemets"),
    "colon on the second line of a text": titled(
        "Open the\n      door : to new players", r"“door : to new players”.*between quotes", "Mettez ce texte",
        "door : to"),
    "sign at the beginning": titled(
        "@players, come in", "begins with @ has to be in quotes", "commence par @ doit être"),
    "tab": mistake(
        DATA, replaced(TITLE, "\ttitre: Open the door"), "has a tab where spaces are expected", "une tabulation",
        "\ttitre"),
    "no-break space": mistake(
        DATA, replaced(TITLE, "    titre:\u00a0Open"), "has a no-break space.*plain one", "un espace insécable",
        "titre:\u00a0O"),
    "one space too many": mistake(
        DATA, replaced(TITLE, "     titre: Open the door"), "begins after 5 spaces; 4 are expected",
        "commence après 5 espaces ; 4 sont attendus", "     titre"),
    "one space too few": mistake(
        DATA, replaced(TITLE, "   titre: Open the door"), "begins after 3 spaces; 4 are expected",
        "commence après 3 espaces ; 4 sont attendus", "   titre"),
    "hyphen forgotten": asked(
        "      Where does a newcomer look?", "a hyphen is missing at the beginning", "il manque un trait d’union"),
    "hyphen of an entry forgotten": mistake(
        DATA, replaced("^  - id: defi-02", "    id: defi-02"), "`id` is written twice.*another entry.*- id: …",
        "`id` est écrite deux fois.*une autre entrée", "    id: defi-02"),
    "space forgotten after a hyphen": asked(
        "      -Where does a newcomer look?", "space is missing after the hyphen", "un espace après le trait d’union"),
    "space forgotten after a colon": mistake(
        DATA, replaced(TITLE, "    titre:Open the door"), "missing after the colon of `titre`. Write: titre: text",
        "il manque un espace après le deux-points de `titre`", "titre:Open"),
    "colon forgotten": mistake(
        DATA, replaced(TITLE, "    titre Open the door"), "a colon is missing after `titre`",
        "il manque un deux-points après `titre`", "titre Open"),
    "key twice": mistake(
        DATA, after(TITLE, "\n    titre: Again"), "the key `titre` is written twice", "est écrite deux fois", "Again"),
    "list not closed": mistake(
        DATA, replaced(r"^    themes: \[people\]", "    themes: [people"), r"sign \[ on this line is not closed",
        r"le signe \[ de cette ligne n’est pas refermé", "themes: [people"),
    "bullet in data": asked("      •\tWhere does a newcomer look?", "begins with •, a bullet", "par •, une puce"),
    "bullet of a font": asked("      \uf0b7\tWhere?", r"bullet of a word processor \(U\+F0B7\)", r"puce .*U\+F0B7"),
    "review below an empty list": Spoiled(lambda project: [
        *written("data/langues.yaml", REVIEWS, r"4: this line says that nothing follows.*Delete \[\]").spoil(project),
        r"    fr : cette ligne dit que rien ne suit \(\[\]\), or il y a une suite. Supprimez \[\]"]),
    "curly quotes around a date": mistake(
        DATA, replaced(r'^  date: "(.*)"', r"  date: “\1”"), "`“2024-06”` is not a date", "n’est pas une date", "“"),
    "two versions": Spoiled(two_versions),
    "two versions of a page": mistake(
        PAGE, added("<<<<<<< main\nours\n||||||| base\nbefore\n=======\ntheirs\n>>>>>>> theirs"),
        "git left two versions of this passage", "git a laissé ici deux versions", "<<<<<<<"),
    "underlined heading": mistake(
        PAGE, added("First steps\n-----------"), "makes a heading of it. Write: ## Words", "en fait un intertitre",
        "First steps"),
    "level skipped": mistake(
        PAGE, added("## One {#one}\n\n#### Two {#two}"), "has ####, and ### is expected", "on ne saute pas de niveau",
        "#### Two"),
    "link to nothing": mistake(
        PAGE, added("Look [here]()."), r"nothing stands between the parentheses of the link “here”",
        "rien entre les parenthèses du lien « here »", "[here]"),
    "link without words": mistake(
        PAGE, added("Look [](../index.md)."), "has no words", "n’a pas de mots", "Look []"),
    "bullets in a page": mistake(
        PAGE, added("We bring:\n\n•\tchairs\n•\tlamps"), "begins with •, the bullet", "par •, une puce", "•\tchairs"),
    "list right below a paragraph": mistake(
        PAGE, added("We bring:\n- chairs\n- lamps"), "Leave an empty line before the list", "Laissez une ligne vide",
        "- chairs"),
    "picture in another folder": Spoiled(picture_elsewhere),
    "picture of another format": mistake(
        PAGE, added("![The hall](hall.gif)"), "`hall.gif` is not in a format that pages show.*as WebP",
        "n’est pas dans un format que montrent les pages", "hall.gif"),
    "heading lost": replace(mistake(
        "docs/fr/defis/07.md", lambda text: re.sub(r"## .*\{#indicateurs\}\n", "", text),
        "the heading {#indicateurs} is missing, after ecologie", "l’intertitre {#indicateurs} manque, après ecologie",
        ""), real=True),
    "theme without page": Spoiled(theme_without_page),
}  # fmt: skip
