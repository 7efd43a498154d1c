"""Pages that a writer or a translator got wrong, or forgot."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from tests.support.spoiled.spoiling import PAGE, TRANSLATED, Spoil, Spoiled, added, changed, replaced, written

ABOUT = "docs/en/a-propos.md"
TOPICS = {"themes": "theme", "publics": "public"}


def write_topics(project: Path, *names: str, prose: str = "") -> None:
    """Write pages of themes and audiences (`themes/people`), with some prose or none."""
    for name in names:
        folder, _, topic = name.partition("/")
        path = project / "docs/en" / f"{name}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f'{prose}{{{{ topic("{TOPICS[folder]}-{topic}") }}}}\n', "utf-8")


def topics(*names: str, said: str) -> Spoil:
    """Pages of themes."""

    def spoil(project: Path) -> list[str]:
        write_topics(project, *names)
        return [said]

    return spoil


def unlinked(name: str, said: str) -> Spoil:
    """A page taken away."""

    def spoil(project: Path) -> list[str]:
        (project / name).unlink()
        return [f"{name}:1: {said}"]

    return spoil


def links_to_no_place(project: Path) -> list[str]:
    """Links to places that are not there, among links to places that are."""
    about = project / ABOUT
    text = about.read_text("utf-8") + "\n[well](#words) and [ill](#wrods); [well](axes/1.md#section-1-1).\n"
    text += "\n[ill](axes/1.md#section-9-9) but `[not a link](#nowhere)`\n"
    about.write_text(text, "utf-8")
    last = text.count("\n")
    return [
        rf"{ABOUT}:{last - 2}: `#wrods` is no place in {ABOUT} \(words \?\)",
        f"{ABOUT}:{last}: `#section-9-9` is no place in docs/en/axes/1.md",
        "2 faults / 2 erreurs",
    ]


def differing(old: str, new: str, said: str) -> Spoil:
    """A translation that says something else than the original."""

    def spoil(project: Path) -> list[str]:
        path = project / TRANSLATED
        text = path.read_text("utf-8")
        if old not in text:
            text = text.rstrip() + "\n\n[mots](../index.md)\n"
        path.write_text(text.replace(old, new, 1), "utf-8")
        return [rf"{TRANSLATED}:\d+: in the section .*{said}"]

    return spoil


def called(macro: str) -> Callable[[str], str]:
    """The page's call of a macro, written otherwise."""
    return replaced(r'questions\("defi-01"\)', macro)


REVIEW = 'relectures:\n  - {{langue: fr, texte: {page}, par: Ada Example, date: "{date}"}}\n'

CASES: dict[str, Spoiled] = {
    "unknown macro": changed(
        PAGE, replaced(r"\{\{ questions\(", "{{ question("), r"no macro `question` \(questions \?\)", "{{ question("),
    "unknown entry": changed(PAGE, called('questions("defi-99")'), r"`defi-99` is no entry", "defi-99"),
    "entry of the wrong kind": changed(PAGE, called('questions("axe-1")'), r"`axe-1` is no entry.*\(defi\)", "axe-1"),
    "macro without id": changed(PAGE, called("questions()"), r'write {{ questions\("…"\) }}', "questions()"),
    "unclosed macro": changed(
        PAGE, replaced(r'questions\("defi-01"\) \}\}', 'questions("defi-01")'), r"braces cannot be read"),
    "unknown front matter": changed(
        PAGE, lambda text: "---\ntemplate: ../../x.html\n---\n" + text, r"key `template` is not allowed", "template:"),
    "unknown source": changed(PAGE, added("[words][nowhere]"), r"`nowhere` is not in data/sources.yaml", "[words]"),
    "broken link": changed(PAGE, added("[words](../nowhere.md)"), r"`../nowhere.md` leads nowhere", "[words]"),
    "page as a picture": changed(PAGE, added("![words](../plan.md)"), r"there is no picture `../plan.md`", "![words]"),
    "place as a picture": changed(PAGE, added("![words](#words)"), r"there is no picture `#words`", "![words]"),
    "heading without id": changed(PAGE, added("## A heading"), r"“A heading” has no id", "A heading"),
    "title of two lines": written(
        "docs/en/plan.md", "---\ntitle: |\n  One\n  ::error::two\ndescription: x\n---\n",
        "2: title: the text goes on after “One”"),
    "title with a tab": written(
        "docs/en/plan.md", '---\ntitle: "One\\ttwo"\ndescription: x\n---\n', "2: title: the text goes on after “One”"),
    "title without end": written(
        "docs/en/plan.md", f"---\ntitle: {'x' * 121}\ndescription: {'y' * 301}\n---\n",
        "2: title: expected at most 120 characters, got 121", "3: description: expected at most 300 characters"),
    "id twice": changed(PAGE, added("## One {#same}\n\ntext\n{: #same }"), "the id `same` stands twice", "{: #same"),
    "id of a macro": changed(PAGE, added("text\n{: id=questions }"), "the id `questions` stands twice", "{: id="),
    "id of every page": changed(PAGE, added("## Main {#main}"), "the id `main` stands twice", "{#main"),
    "macro twice": changed(PAGE, added('{{ questions("defi-01") }}'), "the id `questions` stands twice"),
    "row wider than its table": changed(
        PAGE, added("| a | b |\n|---|---|\n| c | d | lost words | {{ data_address() }} |"),
        r"more cells than the first one, and \| lost words", "lost words"),
    "macro among words": changed(
        PAGE, added("See *{{ errata() }}* here."), r"{{ errata\(\) }} gives whole paragraphs", "errata"),
    "macro in a heading": changed(PAGE, added("## {{ errata() }} {#x}"), "gives whole paragraphs", "errata"),
    "macro in code": changed(PAGE, added("text\n\n    {{ errata() }}"), "gives whole paragraphs", "errata"),
    "two macros in a paragraph": changed(
        PAGE, added("{{ errata() }}\n{{ groups() }}"), r"{{ errata\(\) }} gives whole paragraphs", "errata"),
    "macro with an id": changed(PAGE, added("{{ errata() }}\n{: #x }"), "gives whole paragraphs", "errata"),
    "macro in a link's title": changed(
        PAGE, added('[x](../index.md "{{ related(\'defi-01\') }}")'), "the attribute title=.*is not allowed"),
    "telephone": changed(
        PAGE, added("[x](\ntel:+3310000)"), r"where e-mail or calls go \(tel:\+3310000\).*write \[words\]\[its-id"),
    "e-mail": changed(
        PAGE, added("[x](mailto:a@example.org)"), r"where e-mail or calls go \(mailto:a@example.org\)", "mailto:"),
    "e-mail between angle brackets": changed(
        PAGE, added("<a@example.org>"), "where e-mail or calls go", "<a@"),
    "review of no page": written(
        "data/langues.yaml", REVIEW.format(page="defis/09.md", date="2026-01-01"),
        "2: `defis/09.md` has nothing in the language fr"),
    "review of a page by another name": written(
        "data/langues.yaml", REVIEW.format(page="defis//01.md", date="2026-01-01"),
        "2: `defis//01.md` has nothing in the language fr"),
    "review in no language": written(
        "data/langues.yaml", REVIEW.replace("fr", "zz").format(page="defis/01.md", date="2026-01-01"),
        "2: relectures: zz was asked for, and is no language"),
    "promise in no language": written(
        "data/langues.yaml", "langues:\n  - {id: fr, prose: true}\n  - {id: zz, prose: true}\n",
        r"3: langues: zz was asked for, and is no language of this site \(en, fr, ar\)"),
    "second page title": changed(PAGE, added("# A title"), r"already is its first heading", "# A title"),
    "private character": changed(
        PAGE, added("\ue0000\ue001"), r"hidden character \(U\+E000\).*Delete it", "\ue000"),
    "not UTF-8": changed(PAGE, added("\udcff"), r"not UTF-8. Save the file as UTF-8", "\udcff"),
    "missing": Spoiled(
        unlinked("docs/en/defis/02.md", "the page of defi-02 is missing. Create this file: copy docs/en/defis/01.md")),
    "without entry": written(
        "docs/en/defis/09.md", "Text.\n", "1: this page is about no entry of the data. Add defi-09"),
    "without title": written(
        "docs/en/plan.md", "Text.\n", "1: the key `title` is missing", "1: the key `description` is missing"),
    "translation without original": written(
        "docs/fr/perdu.md", "---\ntitle: a\ndescription: b\n---\n", "1: this page has no counterpart in docs/en/"),
    "translation with broken front matter": written(
        "docs/fr/index.md", "---\ntitle: [\n---\n", r"2: the sign \[ on this line is not closed"),
    "translation without a macro": Spoiled(
        differing('{{ questions("defi-01") }}', "", r"macros differ from the original: missing \{\{ questions")),
    "translation with another link": Spoiled(
        differing("](", "](../plan.md) [x](", r"links differ from the original.*in excess \(../plan.md\)")),
    "links to no place": Spoiled(links_to_no_place),
    "theme without page": Spoiled(
        topics("themes/people", said=r"docs/en/themes/things.md:1: the page of theme-things.*alone: {{ topic\("),
        # A project that has no page of an audience needs none.
        unsaid=("publics/",)),
    "theme that is none": Spoiled(
        topics("themes/people", "themes/things", "themes/nothing",
               said="docs/en/themes/nothing.md:1: .*Add theme-nothing to " + re.escape("data/vocabulaire.yaml"))),
}  # fmt: skip
