"""What may be done with what the site says, and with the wordings that it quotes."""

from __future__ import annotations

from dataclasses import replace

from macros.source.data import Data
from macros.words.language import Language, Words


def rights(language: Language, data: Data) -> Words:
    """What the site's licence covers, in a language: it depends on who publishes the site, and on whom it quotes."""
    settings, document = data.settings, data.strategy.strategie
    licences = {"licence": settings.licence, "quoted": settings.licence_citations}
    own = "data-rights-own" if settings.publication == "propre" else "data-rights"
    words = language.w("data-rights-quoted" if settings.licence_citations else own)
    # A date is written in the language of the words around it, which may not be translated yet.
    date = replace(language, code=words.language).date(document.date)
    named = {name: licence.nom for name, licence in licences.items() if licence}
    return replace(words, values={"publisher": document.editeur, "date": date, **named})
