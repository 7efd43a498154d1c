"""The strategy in one language as tables, for spreadsheets: RFC 4180 (commas, CRLF), UTF-8.

One folder a language, so that a table has plain words and one row a thing. What a thing has
several of is a table of its own, which names it by its id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ConfigDict, Field, create_model

from macros.publish.cells import as_csv
from macros.publish.opendata.records import document, entries, law, vocabulary
from macros.publish.opendata.records.values import Page, Record, Text

Whole = Mapping[str, Any]
Row = dict[str, Any]

# The last column of a table of words: the columns of the row not translated yet, separated by a space.
UNTRANSLATED = "non_traduits"


class Question(Record):
    defi: str
    """The entry, by id."""
    champ: str
    """The list it is in: `questions` or `ecologie`."""
    rang: Page
    """Its place in the list."""
    texte: Text
    """The question."""


class Related(Record):
    defi: str
    """The entry, by id."""
    lie: str
    """The related entry, by id."""
    pourquoi: Text
    """Why it is related."""


class FollowUp(entries.FollowUp):
    action: str
    """The action, by id."""
    rang: Page
    """Its place in the list."""


class Erratum(document.Erratum):
    rang: Page
    """Its place in the list."""


class Deadline(law.Deadline):
    obligation: str
    """The rule of law, by id."""


class Described(Record):
    """A record whose fields are described where they are made: there are no docstrings to look for in a module."""

    model_config = ConfigDict(use_attribute_docstrings=False)


@dataclass(frozen=True)
class Table:
    """A table: what describes its columns, their names in order, its rows.

    `key`: what tells the rows apart; `references`: column → the table whose ids it holds.
    """

    name: str
    record: type[Record]
    columns: tuple[str, ...]
    rows: Callable[[Whole], Iterator[Row]]
    key: tuple[str, ...] = ("id",)
    references: Mapping[str, str] = field(default_factory=dict)


def _things(name: str, record: type[Record], columns: str, **references: str) -> Table:
    """A table of what the JSON files list under the same name."""
    return Table(name, record, tuple(columns.split()), lambda whole: iter(whole[name]), references=references)


def _items(
    name: str, record: type[Record], rows: Callable[[Whole], Iterator[Row]], key: str, rest: str, **references: str
) -> Table:
    """A table of what the JSON files hold inside their things: the columns of its key, then the others."""
    return Table(name, record, (*key.split(), *rest.split()), rows, tuple(key.split()), references)


def _links(name: str, listed: str, holder: str, names: str, named: str, references: str) -> Table:
    """A table of two columns: the ids in the list `names` of each of the things `listed`."""
    columns: dict[str, Any] = {
        column: (str, Field(description=f"Its `id` in the table `{table}`."))
        for column, table in ((holder, listed), (named, references))
    }

    def rows(whole: Whole) -> Iterator[Row]:
        return ({holder: thing["id"], named: other} for thing in whole[listed] for other in thing[names])

    record = create_model("Link", __base__=Described, **columns)
    return Table(name, record, tuple(columns), rows, tuple(columns), {holder: listed, named: references})


def _questions(whole: Whole) -> Iterator[Row]:
    for defi in whole["defis"]:
        for name in ("questions", "ecologie"):
            for number, text in enumerate(defi[name], 1):
                yield {"defi": defi["id"], "champ": name, "rang": number, "texte": text}


def _related(whole: Whole) -> Iterator[Row]:
    for defi in whole["defis"]:
        yield from ({"defi": defi["id"], "lie": link["id"], "pourquoi": link["pourquoi"]} for link in defi["lies"])


def _follow_ups(whole: Whole) -> Iterator[Row]:
    for action in whole["actions"]:
        yield from ({"action": action["id"], "rang": n, **item} for n, item in enumerate(action["suivi"], 1))


def _deadlines(whole: Whole) -> Iterator[Row]:
    for duty in whole["obligations"]:
        yield from ({"obligation": duty["id"], **item} for item in duty["echeances"])


def _errata(whole: Whole) -> Iterator[Row]:
    return ({"rang": number, **erratum} for number, erratum in enumerate(whole["errata"], 1))


OFFICIAL = "officiel traduction_non_officielle"
TABLES = (
    _things("axes", entries.Axe, f"id url page {OFFICIAL} en_bref"),
    _things("sections", entries.Section, f"id url axe page {OFFICIAL} en_bref", axe="axes"),
    _things(
        "defis", entries.Defi, f"id url axe section titre en_bref simple {OFFICIAL}", axe="axes", section="sections"
    ),
    _things("actions", entries.Action, f"id url page titre en_bref simple {OFFICIAL} fiche_trouvee"),
    _things("themes", vocabulary.Theme, "id url titre"),
    _things("publics", vocabulary.Public, "id url titre"),
    _things("glossaire", vocabulary.Term, "id url terme formes definition"),
    _things(
        "cas",
        vocabulary.Case,
        "id url titre organisation lieu annees taille texte montant montant_max devise annee_montant couvre"
        " limite suite verifie reverifier",
    ),
    _things("sources", vocabulary.Source, "id url titre langue editeur date verifie note"),
    _things("obligations", law.Duty, "id url nature nom texte qui depuis faire controle verifie reverifier"),
    _things("textes", law.LawText, "id url titre etat source verifie reverifier", source="sources"),
    _items("errata", Erratum, _errata, "rang", "entree lieu imprime retenu note"),
    _items("questions", Question, _questions, "defi champ rang", "texte", defi="defis"),
    _items("liens", Related, _related, "defi lie", "pourquoi", defi="defis"),
    _items("suivi", FollowUp, _follow_ups, "action rang", "date texte lien source", action="actions", source="sources"),
    _items("echeances", Deadline, _deadlines, "obligation jour", "texte", obligation="obligations"),
    _links("defis_themes", "defis", "defi", "themes", "theme", "themes"),
    _links("defis_publics", "defis", "defi", "publics", "public", "publics"),
    _links("defis_ressources", "defis", "defi", "ressources", "source", "sources"),
    _links("actions_defis", "actions", "action", "defis", "defi", "defis"),
    _links("cas_defis", "cas", "cas", "defis", "defi", "defis"),
    _links("cas_publics", "cas", "cas", "publics", "public", "publics"),
    _links("cas_sources", "cas", "cas", "sources", "source", "sources"),
    _links("glossaire_defis", "glossaire", "terme", "defis", "defi", "defis"),
    _links("obligations_defis", "obligations", "obligation", "defis", "defi", "defis"),
    _links("obligations_publics", "obligations", "obligation", "publics", "public", "publics"),
    _links("obligations_sources", "obligations", "obligation", "sources", "source", "sources"),
)
# Of every language at once.
TERMINOLOGY = Table(
    "terminologie",
    vocabulary.Equivalent,
    ("terme", "original", "langue", "equivalent", "statut", "source", "adresse"),
    lambda whole: iter(whole["terminologie"]),
    key=("terme", "langue"),
)


def csv_file(table: Table, whole: Whole, code: str) -> str:
    """A table of the strategy in the language `code`; `whole` is the strategy's JSON file in that language alone."""
    translated = translated_columns(table)

    def rows() -> Iterator[list[str]]:
        yield [*table.columns, *([UNTRANSLATED] if translated else [])]
        for row in table.rows(whole):
            missing = [name for name in table.columns if name in translated and row[name] and code not in row[name]]
            cells = [cell(row[name]) for name in table.columns]
            yield [*cells, " ".join(missing)] if translated else cells

    return as_csv(rows())


def cell(value: Any) -> str:
    """A value as a cell: a text without its language, a list with bars."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case dict():
            return next(iter(value.values()), "")
        case list():
            return " | ".join(map(cell, value))
    return str(value)


def translated_columns(table: Table) -> set[str]:
    """The columns whose words are translated; official wordings are not, and say so by their name."""
    return {name for name in table.columns if table.record.model_fields[name].annotation is Text}
