"""`python -m macros strategie`: the files that the worksheet exports, sound or damaged."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.projects import ROOT, run
from tests.support.worksheets import example


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
