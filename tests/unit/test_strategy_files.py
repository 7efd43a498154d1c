"""`python -m macros strategie`: the files that the worksheet exports, sound or damaged."""

from __future__ import annotations

import csv
import io
import json
import time
from pathlib import Path
from typing import Any

import icalendar
import jsonschema
import pytest
import vobject

from macros.publish.worksheet import model
from macros.publish.worksheet.gathering import gather
from macros.publish.worksheet.reading import read_all, summary
from macros.source.faults import Faults
from tests.support.projects import ROOT, run
from tests.support.worksheets import example, gathered, plan


def write(folder: Path, **files: object) -> list[Path]:
    """Files of JSON, by their names without extension."""
    paths = []
    for name, value in files.items():
        paths.append(folder / f"{name}.json")
        paths[-1].write_text(json.dumps(value, ensure_ascii=False), "utf-8")
    return paths


def strategie(step: str, *arguments: object) -> Any:
    result = run(ROOT, "macros", "strategie", step, *map(str, arguments))
    assert result.returncode == 0, result.stderr
    return result


def test_the_command_tells_every_damaged_file(tmp_path: Path) -> None:
    good, cut, wrong = (tmp_path / name for name in ("bon.json", "coupe.json", "faux.json"))
    good.write_text(json.dumps(example(), indent=2), "utf-8")
    cut.write_text(json.dumps(example())[:-3], "utf-8")
    wrong.write_text(json.dumps(example(reponses={"defi-01": {"quand": "hier", "choix": "jamais"}}), indent=2), "utf-8")
    result = run(ROOT, "macros", "strategie", "check", str(good))
    assert (result.returncode, result.stdout) == (
        0, f"{good}: Musée: maintenant 1, plus-tard 0, non 0: incomplete / incomplète\n"
    )  # fmt: skip
    result = run(ROOT, "macros", "strategie", "merge", str(good), str(cut), str(wrong), str(tmp_path / "absent.json"))
    assert result.returncode == 1
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    assert f"{cut}:1: is not whole JSON" in result.stderr
    line = wrong.read_text("utf-8").splitlines().index('      "quand": "hier",') + 1
    assert f"{wrong}:{line}: reponses.defi-01.quand: has an unexpected value (hier)" in result.stderr
    assert f"{wrong}:{line + 1}: reponses.defi-01.choix: has an unexpected value (jamais)" in result.stderr
    assert "absent.json:1: can’t be read" in result.stderr
    assert "4 faults / 4 erreurs" in result.stderr


def test_a_file_that_would_stop_the_program_is_told_in_a_line(tmp_path: Path) -> None:
    sound = json.dumps(example())
    deep = "[" * 900 + "]" * 900
    files = {
        sound.replace('"version": 1', f'"version": {"9" * 5000}'): "a number is too long",
        sound.replace('"version": 1', '"version": 1e999'): "is not a strategy",
        sound.replace('"version": 1', '"version": 1, "x": NaN'): "NaN is no number",
        sound.replace('"strategie-numerique"', '["strategie-numerique"]'): "is not a strategy",
        sound[:-1] + ', "reponses": {}}': "a key stands twice",
        sound.replace("defi-07", "defi-٠٧"): "has an unexpected value",
        sound.replace('"version": 1', f'"version": 1, "x": {"[" * 100_000}'): "nested too deep",
        sound.replace('"24 d\\u00e9fis"', deep): "answers another framework, “list…”",
        sound.replace('"Mus\\u00e9e"', deep): r"unexpected value \(list…\)",
        json.dumps(gathered(example(cadre="autre"))): "answers another framework, “autre”",
        json.dumps(gathered() | {"strategies": {}}): "strategies: has an unexpected value",
        json.dumps(example(version=3)): "newer than this program",
        json.dumps(example(reponses={f"x-{number}": {} for number in range(100_000)})): "20 faults",
    }
    for number, (text, said) in enumerate(files.items()):
        path = tmp_path / f"{number}.json"
        path.write_text(text, "utf-8")
        started = time.process_time()
        with pytest.raises(Faults, match=said):
            read_all([path], "24 défis")
        assert time.process_time() - started < 10


def test_a_name_commands_no_terminal(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(json.dumps(example(organisation="a\n::error::b\x1b[2J")), "utf-8")
    (found,) = read_all([path], "24 défis")
    assert summary(found).startswith(rf"{path}: a\u000a::error::b\u001b[2J: maintenant 1")
    path.rename(tmp_path / "::error::x.json")
    (tmp_path / "mkdocs.yml").write_text((ROOT / "mkdocs.yml").read_text("utf-8"), "utf-8")
    shown = run(tmp_path, "macros", "strategie", "check", "::error::x.json", PYTHONPATH=str(ROOT)).stdout
    assert shown.startswith(r"\u003a:error::x.json: a\u000a::error::b")


def test_half_a_character_loses_no_table(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(json.dumps(example(organisation="Mus\ud83d")), "utf-8")
    assert "Mus?" in strategie("merge", "--names", path).stdout


def test_of_an_organisation_the_newest_counts_and_the_same_counts_once(tmp_path: Path) -> None:
    old = example(enregistre="2026-01-01T00:00:00.000Z", reponses={"defi-01": plan()})
    new = example(enregistre="2026-06-01T00:00:00.000Z", organisation=" MUSÉE ", reponses={"defi-02": plan()})
    renamed = example(version=2, id="ab", organisation="Ancien nom", enregistre="2026-01-01")
    later = renamed | {"organisation": "Nouveau nom", "enregistre": "2026-02-01"}
    unnamed = example(organisation="")
    paths = write(
        tmp_path, old=old, new=new, again=new, older=old, unnamed=unnamed, twin=unnamed, renamed=renamed, later=later
    )
    found = gather(read_all(paths, "24 défis"))
    assert [each.file for each in found.kept] == ["new.json", "unnamed.json", "later.json"]
    assert [(key, values["file"], values["other"]) for key, values in found.notes] == [
        ("sheet-superseded", "old.json", "new.json"),
        ("sheet-identical", "again.json", "new.json"),
        ("sheet-superseded", "older.json", "new.json"),
        ("sheet-identical", "twin.json", "unnamed.json"),
        ("sheet-superseded", "renamed.json", "later.json"),
    ]
    result = strategie("merge", "--names", *paths)
    assert "MUSÉE\u00a0: new.json est plus récent que old.json, qui est laissé de côté." in result.stderr
    assert "defi-02,Rendre ses contenus plus faciles à découvrir,1,0,0" in result.stdout


def test_a_set_is_opened_again_as_it_was_saved(tmp_path: Path) -> None:
    answers = {"defi-99": plan(questions={"ab12": "gardée"}, autres={"qui": ["Zoé"]}), "defi-01": plan(niveau="2")}
    paths = write(tmp_path, a=example(reponses=answers), b=example(organisation="B", version=2, id="b"))
    saved = strategie("merge", "--as", "set", *paths).stdout
    value = json.loads(saved)
    jsonschema.validate(value, model.json_schema(model.SetFile))
    assert next(iter(value)) == "ouvrir"
    assert value["strategies"][0]["strategie"]["reponses"]["defi-99"]["questions"] == {"ab12": "gardée"}
    # Two of one name, that somebody counted apart, are still two.
    value["strategies"].append(value["strategies"][0] | {"fichier": "c.json"})
    (twice,) = write(tmp_path, twice=value)
    assert len(gather(read_all([twice], "24 défis")).kept) == 3
    (tmp_path / "set.json").write_text(saved, "utf-8")
    assert strategie("merge", "--as", "set", tmp_path / "set.json").stdout == saved


def test_without_names_nothing_tells_who_is_who(tmp_path: Path) -> None:
    paths = write(tmp_path, **{f"f{number}": example(
        organisation=f"Maison {number}", nom=f"Plan {number}", version=2, id=f"{number}" * 8,
        reponses={"defi-01": plan(qui=f"Personne {number}", niveau="1", cible="3", cout="mille")},
    ) for number in range(3)})  # fmt: skip
    for arguments in (["merge"], ["merge", "--as", "rows"], ["merge", "--as", "ics"], ["report"]):
        anonymous = strategie(*arguments, *paths).stdout
        assert "Maison" not in anonymous
        assert "Personne" not in anonymous
        assert "Plan " not in anonymous
        named = strategie(*arguments, "--names", *paths).stdout
        assert "Maison 2" in named
    rows = list(csv.DictReader(io.StringIO(strategie("merge", "--as", "rows", *paths).stdout)))
    assert [row["organisation"] for row in rows] == ["Organisation 1", "Organisation 2", "Organisation 3"]
    assert {row["identifiant"] for row in rows} == {""}


def test_every_field_is_in_the_rows(tmp_path: Path) -> None:
    answer = {name: "mille" if name == "cout" else f"<{name}>" for name in model.FIELDS}
    answer |= {"choix": "maintenant", "quand": "2027-01-02", "niveau": "1", "cible": "5"}
    question = model.short(
        "Quelles œuvres numériques avons-nous refusées ces deux dernières saisons, et pour quelle raison technique ?"
    )
    answer |= {"questions": {question: "deux", "ffff": "ancienne"}, "autres": {"qui": ["Zoé", "Léa"]}}
    paths = write(tmp_path, a=example(reponses={"defi-07": answer}))
    (row,) = csv.DictReader(io.StringIO(strategie("merge", "--as", "rows", "--names", *paths).stdout))
    assert {name: row[name] for name in model.FIELDS} == {name: answer[name] for name in model.FIELDS}
    assert (row["question_1"], row["autres_questions"], row["autres"]) == ("deux", "ancienne", "qui: Zoé | qui: Léa")


def test_entries_of_calendars_are_replaced_and_never_mixed_up(tmp_path: Path) -> None:
    def entries(**files: object) -> dict[str, icalendar.Event]:
        text = strategie("merge", "--as", "ics", "--names", *write(tmp_path, **files)).stdout
        events = icalendar.Calendar.from_ical(text).walk("VEVENT")
        found = {str(event["uid"]): event for event in events}
        assert len(found) == len(events)
        # Another reader takes the same from them.
        others = vobject.readOne(text).vevent_list
        assert {(each.uid.value, each.summary.value, each.dtstart.value) for each in others} == {
            (uid, str(event["summary"]), event.decoded("dtstart")) for uid, event in found.items()
        }
        return found

    answers = {"defi-01": plan(), "defi-02": plan(objectif="long " * 100)}
    before = entries(**{f"f{i}": example(organisation=name, reponses=answers) for i, name in enumerate("ABé")})
    assert len(before) == 6
    unnamed = {
        f"g{number}": example(organisation="", reponses={"defi-01": plan(objectif=str(number))}) for number in range(3)
    }
    assert len(entries(**unnamed)) == 3
    saved = example(version=2, id="ab12", enregistre="2026-01-01T10:00:00.000Z", reponses=answers)
    first = entries(x=saved)
    moved = {"defi-01": plan(quand="2027-05-05"), "defi-02": plan()}
    then = entries(x=saved | {"enregistre": "2026-01-01T10:05:00.000Z", "organisation": "Renommé", "reponses": moved})
    assert first.keys() == then.keys()
    for uid, event in then.items():
        assert event["sequence"] > first[uid]["sequence"]
        assert event["url"].startswith("https://example.test/defis/0")
        assert "Renommé – écrit" in event["summary"]
        assert event.walk("VALARM")
