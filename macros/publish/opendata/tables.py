"""The strategy in one language as tables, for spreadsheets: RFC 4180 (commas, CRLF), UTF-8.

One folder a language, so that a table has plain words and one row a thing. What a thing has
several of is a table of its own, which names it by its id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from macros.publish.opendata.records import document, entries, law, values, vocabulary
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


class State(values.TextState):
    chose: str
    """What it is about: the id of an entry, or `theme-`, `public-` or `terme-` and the id."""


class Deadline(law.Deadline):
    obligation: str
    """The rule of law, by id."""


@dataclass(frozen=True)
class Table:
    """A table: what describes its columns (one that is not there is an id), their names in order, its rows.

    `key`: what tells the rows apart; `references`: column → the table whose ids it holds.
    """

    name: str
    record: type[Record]
    columns: tuple[str, ...]
    rows: Callable[[Whole], Iterator[Row]]
    key: tuple[str, ...] = ("id",)
    references: Mapping[str, str] = field(default_factory=dict)

    @property
    def all_columns(self) -> tuple[str, ...]:
        """Its columns, with the one that names those not translated yet, where any is to be."""
        return (*self.columns, UNTRANSLATED) if translated_columns(self) else self.columns


def _things(name: str, record: type[Record], columns: str, **references: str) -> Table:
    """A table of what the JSON files list under the same name."""
    return Table(name, record, tuple(columns.split()), lambda whole: iter(whole[name]), references=references)


def _written(name: str, record: type[Record], columns: str, **references: str) -> Table:
    """The same, of things that have texts: who wrote those of each, and who has read them."""

    def rows(whole: Whole) -> Iterator[Row]:
        for thing in whole[name]:
            first = next(iter(thing["provenance"]), dict.fromkeys(READ))
            yield thing | {column: first[column] for column in READ}

    table = _things(name, record, columns, **references)
    return replace(table, columns=(*table.columns, *READ), rows=rows)


def _items(
    name: str, record: type[Record], rows: Callable[[Whole], Iterator[Row]], key: str, rest: str, **references: str
) -> Table:
    """A table of what the JSON files hold inside their things: the columns of its key, then the others."""
    return Table(name, record, (*key.split(), *rest.split()), rows, tuple(key.split()), references)


def _links(name: str, listed: str, holder: str, names: str, named: str, references: str) -> Table:
    """A table of two columns: the ids in the list `names` of each of the things `listed`."""

    def rows(whole: Whole) -> Iterator[Row]:
        return ({holder: thing["id"], named: other} for thing in whole[listed] for other in thing[names])

    columns = (holder, named)
    return Table(name, Record, columns, rows, columns, {holder: listed, named: references})


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


def _states(whole: Whole) -> Iterator[Row]:
    for name, prefix in HOLDERS.items():
        for thing in whole[name]:
            yield from ({"chose": prefix + thing["id"], **state} for state in thing["provenance"])


def _deadlines(whole: Whole) -> Iterator[Row]:
    for duty in whole["obligations"]:
        yield from ({"obligation": duty["id"], **item} for item in duty["echeances"])


def _errata(whole: Whole) -> Iterator[Row]:
    return ({"rang": number, **erratum} for number, erratum in enumerate(whole["errata"], 1))


# What has texts of its own, and what its id begins with where other things may have the same.
HOLDERS = {
    "axes": "", "sections": "", "defis": "", "actions": "",
    "themes": "theme-", "publics": "public-", "glossaire": "terme-",
    "cas": "cas-", "obligations": "obligation-", "textes": "texte-",
}  # fmt: skip
READ = ("origine", "relu_par")
OFFICIAL = "officiel traduction_non_officielle"
DATED = "cree modifie"
TABLES = (
    _written("axes", entries.Axe, f"id url page {OFFICIAL} titre_simple en_bref {DATED}"),
    _written("sections", entries.Section, f"id url axe page {OFFICIAL} en_bref {DATED}", axe="axes"),
    _written(
        "defis",
        entries.Defi,
        f"id url axe section titre en_bref titre_simple simple {OFFICIAL} {DATED}",
        axe="axes",
        section="sections",
    ),
    _written(
        "actions", entries.Action, f"id url page titre en_bref titre_simple simple {OFFICIAL} fiche_trouvee {DATED}"
    ),
    _written("themes", vocabulary.Theme, "id url titre"),
    _written("publics", vocabulary.Public, "id url titre"),
    _written("glossaire", vocabulary.Term, "id url terme formes definition"),
    _written(
        "cas",
        vocabulary.Case,
        "id url titre organisation lieu annees taille texte montant montant_max devise annee_montant couvre"
        " limite suite verifie reverifier",
    ),
    _things("sources", vocabulary.Source, "id url titre langue editeur date verifie note"),
    _written("obligations", law.Duty, "id url nature nom texte qui depuis faire controle verifie reverifier"),
    _written("textes", law.LawText, "id url titre etat source verifie reverifier", source="sources"),
    _items("errata", Erratum, _errata, "rang", "entree lieu imprime retenu note"),
    _items("provenance", State, _states, "chose champ", "etat origine relu_par relu_le"),
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


def translated_columns(table: Table) -> set[str]:
    """The columns whose words are translated; official wordings are not, and say so by their name."""
    return {
        name for name, field in table.record.model_fields.items() if name in table.columns and field.annotation is Text
    }
