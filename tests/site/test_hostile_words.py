"""Text fields of the data, of the catalogues and of the front matter are text: no element, attribute or object of
the program comes of what they say; nor does what only looks like an attack in a page.
"""

from __future__ import annotations

import copy
import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args, get_type_hints

import html5lib
import yaml

from macros.source import data as strategy_data
from macros.source import schema
from macros.source.calls import SITE_MACROS
from macros.source.faults import Fault, Faults
from tests.support.inertness import inert, skeleton
from tests.support.projects import ROOT, build, run
from tests.support.spoiled.attacks import attacks
from tests.support.spoiled.catalogues import translated
from tests.support.spoiled.spoiling import FRONT


def test_script_in_data_is_shown_as_text(mini: Path) -> None:
    hostile = "<script>alert(1)</script>"
    path = mini / "data/defis.yaml"
    text = re.sub(r"^    titre: .*", f"    titre: '{hostile}'", path.read_text("utf-8"), count=1, flags=re.MULTILINE)
    path.write_text(text, "utf-8")
    site = build(mini)
    for page in site.rglob("*.html"):
        # JSON-LD stands in a script element: data, in which nothing opens another.
        assert hostile not in page.read_text("utf-8"), page
    assert "&lt;script&gt;" in (site / "defis/01/index.html").read_text("utf-8")


def test_front_matter_below_the_first_line_is_text(mini: Path) -> None:
    page = mini / "docs/en/defis/01.md"
    page.write_text("template: 404.html\nrender_macros: false\n\n" + page.read_text("utf-8"), "utf-8")
    result = run(mini, "macros", "build")
    assert result.returncode == 0, result.stderr
    assert "template: 404.html" in (mini / "site/defis/01/index.html").read_text("utf-8")


def test_no_end_of_line_is_around_a_title(mini: Path) -> None:
    page = mini / "docs/en/plan.md"
    page.write_text("---\ntitle: |\n  A plan\n\ndescription: |+\n  Words\n\n---\n\nWords\n", "utf-8")
    html = (build(mini, LANGS="en") / "plan/index.html").read_text("utf-8")
    assert "<title>A plan – " in html
    assert '<meta name="description" content="Words">' in html


def test_what_markdown_cannot_do_is_shown_as_text(mini: Path) -> None:
    """Code, entities and braces that only look like an attack are words: the page is built, and nothing runs."""
    (mini / "docs/en/words.md").write_text(
        FRONT + "`<svg onload=alert(1)>` &lt;script&gt;alert(2)&lt;/script&gt; &#60;img src=x onerror=alert(3)&#62;\n\n"
        "`javascript:alert(4)` javascript:alert(5)\n\n {not an attribute} {% raw %}{{ config }}{% endraw %}\n\n"
        '[x](index.md "a\\" onclick=alert(6)")\n\n```\n\n<script>alert(7)</script>\n{: x><script>=1 }\n\n```\n',
        "utf-8",
    )
    result = run(mini, "macros", "build")
    assert result.returncode == 0, result.stdout + result.stderr
    inert(mini / "site")
    text = "".join(html5lib.parse((mini / "site/words/index.html").read_text("utf-8")).itertext())
    assert [number for number in range(1, 8) if f"alert({number})" not in text] == [6]
    assert "{{ config }}" in text


def test_pages_at_the_limits_take_a_reasonable_time(mini: Path) -> None:
    """The costliest Markdown that is let through: a few seconds a page, not hours."""
    most = 1000 - FRONT.count("\n") - 1
    texts = {
        "![" * (most // 2), "<http://a" * most, "[" * most, "`a " * most, "*a_b" * most,
        " ".join("`" * count for count in range(1, 44)), "".join(f"{'    ' * depth}- a\n" for depth in range(25)),
        "-\n" * most, "1 " * 24_000, "\\" * most,
    }  # fmt: skip
    attacks(dict.fromkeys(sorted(texts), ""))(mini)
    started = time.monotonic()
    result = run(mini, "macros", "build")
    assert "Traceback" not in result.stdout + result.stderr
    assert time.monotonic() - started < 120


def test_lone_braces_and_words_of_the_program_are_shown_as_they_are(mini: Path) -> None:
    path = mini / "overrides/words/ar.po"
    path.write_text(translated("interface.page", "{page} } {")(path.read_text("utf-8")), "utf-8")
    words = mini / "overrides/words.yaml"
    hostile = 'skip: "{config} {0.__class__}"'
    words.write_text(re.sub(r"^skip: .*", hostile, words.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    result = run(mini, "macros", "build")
    assert result.returncode == 0, result.stderr
    assert "{config} {0.__class__}" in (mini / "site/index.html").read_text("utf-8")


# What a value of a text field could try. At most 60 characters, as the shortest field.
HOSTILE = "{n}<script>alert({n})</script>\"'><img src=x onerror=a()>"
HARMLESS = "{n} quite ordinary words ({n}) that do nothing at all"
# Fields that are names of other things, addresses or dates: they refuse it.
CONSTRAINED = (
    "Source.url Source.id Source.langue Contact.id Contact.courriel Contact.telephone Contact.url "
    "Defi.section Defi.themes Link.id Term.defis FollowUp.source FollowUp.lien "
    "Review.texte Start.defi Document.pays "
    "Document.liens Document.date Equivalent.langue Equivalent.statut Equivalent.source"
)
# The optional parts of the data that the tiny strategy does without.
SUPPLEMENT: dict[str, dict[str, Any]] = {
    "reglages": {
        "mentions": {"editeur": "Publisher", "directeur": "Director", "hebergeur": "Host", "contact": "a@example.org"},
        "couleurs": [{"clair": "#10305f", "sombre": "#a5c6ff"}],
        "mots": [{"id": "skip", "texte": "Skip"}],
        "adresses": [{"id": "axes", "adresse": "axles"}],
    },
    "redirections": {"redirections": [{"de": "old/", "vers": "index.md"}]},
    "poids": {
        "date": "2024-01-01",
        "sortes": [{"id": "reading", "pages": 3, "mediane": 9, "maximum": 9, "repartition": [3]}],
    },
    "defis": {
        "groupes": {"annonces": 2, "noms": ["Group"], "note": "Note", "page": 1},
        "cercle": {"nom": "Circle", "chiffres": [{"libelle": "Members", "valeur": 3, "page": 1}]},
        "consultation": {
            "chiffres": [{"libelle": "Answers", "valeur": 3, "page": 1, "dessin": "quoi"}], "note": "Note",
        },
        "etapes": [{"date": "2024-01-01", "fin": "2024-02-01", "texte": "Stage", "sources": ["exampleton-strategy"]}],
        "errata": [{"entree": "defi-01", "lieu": "Place", "imprime": "Printed", "retenu": "Kept", "note": "Note"}],
    },
    "contacts": {
        "besoins": [{"id": "need", "titre": "Need"}],
        "contacts": [{"id": "a", "nom": "A", "courriel": "a@example.org", "telephone": "+33123456789",
                      "url": "https://example.org/a", "aide": "Helps", "region": "Region", "besoins": ["need"],
                      "verifie": "2024-01-01", "reverifier": "2025-01-01"}],
    },
    "guichets": {
        "familles": [{"id": "family", "titre": "Family"}],
        "guichets": [{"id": "guichet-a", "nom": "A", "famille": "family", "organisme": "Payer", "pour": "For",
                      "qui": "Who", "combien": "Sum", "rythme": "annuel", "echeance": "2024-02-01",
                      "derniere": {"date": "2024-01-01", "quoi": "Edition"}, "contact": "a",
                      "lien": "exampleton-strategy", "verifie": "2024-01-01", "reverifier": "2025-01-01",
                      "defis": ["defi-01"], "publics": ["players"]}],
    },
    "situations": {
        "situations": [{"id": "a", "titre": "Situation", "en_bref": "In brief", "recherche": "typed", "etapes": [
            {"quoi": "What", "qui": "Who", "quand": "When", "contacts": ["a"], "guichets": ["guichet-a"],
             "liens": ["exampleton-strategy"]}] * 3}]
    },
    "cas": {
        "cas": [{"id": "cas-a", "titre": "Case", "organisation": "Place", "lieu": "Town", "annees": "2020-2024",
                 "taille": "petite", "publics": ["players"], "defis": ["defi-01"], "texte": "Told",
                 "cout": {"montant": 9, "devise": "EUR", "annee": "2024", "couvre": "All"},
                 "limite": {"nature": "limite", "suite": "After"}, "sources": ["exampleton-strategy"],
                 "verifie": "2024-01-01", "reverifier": "2025-01-01"}]
    },
    "obligations": {
        "obligations": [{"id": "obligation-a", "nature": "droit", "nom": "Name", "texte": "Law", "qui": "Who",
                         "sources": ["exampleton-strategy"], "depuis": "2024-01-01", "faire": "Do", "controle": "Looks",
                         "echeances": [{"jours": ["2024-02-01"], "texte": "Due"}], "defis": ["defi-01"],
                         "publics": ["players"], "verifie": "2024-01-01", "reverifier": "2025-01-01"}],
        "textes": [{"id": "a", "titre": "Text", "etat": "State", "source": "exampleton-strategy", "defis": ["defi-01"],
                    "verifie": "2024-01-01", "reverifier": "2025-01-01"}],
    },
    "controles": {
        "controles": [{"id": "a", "titre": "Check", "outil": "Tool", "pages": 3, "defauts": 0, "date": "2024",
                       "empreinte": "0123abcd"}]
    },
    "terminologie": {
        "termes": [
            {"id": "a", "terme": "Word", "formes": ["Words"], "equivalents": []},
            {"id": "score", "equivalents": [
                {"langue": "fr", "mot": "Mot", "statut": "etabli", "source": "exampleton-strategy",
                 "formes": ["Mots"], "eviter": ["Non"]}]},
        ]
    },
    "redaction": {
        "pages": [{"id": "a", "dossier": "none", "intertitres": ["a"], "facultatifs": ["a"],
                   "mots": {"moins": 0, "plus": 9}, "phrase": 9}], "sigles": ["ABC"],
        "sources": {"copies": ["copies.example.org"], "traduits": ["example.org"], "langues": ["fr"],
                    "renvois": ["detour"]},
    },
    "exemples": {
        "exemples": [{"id": "a", "langue": "en", "titre": "A place", "organisation": "Its name", "plans": [
            {"defi": "defi-01", "objectif": "O", "premier_pas": "P", "qui": "Q", "quand": "2027-03-01",
             "indicateur": "I", "ecologie": "E", "niveau": "1", "cible": "2", "cout": "aucun"}]}]
    },
    "langues": {
        "langues": [{"id": "fr"}], "origine": "machine",
        "origines": [{"langue": "fr", "texte": "index.md", "origine": "personne"}],
        "relectures": [
            {"langue": "fr", "texte": "index.md", "par": "A", "date": "2024", "empreinte": "0123abcd"}
        ],
    },
}  # fmt: skip


def raw_data(project: Path) -> dict[str, dict[str, Any]]:
    """The data files of a project as plain values, with every optional part."""
    found = {}
    for name in schema.FILES:
        path = project / "data" / f"{name}.yaml"
        found[name] = (yaml.safe_load(path.read_text("utf-8")) if path.exists() else {}) | SUPPLEMENT.get(name, {})
    # Everything is to be shown, whatever it weighs.
    for kind in found["budget"]["pages"]:
        kind["limites"] = {"octets": 10**6, "requetes": 9, "elements": 10**6}
        kind["pages"] = list(EVERYTHING)
    found["sources"]["sources"][0]["verifie"] = "2024"
    found["glossaire"]["termes"][0] |= {
        "recherche": ["Searched"],
        "correspondances": [{"adresse": "https://example.org/q1", "lien": "exacte", "vu": "https://example.org/seen",
                             "le": "2024-01-01"}],
    }  # fmt: skip
    for topics in ("themes", "publics"):
        found["vocabulaire"][topics][0]["en_bref"] = "In brief"
    starts = [{"defi": f"defi-0{number}", "pourquoi": f"Because {number}"} for number in (1, 2, 3)]
    found["vocabulaire"]["publics"][0]["commencer"] = starts
    found["defis"]["strategie"]["pays"] = "FRA"
    return found


def text_fields(kind: type[schema.Model], value: dict[str, Any], way: tuple = ()) -> Iterator[tuple[str, tuple]]:
    """Every text of some data: the field it is (`Defi.titre`), and the way to it."""
    hints = get_type_hints(kind)
    for name, item in value.items():
        part = next((p for p in _parts(hints[name]) if isinstance(p, type) and issubclass(p, schema.Model)), None)
        items = enumerate(item) if isinstance(item, list) else [(None, item)]
        for index, one in items:
            here = (*way, name) if index is None else (*way, name, index)
            if part:
                yield from text_fields(part, one, here)
            elif isinstance(one, str):
                yield f"{kind.__name__}.{name}", here


def _parts(annotation: object) -> Iterator[object]:
    yield annotation
    for part in get_args(annotation):
        yield from _parts(part)


def fields_of(kind: type[schema.Model]) -> set[str]:
    """Every field of a model, and of those within it, that holds text."""
    found = set()
    for name, annotation in get_type_hints(kind).items():
        if name.startswith("model_"):
            continue
        parts = list(_parts(annotation))
        within = [part for part in parts if isinstance(part, type) and issubclass(part, schema.Model)]
        if str in parts or any(isinstance(part, str) for part in parts):
            found.add(f"{kind.__name__}.{name}")
        for part in within:
            found |= fields_of(part)
    return found


def put(data: dict[str, Any], way: tuple, text: str) -> None:
    for step in way[:-1]:
        data = data[step]
    question = isinstance(data[way[-1]], str) and data[way[-1]].endswith("?")
    data[way[-1]] = f"{text}?" if question else text


def write_data(project: Path, data: dict[str, dict[str, Any]]) -> None:
    """Write the data files: in JSON, which is YAML too, a value a line."""
    for name, value in data.items():
        (project / "data" / f"{name}.yaml").write_text(json.dumps(value, ensure_ascii=False, indent=1), "utf-8")


def faults_of(project: Path) -> list[Fault]:
    try:
        strategy_data.load(project)
    except Faults as told:
        return told.faults
    return []


def free_fields(project: Path) -> tuple[dict[str, dict[str, Any]], list[tuple[str, tuple, str]], set[str]]:
    """The data, the texts in which anything may be written (file, way, field), and the fields that refuse it."""
    data = raw_data(project)
    write_data(project, data)
    strategy_data.load(project)
    tried: dict[str, bool] = {}
    free = []
    for file, kind in schema.FILES.items():
        write_data(project, data)
        for field, way in text_fields(kind, data[file]):
            if field not in tried:
                spoiled = {file: copy.deepcopy(data[file])}
                put(spoiled[file], way, HOSTILE.format(n=1))
                write_data(project, spoiled)
                told = faults_of(project)
                tried[field] = not told
                places = {(fault.file, fault.line > 1) for fault in told}
                assert not told or (f"data/{file}.yaml", True) in places, field
            if tried[field]:
                free.append((file, way, field))
    return data, free, {field for field, accepted in tried.items() if not accepted}


EVERYTHING = {f"everything-{name.replace('_', '-')}.md": name for name in sorted(SITE_MACROS)}


def everything(project: Path) -> None:
    """A page for each macro of the site, so that whatever the data says is shown: two may give the same ids."""
    for page, name in EVERYTHING.items():
        (project / "docs/en" / page).write_text(f"{FRONT}{{{{ {name}() }}}}\n", "utf-8")


def test_no_field_of_the_data_writes_html(mini: Path, tmp_path: Path) -> None:
    """Every text field at once, its number in it: the same elements and attributes as with ordinary words."""
    everything(mini)
    (mini / "docs/en/situations").mkdir()
    (mini / "docs/en/situations/a.md").write_text('{{ situation("situation-a") }}\n', "utf-8")
    data, free, constrained = free_fields(mini)
    known = set().union(*map(fields_of, schema.FILES.values()))
    # `voir` names pages, which loading does not know: `site.checks` refuses another one.
    untried = known - constrained - {field for _, _, field in free} - {"Step.voir"}
    assert not untried, f"give these a value in SUPPLEMENT: {untried}"
    assert {"Defi.titre", "Link.pourquoi", "Source.editeur", "Erratum.imprime", "Review.par"} <= {f for _, _, f in free}
    assert set(CONSTRAINED.split()) <= constrained
    sites = {}
    for kind, text in (("hostile", HOSTILE), ("harmless", HARMLESS)):
        spoiled = copy.deepcopy(data)
        for number, (file, way, _) in enumerate(free, 10):
            put(spoiled[file], way, text.format(n=number))
        write_data(mini, spoiled)
        for name in ("index.md", "plan.md"):
            page = mini / "docs/en" / name
            quoted = json.dumps(text.format(n=900))
            front = re.sub(
                r"^(title|description): .*", lambda m, q=quoted: f"{m[1]}: {q}", page.read_text("utf-8"), flags=re.M
            )
            page.write_text(front, "utf-8")
        words = yaml.safe_load((ROOT / "overrides/words.yaml").read_text("utf-8"))
        hostile_words = {key: f"{word} {text.format(n=901)}" for key, word in words.items()}
        (mini / "overrides/words.yaml").write_text(yaml.safe_dump(hostile_words, allow_unicode=True), "utf-8")
        result = run(mini, "macros", "build")
        assert result.returncode == 0, result.stdout + result.stderr
        sites[kind] = (mini / "site").rename(tmp_path / kind)
    inert(sites["hostile"])
    pages = sorted(path.relative_to(sites["hostile"]) for path in sites["hostile"].rglob("*.html"))
    assert len(pages) > 30
    shown = ""
    for page in pages:
        found, expected = (skeleton(sites[kind] / page) for kind in ("hostile", "harmless"))
        assert found == expected, f"{page}: {found - expected} {expected - found}"
        shown += "".join(html5lib.parse((sites["hostile"] / page).read_text("utf-8")).itertext())
    displayed = {field for number, (_, _, field) in enumerate(free, 10) if f"alert({number})" in shown}
    assert len(displayed) > 30
    assert "alert(900)" in shown
    assert "alert(901)" in shown


def test_no_translation_writes_html(mini: Path, tmp_path: Path) -> None:
    everything(mini)
    catalogues = (path for folder in ("translations", "overrides/words") for path in (mini / folder).glob("*.po"))
    originals = {path: path.read_text("utf-8") for path in catalogues}
    sites = {}
    for kind, text in (("hostile", HOSTILE), ("harmless", HARMLESS)):
        quoted = text.format(n=7).replace('"', '\\"')
        for path, original in originals.items():
            head, _, messages = original.partition("\nmsgctxt ")
            filled = re.sub(
                r'^(msgstr (?:".*"\n)*".*)"$', lambda m, q=quoted: f'{m[1]} {q}"', messages, flags=re.MULTILINE
            )
            path.write_text(f"{head}\nmsgctxt {filled}", "utf-8")
        budget = mini / "data/budget.yaml"
        budget.write_text(re.sub(r"(octets|elements): \d+", r"\1: 1000000", budget.read_text("utf-8")), "utf-8")
        result = run(mini, "macros", "build")
        assert result.returncode == 0, result.stdout + result.stderr
        sites[kind] = (mini / "site").rename(tmp_path / kind)
    inert(sites["hostile"])
    for page in sites["hostile"].rglob("*.html"):
        assert skeleton(page) == skeleton(sites["harmless"] / page.relative_to(sites["hostile"])), page
    assert "7<script>alert(7)" in "".join(
        html5lib.parse((sites["hostile"] / "ar/index.html").read_text("utf-8")).itertext()
    )
