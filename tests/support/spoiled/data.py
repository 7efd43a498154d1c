"""Data that an editor got wrong."""

from __future__ import annotations

from dataclasses import replace

from tests.support.spoiled.spoiling import DATA, SOURCES, Spoiled, after, changed, replaced, written

CITATION, CONTACTS, LAW = "CITATION.cff", "data/contacts.yaml", "data/obligations.yaml"
DATES = ("2024-02-31", "2023-02-29", "0000", "0000-01", "2024-13", "9999-99-99", "٢٠٢٤-٠٦-٠١", "2024-06-١٣")


def contact(fields: str, said: str, id: str = "town-hall") -> Spoiled:
    """A contact at fault."""
    line = f"contacts:\n  - {{id: {id}, nom: Exampleton town hall, {fields}}}\n"
    return written(CONTACTS, line, f"2: .*{said}")


def law(fields: str, said: str, line: int = 2) -> Spoiled:
    """A rule of law at fault. Those before it, of another défi's, are sound."""
    rule = "  - {{id: obligation-{}, nom: N, texte: T, sources: [exampleton-strategy], qui: Q, faire: F, {}}}\n"
    sound = 'verifie: "2026-01-01", reverifier: "2027-01-01"'
    before = "".join(rule.format(f"x-{n}", f"defis: [defi-01], {sound}") for n in range(line - 2))
    return written(LAW, f"obligations:\n{before}{rule.format('town', fields)}", f"{line}: .*{said}")


def cited(address: str, said: str) -> Spoiled:
    """The real project, whose first French source has an address at fault."""
    change = replaced(r"^(    langue: fr\n    url: ).*", rf"\g<1>{address}")
    return replace(changed(SOURCES, change, said, address), real=True)


CASES: dict[str, Spoiled] = {
    "broken YAML": changed(DATA, replaced(r"^axes:", "axes: ["), r"the sign \[ on this line is not closed. Write \]"),
    "YAML that breaks off": written("data/budget.yaml", "pages:\n  - {", r"2: the sign { on this line is not closed"),
    "tab": changed(DATA, after(r"^axes:\n", "\t- id: x\n"), "has a tab where spaces are expected", "\t- id"),
    "duplicate key": changed(
        DATA, after(r"^    officiel: .*\n", "    officiel: Again\n"),
        r"`officiel` is written twice. Keep one", "Again"),
    "anchor": changed(
        DATA, replaced(r"^    page: \d+", "    page: &bomb 5"), r"anchors.*not allowed.*Write the value", "&bomb"),
    "alias": changed(DATA, replaced(r"^    page: \d+", "    page: *bomb"), r"aliases.*not allowed", "*bomb"),
    "tag": changed(
        DATA, replaced(r"^    page: \d+", "    page: !!python/name:os.system 5"), r"tags.*not allowed", "!!python"),
    "forbidden character": changed(
        DATA, after(r"^    page: \d+\n", "    x: \x07\n"), r"hidden character \(U\+0007\).*Delete it", "\x07"),
    "missing key": changed(DATA, replaced(r"^    en_bref:.*\n(?:      .*\n)*", ""), r"`en_bref` is missing. Add it"),
    "unknown key": changed(
        DATA, after(r"^  - id: defi-01\n", "    titr: x\n"), r"defi-01.titr: unknown key `titr` \(titre \?\)", "titr:"),
    "text too long": changed(
        DATA, replaced(r"^    titre: .*", "    titre: " + "x" * 61), r"at most 60 characters, got 61. Shorten", "xxx"),
    "text of a source too long": changed(
        SOURCES, replaced(r"^    titre: .*", "    titre: " + "x" * 300), r"at most \d+ characters, got 300", "xxx"),
    "too many words": changed(
        DATA, replaced(r"(?<=id: defi-01\n)((?:    .*\n)*?)    en_bref:.*\n(?:      .*\n)*",
        lambda m: m[1] + "    en_bref: " + "word " * 61 + "\n"), r"at most 60 words, got 61", "word word"),
    "empty text": changed(DATA, replaced(r"^    titre: .*", '    titre: ""'), r"is empty. Write it", 'titre: ""'),
    "text still to be written": changed(
        DATA, replaced(r"^    titre: .*", "    titre: À REMPLIR — un titre / a title"),
        r"defi-01.titre: this is still to be written: a title\. Write it", "À REMPLIR"),
    "value still to be chosen": changed(
        DATA, replaced(r"^    page: \d+", r"\g<0>  # À REMPLIR"),
        r"axe-1.page: this is still to be written: a text\.", "À REMPLIR"),
    "too few questions": changed(
        DATA, replaced(r"^    questions:\n(?:      .*\n)+", "    questions:\n      - One?\n      - Two?\n"),
        r"defi-01.questions: expected 5 to 7 items, got 2. Add 3", "questions:"),
    "not a question": changed(
        DATA, replaced(r"^    questions:\n(      - ).*\n", "    questions:\n      - No question.\n"),
        r"question mark", "No question."),
    "text for a number": changed(
        DATA, replaced(r"^    page: \d+", "    page: five"), r"expected number, got text", "five"),
    "bad date": changed(
        SOURCES, replaced(r"^    langue: (.*)", r'    langue: \1\n    verifie: "22/11/2026"'),
        r'not a date. Write "2024"', "22/11"),
    "address with a user name": changed(
        SOURCES, replaced(r"url: .*", 'url: "https://www.culture.gouv.fr@evil.example/"'),
        r"not the address of a public web page", "evil"),
    "number in other digits": changed(
        DATA, replaced(r"^    page: \d+", "    page: 0x1F"), r"0x1F is not in plain digits", "0x1F"),
    "hidden character": changed(
        DATA, replaced(r"^    titre: .*", "    titre: a\u200bb"), r"hidden character \(U\+200B\)", "\u200b"),
    "title of two lines": changed(
        DATA, replaced(r"^    titre: .*", "    titre: |\n      One\n      two"), "goes on after “One”", "titre: |"),
    "list without end": written(DATA, "- a\n" * 250_000, "199998: the file has more than 200000 values"),
    "two sources of one address": changed(
        SOURCES, replaced(r"url: https://example.org/inventaire", "url: https://EXAMPLE.org/three-questions/"),
        r"the source example.*has this address already", "EXAMPLE"),
    "source that is a copy": cited(
        "https://fr.readkong.com/page/x", r"fr\.readkong\.com copies the pages of others.*Cite the page of whoever"),
    "source that sends elsewhere": cited(
        "https://www.culture.gouv.fr/switchToLanguage/1/fre-FR", r"only sends elsewhere \(`switchToLanguage`\)"),
    "source in a foreign part of a public site": cited(
        "https://www.culture.gouv.fr/zh/Thematiques/x", r"in another language \(`/zh/`\) than the source’s \(`fr`\)"),
    "e-mail with a copy to another": contact('courriel: "a@example.org?bcc=b@evil.example"', "not an e-mail address"),
    "e-mail as a link": contact('courriel: "mailto:a@example.org"', "not an e-mail.*Write the plain address"),
    "telephone of one country": contact('telephone: "01 23 45 67 89"', "is not an international telephone number"),
    "telephone without quotes": contact("telephone: +33123456789", "is not in plain digits.*in quotes"),
    "contact of a local page": contact('courriel: a@example.org, url: "http://localhost/"', "not the address of"),
    "contact that nothing reaches": contact('verifie: "2026-11-28"', "this contact can’t be reached"),
    "contact with the id of a source": contact(
        "courriel: a@example.org", "a source of data/sources.yaml has this id", "exampleton-strategy"),
    "two contacts of one id": written(
        CONTACTS, "contacts:\n" + "  - {id: a, nom: A, courriel: a@example.org}\n" * 2, "3: a: this id is used twice"),
    "rule of law about nothing": law(
        'defis: [defi-99], verifie: "2026-01-01", reverifier: "2027-01-01"', "`defi-99` names nothing that exists"),
    "rule of law to be checked before it was": law(
        'verifie: "2026-01-02", reverifier: "2026-01-02"', "checked again on 2026-01-02, which is not after the check"),
    "rule of law of no day": law('verifie: "2026", reverifier: "2027-01-01"', "`2026` is not a whole date"),
    "rule of law with a day twice": law(
        'depuis: "2025-01-01", echeances: [{jours: ["2025-01-01"], texte: X}], verifie: "2026-01-01", '
        'reverifier: "2027-01-01"', "2025-01-01 is given twice in this rule"),
    "rule of law too many": law(
        'defis: [defi-01], verifie: "2026-01-01", reverifier: "2027-01-01"', "defi-01 has 4 rules of law already", 6),
    "duplicate number": changed(
        DATA, replaced(r"^  - id: defi-02", "  - id: defi-01"), r"defi-01: this id is used twice"),
    "missing number": changed(
        DATA, replaced(r"^  - id: defi-02", "  - id: defi-05"), r"defi-02: this number is missing"),
    "bad id": changed(
        DATA, replaced(r"^  - id: defi-02", "  - id: defi-2"), r"`defi-2` does not have the expected form", "defi-2\n"),
    "number of other digits": changed(
        DATA, replaced(r"^  - id: defi-02", "  - id: defi-٠٢"), "`defi-٠٢` does not have the expected form", "defi-٠٢"),
    "unknown section": changed(
        DATA, replaced(r"section: section-1-1", "section: section-9-9"), r"`section-9-9` names nothing", "section-9-9"),
    "unknown theme": changed(
        DATA, replaced(r"themes: \[.*\]", "themes: [nowhere]"), r"`nowhere` names nothing that exists", "nowhere"),
    "unknown source": changed(
        DATA, replaced(r"^    ressources:.*\n(      - .*\n)*", "    ressources: [nowhere]\n"),
        r"`nowhere` names nothing", "nowhere"),
    "path as reference": changed(
        DATA, replaced(r"section: section-1-1", "section: ../../etc/passwd"), r"names nothing", "passwd"),
    "nested too deep": written(
        DATA, "[" * 20_000 + "]" * 20_000, "1: lists or mappings are nested too deep"),
    "command to a terminal": changed(
        DATA, replaced(r"section: section-1-1", r'section: "x\\n::stop-commands::x ' + "y" * 5000 + '"'),
        r"`x\\u000a::stop-commands::x yyy"),
    **{
        f"date {date}": changed(DATA, replaced(r'^  date: ".*"', f'  date: "{date}"'), f"`{date}` is not a date")
        for date in DATES
    },
    "citation without version": changed(
        CITATION, replaced(r"^version: 0.2.0\n", ""), r"version: the key `version` is missing", "cff-version"),
    "citation with a number": changed(
        CITATION, replaced("version: 0.2.0", "version: 1.0"), r"version: expected text, got", "version: 1.0"),
    "citation with no date": changed(
        CITATION, replaced("2025-03-01", "yesterday"), r"date-released: `yesterday` is not a date", "yesterday"),
    "citation of nobody": changed(
        CITATION, replaced("  - given-names: Ada\n    family-names: Example\n", "  - orcid: x\n"),
        r"the key `name` is missing"),
    "citation that is not YAML": changed(CITATION, replaced("authors:", "authors: ["), ""),
}  # fmt: skip
