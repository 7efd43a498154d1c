"""Makes the records of the open data from the project, in some languages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from macros.publish.opendata import provenance
from macros.publish.opendata.published_site import PublishedSite
from macros.publish.opendata.records.entries import Action, Axe, Defi, FollowUp, Link, Section
from macros.publish.opendata.records.law import Deadline, Duty, LawText
from macros.publish.opendata.records.values import Quoted, Text
from macros.publish.opendata.records.vocabulary import Case, Equivalent, Match, Public, Source, Term, Theme
from macros.site.finding import defis_of
from macros.source import schema
from macros.source.ids import kind_of
from macros.source.schema import Leaf
from macros.words.language import Words
from macros.words.terminology import Rendering

# What the contexts of the texts of things begin with, before their ids: those of entries, with nothing.
CONTEXTS = {
    "theme": "theme.", "public": "public.", "terme": "term.", "obligation": "duty.",
    "texte": "lawtext.", "cas": "case.",
}  # fmt: skip


def by_language(words: Iterable[Words]) -> dict[str, str]:
    """Texts by the language each is really in: what is not translated is said once, in its own language."""
    return {each.language: each.plain for each in words}


@dataclass(frozen=True)
class Maker:
    """Makes records whose texts are in `codes`."""

    site: PublishedSite
    codes: tuple[str, ...]

    @property
    def source(self) -> str:
        """The language of the strategy."""
        return self.site.data.strategy.strategie.langue

    def text(self, leaf: Leaf | None) -> Text:
        """A text in every language asked for; empty where there is none."""
        languages = self.site.languages
        return Text(by_language(languages[code].t(leaf) for code in self.codes) if leaf is not None else {})

    def quoted(self, text: str | None) -> Quoted:
        """A text of the strategy's document."""
        return Quoted({self.source: text} if text else {})

    def unofficial(self, text: Text) -> Text:
        """A text without its original."""
        return Text({code: words for code, words in text.root.items() if code != self.source})

    def addressed(self, kind: str, name: str) -> dict[str, Any]:
        """The fields of what has a place on the site."""
        place = self.site.place(kind, name)
        context = CONTEXTS.get(kind, "") + name
        return {
            "id": name,
            "url": self.site.url(kind, name),
            "adresses": {code: self.site.page(place, code) for code in self.codes} if place else {},
            "provenance": [each for code in self.codes for each in provenance.states(self.site.site, context, code)],
        }

    def _entry(self, entry: schema.Axe | schema.Section | schema.Defi | schema.Action) -> dict[str, Any]:
        return self.addressed(kind_of(entry.id), entry.id) | {
            "officiel": self.quoted(entry.officiel),
            "traduction_non_officielle": self.unofficial(self.text(entry.officiel)),
            "en_bref": self.text(entry.en_bref),
            "cree": self.site.created.get(entry.id),
            "modifie": self.site.site.last_changes.get(entry.id),
        }

    def axe(self, axe: schema.Axe) -> Axe:
        defis = [defi.id for defi in self.site.data.defis_of(axe)]
        sections = [section.id for section in axe.sections]
        easy = self.text(axe.titre_simple)
        return Axe(**self._entry(axe), titre_simple=easy, page=axe.page, sections=sections, defis=defis)

    def section(self, section: schema.Section) -> Section:
        data = self.site.data
        defis = [defi.id for defi in data.defis_by_section[section.id]]
        axe = data.axe_of[section.id].id
        return Section(**self._entry(section), page=section.page, axe=axe, defis=defis)

    def defi(self, defi: schema.Defi) -> Defi:
        data = self.site.data
        return Defi(
            **self._entry(defi),
            axe=data.axe_of[defi.id].id,
            section=defi.section,
            titre=self.text(defi.titre),
            titre_simple=self.text(defi.titre_simple),
            simple=self.text(defi.simple),
            questions=[self.text(text) for text in defi.questions],
            ecologie=[self.text(text) for text in defi.ecologie],
            themes=list(defi.themes),
            publics=list(defi.publics),
            lies=[Link(id=link.id, pourquoi=self.text(link.pourquoi)) for link in defi.lies],
            actions=[action.id for action in data.actions_of[defi.id]],
            ressources=list(defi.ressources),
        )

    def action(self, action: schema.Action) -> Action:
        return Action(
            **self._entry(action),
            page=action.page,
            titre=self.text(action.titre),
            titre_simple=self.text(action.titre_simple),
            simple=self.text(action.simple),
            defis=list(action.defis),
            fiche_trouvee=action.fiche_trouvee,
            suivi=[
                FollowUp(
                    date=item.date,
                    texte=self.text(item.texte),
                    lien=item.lien,
                    source=item.source,
                )
                for item in action.suivi
            ],
        )

    def theme(self, theme: schema.Theme) -> Theme:
        return Theme(**self._topic("theme", theme))

    def public(self, public: schema.Public) -> Public:
        return Public(**self._topic("public", public))

    def _topic(self, kind: str, topic: schema.Topic) -> dict[str, Any]:
        defis = [defi.id for defi in defis_of(self.site.data, f"{kind}-{topic.id}")]
        return self.addressed(kind, topic.id) | {"titre": self.text(topic.titre), "defis": defis}

    def term(self, term: schema.Term) -> Term:
        return Term(
            **self.addressed("terme", term.id),
            terme=self.text(term.terme),
            formes=[self.quoted(form) for form in term.formes],
            definition=self.text(term.definition),
            defis=list(term.defis),
            correspondances=[Match(**match.model_dump()) for match in term.correspondances],
        )

    def equivalents(self) -> list[Equivalent]:
        """What each term is in the languages asked for, term after term."""
        known = self.site.project.renderings
        found = [rendering for code in self.codes for rendering in known[code].values()]
        terms = (*self.site.data.terms, *self.site.data.concepts)
        place = {id: place for place, id in enumerate(dict.fromkeys(term.id for term in terms))}
        return [self._equivalent(rendering) for rendering in sorted(found, key=lambda each: place[each.term])]

    def _equivalent(self, rendering: Rendering) -> Equivalent:
        source = rendering.source
        return Equivalent(
            terme=rendering.term,
            original=self.quoted(rendering.original),
            langue=rendering.equivalent.langue,
            equivalent=rendering.word or None,
            statut=rendering.equivalent.statut,
            source=source.id if source else None,
            adresse=_address(source) if source else None,
        )

    def duty(self, duty: schema.Duty) -> Duty:
        return Duty(
            **self.addressed("obligation", duty.id),
            nature=duty.nature,
            nom=self.text(duty.nom),
            texte=self.quoted(duty.texte),
            qui=self.text(duty.qui),
            depuis=duty.depuis,
            echeances=[
                Deadline(jour=day, texte=self.text(each.texte)) for each in duty.echeances for day in each.jours
            ],
            faire=self.text(duty.faire),
            controle=self.text(duty.controle),
            defis=list(duty.defis),
            publics=list(duty.publics),
            sources=list(duty.sources),
            verifie=duty.verifie,
            reverifier=duty.reverifier,
        )

    def law_text(self, text: schema.LawText) -> LawText:
        return LawText(
            **self.addressed("texte", text.id),
            titre=self.text(text.titre),
            etat=self.text(text.etat),
            source=text.source,
            defis=list(text.defis),
            verifie=text.verifie,
            reverifier=text.reverifier,
        )

    def case(self, case: schema.Case) -> Case:
        cost, fell_short = case.cout, case.limite
        return Case(
            **self.addressed("cas", case.id),
            titre=self.text(case.titre),
            organisation=case.organisation,
            lieu=case.lieu,
            annees=case.annees,
            taille=case.taille,
            texte=self.text(case.texte),
            montant=cost.montant if cost else None,
            montant_max=cost.jusqua if cost else None,
            devise=cost.devise if cost else None,
            annee_montant=cost.annee if cost else None,
            couvre=self.text(cost.couvre if cost else None),
            limite=fell_short.nature if fell_short else None,
            suite=self.text(fell_short.suite if fell_short else None),
            publics=list(case.publics),
            defis=list(case.defis),
            sources=list(case.sources),
            verifie=case.verifie,
            reverifier=case.reverifier,
        )

    def source_page(self, source: schema.Source) -> Source:
        return Source(
            id=source.id,
            titre=Quoted({source.langue: source.titre}),
            langue=source.langue,
            editeur=source.editeur,
            date=source.date,
            url=_address(source),
            verifie=source.verifie,
            note=self.text(source.note),
        )


def _address(source: schema.Source) -> str:
    """The address of a source: pasted with its accents, it is as RFC 3986 writes it in data."""
    return quote(source.url, safe="%/:?#[]@!$&'()*+,;=~")
