"""Whatever site stands here: no text has a form that is never right in its language (`forms.yaml`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from tests.content.texts import Passage, passages


class Form(NamedTuple):
    """A form that is never right in a language: its name, what it looks like, why, examples of wrong and right."""

    language: str
    id: str
    never: re.Pattern[str]
    why: str
    wrong: list[str]
    right: list[str]


def forms() -> Iterator[Form]:
    read = yaml.safe_load(Path(__file__).with_name("forms.yaml").read_text("utf-8"))
    for language, each in read.items():
        for form in each:
            yield Form(language, **form | {"never": re.compile(form["never"])})


FORMS = list(forms())


@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.language}-{form.id}")
def test_form_is_told_from_what_is_right(form: Form) -> None:
    assert form.wrong
    assert form.right
    assert [text for text in form.wrong if not form.never.search(text)] == []
    assert [text for text in form.right if form.never.search(text)] == []


def test_names_of_forms_are_their_own() -> None:
    names = [(form.language, form.id) for form in FORMS]
    assert len(set(names)) == len(names)


def wrong(text: Passage) -> list[str]:
    return [
        f"{text}: {match[0]!r} ({form.id}: {form.why})"
        for form in FORMS
        if form.language == text.language and (match := form.never.search(text.words))
    ]


def test_texts_have_no_form_that_is_never_right() -> None:
    found = [fault for text in passages() for fault in wrong(text)]
    assert not found, "\n".join(found)


def test_text_that_has_one_is_found_out() -> None:
    assert wrong(Passage("translations/oc.po", 7, "oc", "Los dreits son aquí.")) == [
        "translations/oc.po:7: 'dreits' (drech: drech, dreches)"
    ]
    assert wrong(Passage("translations/ca.po", 7, "ca", "Los dreits són aquí.")) == []
