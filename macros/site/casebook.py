"""The real cases of `data/cas.yaml`: those of a défi, and all of them, by whom they speak to and by size."""

from __future__ import annotations

from functools import partial

from macros.site.site import Site
from macros.site.view import View
from macros.source.data import Data
from macros.source.schema import Case, Price
from macros.words.language import Language, Words

# In the order in which readers are shown them: most are small.
SIZES = ("petite", "moyenne", "grande")


def names(site: Site, view: View) -> dict[str, object]:
    """What the templates of cases are lent."""
    return {
        "sizes": SIZES,
        "cases_of": partial(of_defi, view.data),
        "cases_for": partial(of_public, view.data),
        "cases_with_cost": partial(with_cost, view.data),
        "price": partial(price, view.language),
        "correction": partial(site.repository.case, view.data),
    }


def of_defi(data: Data, defi: str) -> list[Case]:
    """The cases of a défi, by its id: those that name it first, then the others."""
    return sorted((case for case in data.cases if defi in case.defis), key=lambda case: case.defis[0] != defi)


def of_public(data: Data, public: str) -> list[Case]:
    """The cases that speak to a public before any other, by size: each is listed once."""
    return sorted((case for case in data.cases if case.publics[0] == public), key=lambda case: SIZES.index(case.taille))


def with_cost(data: Data, size: str) -> list[Case]:
    """The cases of a size whose cost is known, from the least to the most."""
    found = [(case.cout.montant, case) for case in data.cases if case.cout and case.taille == size]
    return [case for _, case in sorted(found, key=lambda pair: pair[0])]


def price(language: Language, cost: Price) -> str | Words:
    """What a case cost, as a language writes it, in the money of its year: one sum, or two."""
    least = language.money(cost.montant, cost.devise)
    if cost.jusqua is None:
        return least
    return language.w("cost-between", least=least, most=language.money(cost.jusqua, cost.devise))
