"""The commands as a user runs them: answers, messages, exit codes; the last good edition survives all of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reportgen.deliver.editions import verify
from tests.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "desk")


@pytest.fixture
def built(desk: Desk) -> Desk:
    done = desk.run("build", "trial", "--as-of", "2026-08-21")
    assert done.code == 0, done.err
    return desk


def test_the_facts_of_the_seed_article_to_four_decimals(desk: Desk) -> None:
    keys = ("rut.return.price@2025-08", "rut.return.price@2025-09", "spx.return.price@2025-09")
    done = desk.run("facts", *keys, "--json")
    assert done.code == 0
    assert [round(fact["value"], 4) for fact in done.json] == [0.0700, 0.0296, 0.0353]
    first = done.json[0]
    assert (first["unit"], first["text"], first["basis"]) == ("fraction", "7.0%", "price")
    assert (first["start"], first["end"], first["standing"]) == ("2025-07-31", "2025-08-29", "computed")
    assert first["origins"][0]["sha256"]
    assert first["inputs"][0]["row"] > 1
    assert first["method"]


def test_an_unavailable_fact_is_an_answer(desk: Desk) -> None:
    done = desk.run("facts", "rut.return.price@2026-09", "--json")
    assert done.code == 0
    assert done.json == [{"key": "rut.return.price@2026-09", "unavailable": done.json[0]["unavailable"]}]
    assert "after 21 August 2026" in done.json[0]["unavailable"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("facts", "rut.retrun.price@2025-08"), 2, "Did you mean"),
        (("facts", "rut.return.price@2025-8"), 2, "is no window"),
        (("facts", "rut.return.pryce@2025-08"), 2, "no variant 'pryce'"),
        (("explain", "nobody.return.price@ytd"), 2, "no subject 'nobody'"),
        (("build", "trail"), 2, "Did you mean trial?"),
        (("build", "trial", "--as-of", "21.8.2026"), 2, "write it as"),
        (("build", "trial", "--formats", "docx"), 2, "there are md, html, pdf, email"),
        (("build", "trial", "--data", "nowhere"), 2, "no such folder"),
        (("build", "--nonsense"), 2, "nonsense"),
        (("bulid",), 2, "bulid"),
        (("build", "trial", "--as-of", "2026-12-01"), 1, "end on 2026-08-21"),
    ],
)
def test_wrong_words_get_a_message_and_no_traceback(desk: Desk, words: tuple[str, ...], code: int, said: str) -> None:
    done = desk.run(*words)
    assert done.code == code
    assert said in done.err
    assert "Traceback" not in done.err
    assert done.out == ""


def test_list_names_the_reports_and_json_is_alone_on_standard_output(desk: Desk) -> None:
    done = desk.run("list", "--json")
    assert {"name": "trial", "title": "Trial"} in done.json
    assert done.err == ""


def test_facts_without_a_key_lists_what_there_is(desk: Desk) -> None:
    listing = desk.run("facts", "--json").json
    assert {"return", "excess", "drawdown"} <= {metric["name"] for metric in listing["metrics"]}
    assert {"rut", "spx"} <= {subject["id"] for subject in listing["subjects"]}
    assert "ytd" in listing["windows"]


def test_explain_leads_from_the_figure_to_rows_and_origins(desk: Desk) -> None:
    out = desk.run("explain", "rut-spx.excess.price@2025-08").out
    assert "rut.return.price@2025-08 = 7.0%" in out
    assert "row 3832 of us_equity_closes.russell_2000: 2366.42 (29 August 2025)" in out
    assert "sha256" in out


def test_help_and_list_import_nothing_heavy(desk: Desk) -> None:
    heavy = "{'pandas', 'numpy', 'matplotlib', 'weasyprint', 'pydantic', 'rich', 'scipy'}"
    for words in (["--help"], ["list"]):
        code = (
            f"import sys; sys.argv = ['reportgen', *{words!r}]\n"
            "from reportgen.cli import main\n"
            "try:\n    main()\nexcept SystemExit:\n    pass\n"
            f"print(sorted({heavy} & set(sys.modules)), file=sys.stderr)"
        )
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=desk.folder,
            env=desk.environment(),
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stderr.strip() == "[]"


def test_a_build_says_what_it_did_and_a_second_changes_no_byte(built: Desk) -> None:
    before = built.files()
    assert {"trial/2026-08-21/report.md", "trial/2026-08-21/manifest.json"} <= set(before)
    assert "Russell 2000" in before["trial/2026-08-21/report.md"].decode()
    again = built.run("build", "trial", "--as-of", "2026-08-21")
    assert again.code == 0
    assert "unchanged" in again.out
    assert built.files() == before


def test_another_folder_gives_the_same_bytes(built: Desk, tmp_path: Path) -> None:
    other = Desk(tmp_path / "elsewhere" / "deeper")
    assert other.run("build", "trial", "--as-of", "2026-08-21").code == 0
    assert other.files("output/trial") == built.files("output/trial")


def test_a_midweek_day_means_the_last_completed_week(desk: Desk) -> None:
    done = desk.run("build", "trial", "--as-of", "2026-08-19", "--json")
    assert done.json[0]["edition"] == "2026-08-14"


BROKEN = {
    "unknown fact": ("templates/sections/week.md", "{{ fact('subject.retrun.price@1w') }}", 1, "no metric"),
    "bare number": ("templates/sections/week.md", "It rose 4%.", 1, "neither a fact nor a typed token"),
    "broken template": ("templates/sections/week.md", "{% if %}", 1, "no valid template"),
    "escape": ("templates/sections/week.md", "{{ ''.__class__.__mro__ }}", 1, "unsafe"),
    "wrong verb": ("templates/sections/week.md", "It rose {{ size('subject.return.price@1w') }}.", 1, "negative"),
    "unknown key": ("reports/trial.yaml", "titel: x\n", 1, "titel"),
    "catalog key": ("data/catalog.yaml", "datasets: {}\nentitys: {}\n", 1, "Did you mean entities"),
    "data gone": ("data/us_equity_closes.csv", None, 1, "us_equity_closes.csv"),
    "data empty": ("data/us_equity_closes.csv", "", 1, "us_equity_closes.csv"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_mistake_is_named_and_the_last_good_edition_stands(built: Desk, case: str) -> None:
    name, text, code, said = BROKEN[case]
    before = built.files()
    if text is None:
        (built.folder / name).unlink()
    else:
        built.write(name, text)
    done = built.run("build", "trial", "--as-of", "2026-08-21")
    check = built.run("data", "check") if name.startswith("data/us") else done
    assert done.code == code, done.err + done.out
    assert said in done.err + check.out
    assert "Traceback" not in done.err
    assert built.files() == before


def test_an_unwritable_output_is_the_world_failing(built: Desk) -> None:
    (built.folder / "blocked").write_text("a file where a folder should be")
    done = built.run("build", "trial", "--as-of", "2026-08-14", "--out", "blocked")
    assert done.code == 3
    assert "cannot be written" in done.err


def test_killed_in_mid_build_the_last_good_edition_stands(built: Desk) -> None:
    before = built.files()
    for wait in (0.2, 0.6, 1.0, 1.4):
        built.write("templates/sections/week.md", f"---\ntitle: The week\n---\nIt was quiet{'!' * int(wait * 10)}.\n")
        process = subprocess.Popen(
            built.command("build", "trial", "--as-of", "2026-08-21"),
            cwd=built.folder,
            env=built.environment(),
            stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        time.sleep(wait)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        edition = built.folder / "output" / "trial" / "2026-08-21"
        assert verify(edition).report == "trial"
        if not (edition / "report.md").read_bytes().count(b"quiet"):
            assert built.files() == before


def test_two_builds_at_once_leave_one_whole_edition(desk: Desk) -> None:
    words = desk.command("build", "trial", "--as-of", "2026-08-21")
    both = [subprocess.Popen(words, cwd=desk.folder, env=desk.environment(), stderr=subprocess.PIPE) for _ in range(2)]
    for process in both:
        _, err = process.communicate(timeout=180)
        assert process.returncode == 0, err
    assert verify(desk.folder / "output" / "trial" / "2026-08-21").report == "trial"
