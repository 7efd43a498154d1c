"""The files of a new project: its data, its pages and its configuration, from the answers.

No sentence of theirs is ours: titles are those of the answers, or words of the interface in the first language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import yaml
from babel import Locale
from babel.lists import format_list
from markdown.extensions.toc import slugify

from macros.site import pages
from macros.site.cells import MOST
from macros.site.checks import BESIDE
from macros.source import languages
from macros.starting.answers import Answers, Kind

# The pages of a new site's own: the macro that makes each, and the word of the interface that is its title.
PAGES = {
    pages.DEFIS: ("all_defis", "menu-defis"),
    pages.AXES: ("all_axes", "menu-axes"),
    pages.SEARCH: ("search", "menu-recherche"),
    pages.DATA: ("data_files", "menu-donnees"),
    pages.CHANGES: ("changes", "menu-changements"),
    pages.TRANSLATIONS: ("translations", "menu-traductions"),
    pages.PLAN: ("site_plan", "menu-plan"),
    pages.SOBRIETY: ("budget", "menu-sobriete"),
}
# The words that are the name of a kind and nothing else, by the kind and whether it is many.
_ALONE = {
    ("entree", False): ("sheet-defi",),
    ("entree", True): ("menu-defis", "sheet-defis"),
    ("groupe", False): ("sheet-axis",),
    ("groupe", True): ("menu-axes",),
}
# What the name of a folder or of a page is made of, in addresses.
SLUG = "[a-z0-9]+(?:-[a-z0-9]+)*"
_NUMBERED = {"entree": "kind-defi", "groupe": "kind-axe"}


def files(answers: Answers, words: Mapping[str, str], budget: Any) -> Iterator[tuple[str, str]]:
    """Every file of a new project, by its place, but the configuration.

    `words` are those of the interface in the project's first language, by key; `budget`, what its pages may weigh.
    """
    own = own_words(answers, words)
    said = {**words, **own}
    yield "data/defis.yaml", _written("defis", _strategy(answers))
    yield "data/reglages.yaml", _written("reglages", _settings(answers, own, said))
    yield "data/budget.yaml", _written("budget", _budget(answers, budget, said))
    yield "CITATION.cff", _dumped(_citation(answers))
    yield from _pages(answers, said)


def _strategy(answers: Answers) -> dict[str, Any]:
    axes: list[dict[str, Any]] = []
    defis: list[dict[str, Any]] = []
    number = count(1)
    for place, group in enumerate(answers.groupes, 1):
        told = {"officiel": group.titre, "page": 1, "en_bref": _brief(group.titre)}
        section = f"section-{place}-1"
        axes.append({"id": f"axe-{place}", **told, "sections": [{"id": section, **told}]})
        for title in group.entrees:
            entry = {"id": f"defi-{next(number):02}", "section": section, "officiel": title}
            defis.append({**entry, "titre": _short(title), "en_bref": _brief(title)})
    document = {"langue": answers.langues[0], "titre": answers.nom, "editeur": answers.organisation}
    return {"strategie": {**document, "date": answers.date, "pages": 1}, "axes": axes, "defis": defis}


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59].rstrip() + "…"


def _brief(text: str) -> str:
    return " ".join(text.split()[:60])


def _settings(answers: Answers, own: Mapping[str, str], said: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {"publication": answers.publication, "licence": answers.licence.model_dump()}
    if answers.publication == "propre":
        found["mentions"] = {"editeur": answers.organisation}
    found |= {"questions": {"moins": 0, "plus": 7}, "ecologie": {"moins": 0, "plus": 4}, "obligatoires": []}
    found["adresses"] = [{"id": key, "adresse": name} for key, name in _addresses(answers, said)]
    return {**found, "mots": [{"id": key, "texte": text} for key, text in own.items()]}


def _addresses(answers: Answers, said: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What addresses call the folders and the pages, in the site's own words where Latin letters can write them."""
    taken = {*BESIDE, *answers.langues}
    titles = {path: said[word] for path, (_, word) in PAGES.items()} | {pages.ABOUT: said["menu-a-propos"]}
    titles |= {pages.DEFIS: answers.entree.pluriel, pages.AXES: answers.groupe.pluriel}
    for path, title in titles.items():
        own, name = slugify(title, "-")[:60].strip("-"), path.removesuffix(".md").partition("/")[0]
        if re.fullmatch(SLUG, own) and own not in taken:
            taken.add(own)
            if own != name:
                yield name, own


def _budget(answers: Answers, budget: Any, said: Mapping[str, str]) -> dict[str, Any]:
    """The kinds of pages that a new site has, each called by the titles of its pages.

    Those that list the entries may weigh more where there are more of them than here.
    """
    entries = sum(len(group.entrees) for group in answers.groupes)
    least = {"octets": 6_000 + 60 * entries, "elements": 300 + 6 * entries}
    locale, found = languages.locale(answers.langues[0], "en"), []
    for place, kind in enumerate(budget["pages"]):
        there = [path for path in kind.get("pages", ()) if path in PAGES]
        title = format_list([said[PAGES[path][1]] for path in there], locale=locale) or said["budget-pages"]
        if there or not place:
            shown = {"pages": there} if there else {}
            limits = {key: max(most, least.get(key, 0) if there else 0) for key, most in kind["limites"].items()}
            found.append({"id": kind["id"], "titre": _short(title), "limites": limits, **shown})
    return {"pages": found}


def _citation(answers: Answers) -> dict[str, Any]:
    return {
        "cff-version": "1.2.0",
        "message": answers.nom,
        "title": answers.nom,
        "authors": [{"name": answers.organisation}],
        "version": "0.1.0",
        "date-released": first_of(answers.date),
        "license": answers.licence.spdx,
    }


def first_of(date: str) -> str:
    """The first day of a date, as Citation File Format wants one: `2026-03` → `2026-03-01`."""
    return "-".join([*date.split("-"), "01", "01"][:3])


def _pages(answers: Answers, said: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    first, *others = answers.langues
    # A map of more entries is too heavy to begin with.
    first_sight = "map()" if sum(len(group.entrees) for group in answers.groupes) <= MOST else "all_axes()"
    yield f"docs/{first}/{pages.HOME}", _page(answers.nom, answers, first_sight)
    # A language is offered once it has a home page: here, one of nothing but what the data say.
    yield from ((f"docs/{code}/{pages.HOME}", _calls(first_sight)) for code in others)
    for path, (macro, word) in PAGES.items():
        yield f"docs/{first}/{path}", _page(said[word], answers, f"{macro}()")
    about = ("source_document()", "legal()")
    yield f"docs/{first}/{pages.ABOUT}", _page(said["menu-a-propos"], answers, *about)
    number = count(1)
    for place, group in enumerate(answers.groupes, 1):
        calls = (f'{name}("axe-{place}")' for name in ("opening", "sections"))
        yield f"docs/{first}/axes/{place}.md", _calls(*calls)
        for _ in group.entrees:
            entry = f"{next(number):02}"
            calls = (f'{name}("defi-{entry}")' for name in ("opening", "questions", "ecology", "resources", "related"))
            yield f"docs/{first}/defis/{entry}.md", _calls(*calls)


def _page(title: str, answers: Answers, *calls: str) -> str:
    front = {"title": title, "description": f"{answers.nom} – {answers.organisation}"}
    return f"---\n{_dumped(front)}---\n\n{_calls(*calls)}"


def _calls(*calls: str) -> str:
    return "\n".join(f"{{{{ {call} }}}}\n" for call in calls)


def own_words(answers: Answers, words: Mapping[str, str]) -> dict[str, str]:
    """The words of the interface that name the kinds of entries, as the answers name them."""
    found: dict[str, str] = {}
    for name in ("entree", "groupe"):
        kind: Kind = getattr(answers, name)
        nouns = _nouns().get(answers.langues[0], {}).get(name)
        if nouns:
            renamed = {key: _renamed(text, nouns, kind) for key, text in words.items()}
            found |= {key: text for key, text in renamed.items() if text != found.get(key, words[key])}
            words = {**words, **found}
            continue
        found[_NUMBERED[name]] = f"{kind.singulier} {{number}}"
        for many, said in ((False, kind.singulier), (True, kind.pluriel)):
            found |= {key: said for key in _ALONE[name, many] if key in words}
    return found


@cache
def _nouns() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = yaml.safe_load(Path(__file__).with_name("kinds.yaml").read_text("utf-8"))
    return found


def _renamed(text: str, nouns: list[str], kind: Kind) -> str:
    """A sentence with other nouns: a capital stays one, and the article before follows."""
    own = dict(zip(nouns, (kind.singulier, kind.pluriel), strict=True))

    def renamed(match: re.Match[str]) -> str:
        article, noun = match[1] or "", own[match[2].lower()]
        noun = noun[:1].upper() + noun[1:] if match[2][0].isupper() else noun[:1].lower() + noun[1:]
        if article:
            article = article[0] + ("n " if noun[0].lower() in "aeiou" else " ")
        return article + noun

    return re.sub(rf"\b(an? )?({'|'.join(reversed(nouns))})\b", renamed, text, flags=re.IGNORECASE)


def configuration(text: str, answers: Answers) -> str:
    """The configuration of a new project, from that of this one."""
    text = re.sub(r"^site_name: .*$", lambda _: f"site_name: {_quoted(answers.nom)}", text, flags=re.MULTILINE)
    lines = ""
    for place, code in enumerate(answers.langues):
        first = "" if place else ", default: true"
        lines += f"        - {{locale: {code}, name: {_quoted(_name(code))}{first}, build: true}}\n"
    return re.sub(r"(?:^ +- \{locale: .*\}\n)+", lambda _: lines, text, flags=re.MULTILINE)


def hosting(text: str, before: list[str], after: list[str]) -> str:
    """The configuration of a host, for other languages: the first of each list is at the root."""
    text = text.replace("|".join(before), "|".join(after))
    found = []
    told = False
    for line in text.splitlines(keepends=True):
        code = next((code for code in before if f"/{code}/" in line), None)
        if code is None:
            found.append(line)
        elif not told:
            found += [re.sub(rf"\b{code}\b", other, line) for other in after[1:]]
            told = True
    return "".join(found)


def _name(code: str) -> str:
    known = languages.locale(code)
    # Without the region that only its rules are of.
    return (Locale.parse(code, sep="-").get_display_name(known) if known else None) or code


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _written(name: str, value: Any) -> str:
    return f"# yaml-language-server: $schema={name}.schema.json\n{_dumped(value)}"


def _dumped(value: Any) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=110)
