"""`import`: what it writes, when it asks, what it refuses, and how guesses are confirmed."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import refused, run
from tests.conftest import ROOT
from tests.importers.samples import LOOPS, NAMES

PLAN = "planning/first-steps/loops.yaml"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A folder with two documents."""
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "loops.md").write_text(LOOPS, encoding="utf-8")
    (folder / "names.md").write_text(NAMES, encoding="utf-8")
    return folder


@pytest.fixture
def into(tmp_path: Path) -> Path:
    return tmp_path / "course"


@pytest.fixture
def imported(docs: Path, into: Path) -> Path:
    """The folder into which both were imported."""
    assert run("import", "markdown", docs, "--into", into).exit_code == 0
    return into


def files_in(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def diagnostics(root: Path) -> list[dict[str, Any]]:
    return json.loads(run("--root", root, "check", "--output-format", "json").stdout)["diagnostics"]


def test_documents_become_a_curriculum(docs: Path, into: Path) -> None:
    result = run("import", "markdown", docs, "--into", into)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "2 documents:" in result.stdout
    assert "1 review round with 2 findings" in result.stdout
    assert f"cd {into}, then lesson-pipeline check" in result.stdout
    text = (into / PLAN).read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../schemas/lesson-plan.schema.json\nlesson: loops\n")
    assert (into / "schemas/lesson-plan.schema.json").is_file()
    review = (into / "reviews/loops/round-1.yaml").read_text(encoding="utf-8")
    assert review.startswith("# yaml-language-server: $schema=../../schemas/review-round.schema.json\nlesson: loops\n")
    assert [item for item in diagnostics(into) if item["code"].startswith("SCH")] == []


def test_the_report_for_programs_is_one_object(docs: Path, into: Path) -> None:
    result = run("import", "markdown", docs / "loops.md", docs / "names.md", "--into", into, "--report", "json")
    report = json.loads(result.stdout)
    assert [document["lesson"] for document in report["documents"]] == ["names", "loops"]
    for document in report["documents"]:
        assert document["words"]["lost"] == []
        assert document["words"]["in"] == document["words"]["kept"] > 0
        assert all(table["rows_in"] == table["rows_out"] for table in document["tables"])
        assert all((into / path).is_file() for path in document["files"])
    assert report["documents"][1]["rounds"][0]["findings"] == {"critical": 1, "improvement": 0, "polish": 1}
    assert len(report["documents"][1]["tables"]) >= 5
    assert "files written in" in result.stderr


def test_what_was_guessed_is_told_with_its_value(docs: Path, into: Path) -> None:
    report = json.loads(run("import", "markdown", docs, "--into", into, "--report", "json").stdout)
    inferred = [value for document in report["documents"] for value in document["inferred"]]
    assert inferred
    assert all(value["value"] not in (None, "") and value["why"] and value["at"].startswith("/") for value in inferred)


def test_a_second_import_changes_nothing_and_says_so(docs: Path, imported: Path) -> None:
    before = files_in(imported)
    result = run("import", "markdown", docs, "--into", imported)
    assert result.exit_code == 0
    assert "Nothing has changed" in result.stdout
    assert files_in(imported) == before


def test_documents_of_an_earlier_import_need_not_be_named_again(docs: Path, imported: Path) -> None:
    before = files_in(imported)
    assert run("import", "markdown", docs / "names.md", "--into", imported).exit_code == 0
    assert files_in(imported) == before


def test_one_more_document_joins_the_course(docs: Path, into: Path) -> None:
    run("import", "markdown", docs / "names.md", "--into", into)
    result = run("import", "markdown", docs / "loops.md", "--into", into, "--force")
    assert result.exit_code == 0
    assert "2 documents:" in result.stdout
    assert (into / PLAN).is_file()


def test_a_document_that_is_gone_is_missed(docs: Path, imported: Path) -> None:
    before = files_in(imported)
    (docs / "names.md").unlink()
    refused(run("import", "markdown", docs, "--into", imported), "names.md", "--force")
    assert files_in(imported) == before
    (docs / "loops.md").rename(docs / "while.md")
    (docs / "named.md").write_text(NAMES, encoding="utf-8")
    assert run("import", "markdown", docs, "--into", imported).exit_code == 0  # they have moved, no more
    assert {path: text for path, text in files_in(imported).items() if path.endswith("yaml")} == {
        path: text for path, text in before.items() if path.endswith("yaml")
    }


def test_a_changed_document_is_not_written_where_nobody_can_be_asked(docs: Path, imported: Path) -> None:
    (docs / "loops.md").write_text(LOOPS.replace("Everybody knows how it ends", "It has an end"), encoding="utf-8")
    before = files_in(imported)
    result = run("import", "markdown", docs, "--into", imported)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"1 file would change:\n  {PLAN}\n" in result.stderr
    assert "--force makes them" in result.stderr
    assert files_in(imported) == before
    shown = run("import", "markdown", docs, "--into", imported, "--dry-run")
    assert (shown.exit_code, files_in(imported)) == (0, before)
    assert "-    why: Everybody knows how it ends\n+    why: It has an end\n" in shown.stdout
    assert run("import", "markdown", docs, "--into", imported, "--force").exit_code == 0
    assert "why: It has an end" in (imported / PLAN).read_text(encoding="utf-8")


@pytest.mark.parametrize(("answer", "changes"), [("y\n", True), ("n\n", False)])
def test_on_a_terminal_a_change_is_shown_and_asked_about(
    docs: Path, imported: Path, answer: str, changes: bool
) -> None:
    (docs / "loops.md").write_text(LOOPS.replace("Everybody knows how it ends", "It has an end"), encoding="utf-8")
    command = [sys.executable, "-m", "lesson_pipeline", "import", "markdown", str(docs), "--into", str(imported)]
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command, stdin=theirs, stdout=subprocess.PIPE, stderr=theirs, cwd=ROOT, env={**os.environ, "NO_COLOR": "1"}
    ) as process:
        os.write(ours, answer.encode())
        out = process.communicate(timeout=60)[0].decode()
        said = os.read(ours, 100_000).decode()
    os.close(theirs)
    os.close(ours)
    assert "+    why: It has an end\n" in out
    assert "Write these files?" in said
    assert ("why: It has an end" in (imported / PLAN).read_text(encoding="utf-8")) is changes
    assert process.returncode == (0 if changes else 1)


def test_an_edit_of_a_person_is_never_overwritten_unless_forced(docs: Path, imported: Path) -> None:
    mine = (imported / PLAN).read_text(encoding="utf-8") + "\nwaivers: [{code: MOD001, reason: One picture will do.}]\n"
    (imported / PLAN).write_text(mine, encoding="utf-8")
    result = run("import", "markdown", docs, "--into", imported)
    assert (result.exit_code, (imported / PLAN).read_text(encoding="utf-8")) == (0, mine)
    assert f"{PLAN}: that you edited or removed stays as you left it" in result.stdout
    (docs / "loops.md").write_text(LOOPS.replace("Everybody knows how it ends", "It has an end"), encoding="utf-8")
    result = run("import", "markdown", docs, "--into", imported)
    assert (result.exit_code, (imported / PLAN).read_text(encoding="utf-8")) == (1, mine)
    assert "edited or made by you" in result.stderr
    assert run("import", "markdown", docs, "--into", imported, "--force").exit_code == 0
    assert "waivers" not in (imported / PLAN).read_text(encoding="utf-8")


def test_a_dry_run_writes_nothing(docs: Path, into: Path) -> None:
    result = run("import", "markdown", docs, "--into", into, "--dry-run")
    assert result.exit_code == 0
    assert not into.exists()
    assert f"--- /dev/null\n+++ b/{PLAN}\n" in result.stdout
    subprocess.run(["git", "init", "-q", str(into)], check=True)
    subprocess.run(["git", "apply", "-"], cwd=into, input=result.stdout, text=True, check=True)
    assert (into / PLAN).is_file()


def test_what_cannot_be_imported_is_named_and_the_others_go_on(docs: Path, into: Path) -> None:
    (docs / "picture.md").write_bytes(b"\x89PNG\0\0")
    (docs / "README.md").write_text("# About this folder\n\nPlans of lessons.\n")
    result = run("import", "markdown", docs, "--into", into, "--report", "json")
    assert result.exit_code == 0
    report = json.loads(result.stdout)
    assert [document["lesson"] for document in report["documents"]] == ["names", "loops"]
    assert [(Path(one["source"]).name, one["message"]) for one in report["failed"]] == [
        ("picture.md", "it is a binary file"),
        ("README.md", "nothing of a planning document was found in it"),
    ]


def test_where_nothing_can_be_imported_the_command_ends_with_status_2(tmp_path: Path, into: Path) -> None:
    (tmp_path / "empty.md").touch()
    refused(run("import", "markdown", tmp_path / "empty.md", "--into", into), "it is empty", "text in it")
    refused(run("import", "markdown", tmp_path / "none.md", "--into", into), "No such file", "exists")
    assert not into.exists()


def test_a_curriculum_that_a_person_made_is_refused(docs: Path, curriculum: Path) -> None:
    before = files_in(curriculum)
    refused(run("import", "markdown", docs, "--into", curriculum), "no import made", "new folder")
    assert files_in(curriculum) == before


def test_a_table_of_ten_thousand_rows_ends_in_a_result_or_a_message(tmp_path: Path, into: Path) -> None:
    row = "| Variable (a name for a value) | DEVELOPED | names (1.1.1) | Drawn as boxes; "
    rows = "\n".join(f"{row}{number} |" for number in range(10_000))
    (tmp_path / "loops.md").write_text(
        LOOPS.replace("| Condition | INTRODUCED", f"{rows}\n| Condition | INTRODUCED", 1)
    )
    result = run("import", "markdown", tmp_path / "loops.md", "--into", into)
    assert result.exit_code in (0, 2)
    if result.exit_code == 2:
        assert "bytes" in result.stderr
    else:
        assert not [item for item in diagnostics(into) if item["code"].startswith("SCH")]


# -- confirm


def test_guesses_are_shown_then_confirmed(imported: Path) -> None:
    before = (imported / PLAN).read_text(encoding="utf-8")
    shown = run("--root", imported, "import", "confirm", "loops")
    assert (shown.exit_code, (imported / PLAN).read_text(encoding="utf-8")) == (0, before)
    pointers = [line.split()[1] for line in shown.stdout.splitlines() if line.startswith(f"{PLAN}:")]
    assert len(pointers) > 1
    one = run("--root", imported, "import", "confirm", "loops", "--at", pointers[0])
    assert "Confirmed: 1;" in one.stdout
    assert f"left: {len(pointers) - 1}." in one.stdout
    assert (imported / PLAN).read_text(encoding="utf-8") == before.replace(f"  - {pointers[0]}\n", "")
    every = run("--root", imported, "import", "confirm", "loops", "--all")
    assert every.stdout.endswith("left: 0.\n")
    assert "inferred" not in (imported / PLAN).read_text(encoding="utf-8")
    assert "nothing in it is a guess" in run("--root", imported, "import", "confirm", "loops").stdout


def test_what_was_confirmed_is_an_edit_and_stays(docs: Path, imported: Path) -> None:
    run("--root", imported, "import", "confirm", "loops", "--all")
    confirmed = files_in(imported)
    assert run("import", "markdown", docs, "--into", imported).exit_code == 0
    assert files_in(imported) == confirmed


def test_confirm_refuses_what_it_does_not_know(imported: Path) -> None:
    refused(run("--root", imported, "import", "confirm", "lops"), "no lesson `lops`", "did you mean `loops`")
    refused(run("--root", imported, "import", "confirm", "loops", "--at", "/x"), "nothing is guessed", "")
    both = run("--root", imported, "import", "confirm", "loops", "--all", "--at", "/x")
    refused(both, "say different things", "one of them")
