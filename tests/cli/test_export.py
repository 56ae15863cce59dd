"""`export`: planning documents on standard output, in a file, in a folder."""

from pathlib import Path

from tests.cli.running import refused, run, write
from tests.small import concepts, course, lesson, record, review

LOOPS = lesson("loops", "target: Say when it stops.\nteaches: [{concept: loop, depth: developed}]\n")
CURRICULUM = (
    course("variables, loops"),
    concepts("loop: {name: Loop}\nvariable: {name: Variable}"),
    record("variables", "variable introduced"),
    LOOPS,
    review("loops", 1, "verdict: pass\n"),
)


def test_a_lesson_goes_to_standard_output(tmp_path: Path) -> None:
    result = run("--root", write(tmp_path, *CURRICULUM), "export", "markdown", "loops")
    assert result.exit_code == 0
    assert result.stdout.startswith("# Lesson 2: Loops (loops) -- Planning Document\n")
    assert "### Target Concept\n\nSay when it stops.\n" in result.stdout
    assert "## Review\n" in result.stdout
    assert "### Verdict: PASS\n" in result.stdout
    assert result.stderr == ""


def test_a_lesson_goes_to_a_file(tmp_path: Path) -> None:
    root = write(tmp_path / "course", *CURRICULUM)
    out = tmp_path / "new" / "document.md"
    result = run("--root", root, "export", "markdown", "loops", "--out", out)
    assert (result.exit_code, result.stdout) == (0, f"{out} written.\n")
    assert out.read_text().startswith("# Lesson 2: Loops")


def test_several_lessons_go_to_a_folder(tmp_path: Path) -> None:
    root = write(tmp_path / "course", *CURRICULUM)
    assert run("--root", root, "export", "markdown", "--all", "--out", tmp_path / "all").exit_code == 0
    assert run("--root", root, "export", "markdown", "loops", "variables", "--out", tmp_path / "two").exit_code == 0
    for folder in ("all", "two"):
        assert sorted(path.name for path in (tmp_path / folder).iterdir()) == ["loops.md", "variables.md"]


def test_the_export_of_a_course_is_imported_again(tmp_path: Path) -> None:
    root = write(tmp_path / "course", *CURRICULUM)
    run("--root", root, "export", "markdown", "--all", "--out", tmp_path / "all")
    result = run("import", "markdown", tmp_path / "all", "--into", tmp_path / "again")
    assert result.exit_code == 0
    assert "target: Say when it stops." in next((tmp_path / "again" / "planning").rglob("loops.yaml")).read_text()
    assert (tmp_path / "again" / "reviews" / "loops" / "round-1.yaml").is_file()


def test_an_unknown_lesson(tmp_path: Path) -> None:
    root = write(tmp_path, *CURRICULUM)
    refused(run("--root", root, "export", "markdown", "lops"), "no lesson `lops`", "did you mean `loops`?")
    refused(run("--root", root, "export", "markdown", "zzzzzz"), "no lesson `zzzzzz`", "planning/<module>")


def test_which_lesson_and_where_to(tmp_path: Path) -> None:
    root = write(tmp_path, *CURRICULUM)
    refused(run("--root", root, "export", "markdown"), "which lesson?", "--all")
    refused(run("--root", root, "export", "markdown", "loops", "--all"), "which lesson?", "--all")
    refused(run("--root", root, "export", "markdown", "loops", "variables"), "need a folder", "--out")


def test_a_plan_with_faults_is_exported_as_far_as_it_can_be_read(tmp_path: Path) -> None:
    faulty = lesson("loops", "target: 3\nnarrative: Somebody has to stop the robot.\ncolour: red\n")
    root = write(tmp_path, *CURRICULUM[:3], faulty)
    result = run("--root", root, "export", "markdown", "loops")
    assert result.exit_code == 0
    assert "planning/basics/loops.yaml has faults" in result.stderr
    assert "### Narrative Arc\n\nSomebody has to stop the robot.\n" in result.stdout
    assert "### Target Concept" not in result.stdout


def test_a_plan_of_which_nothing_can_be_read(tmp_path: Path) -> None:
    root = write(tmp_path, *CURRICULUM)
    (root / "planning/basics/loops.yaml").write_text("- a\n- list\n")
    refused(run("--root", root, "export", "markdown", "loops"), "nothing of planning/basics/loops.yaml", "check")
    result = run("--root", root, "export", "markdown", "--all", "--out", tmp_path / "all")
    assert result.exit_code == 1
    assert "nothing of planning/basics/loops.yaml could be read" in result.stderr
    assert [path.name for path in (tmp_path / "all").iterdir()] == ["variables.md"]
