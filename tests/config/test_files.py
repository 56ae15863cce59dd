"""Which file holds the configuration, and files that cannot be read."""

from pathlib import Path

import pytest

from lesson_pipeline.config.faults import ConfigurationError
from lesson_pipeline.config.settings import Settings, settle

TABLE = "[tool.lesson-pipeline]\nselect = ['SEQ001']\n"


def settled(root: Path, own: str | None = None, project: str | None = None) -> Settings:
    for name, text in (("lesson-pipeline.toml", own), ("pyproject.toml", project)):
        if text is not None:
            (root / name).write_text(text, encoding="utf-8", newline="")
    return settle(root)


def refused(root: Path, own: str | None = None, project: str | None = None) -> str:
    with pytest.raises(ConfigurationError) as raised:
        settled(root, own, project)
    assert raised.value.exit_code == 2
    return str(raised.value)


@pytest.mark.parametrize(
    "project",
    [
        TABLE,
        "tool.lesson-pipeline.select = ['SEQ001']",
        "[tool]\n'lesson-pipeline' = {select = ['SEQ001']}",
        "[project]\nname = 'x'\n[tool.ruff]\nx = 1\n" + TABLE,
        TABLE.replace("\n", "\r\n"),
    ],
)
def test_the_table_of_a_project_counts(tmp_path: Path, project: str) -> None:
    settings = settled(tmp_path, project=project)
    assert list(settings.active) == ["SEQ001"]
    assert (settings.file, settings.notes) == ("pyproject.toml", ())


@pytest.mark.parametrize(
    "project",
    [
        "",
        "[project]\nname = 'lesson-pipeline'\n",
        "[dependency-groups]\nlesson-pipeline = ['x']\n",
        "[project.scripts]\nlesson-pipeline = 'x:y'\n",
        "[tool.pipeline]\nselect = ['SEQ001']\n",
        "tool = 'lesson-pipeline'\n",
        "this is no TOML = [",
    ],
)
def test_a_project_that_is_about_something_else_is_left_alone(tmp_path: Path, project: str) -> None:
    settings = settled(tmp_path, project=project)
    assert (settings.file, settings.notes) == (None, ())
    assert len(settings.active) > 1


@pytest.mark.parametrize("own", ["", "select = ['PRE003']"])
def test_of_two_files_ours_holds_and_that_is_said(tmp_path: Path, own: str) -> None:
    settings = settled(tmp_path, own, TABLE)
    assert settings.file == "lesson-pipeline.toml"
    assert "SEQ001" not in settings.active or len(settings.active) > 1
    [note] = settings.notes
    assert note.startswith("lesson-pipeline.toml is used, and [tool.lesson-pipeline] in pyproject.toml is not")


@pytest.mark.parametrize("project", ["[project]\nname = 'x'\n", "lesson-pipeline = [", "[tool.lesson_pipeline]"])
def test_a_second_file_without_the_table_is_not_mentioned(tmp_path: Path, project: str) -> None:
    assert settled(tmp_path, "", project).notes == ()


def test_faults_of_the_table_that_does_not_count_are_not_told(tmp_path: Path) -> None:
    assert settled(tmp_path, "", TABLE.replace("SEQ001", "NONE")).file == "lesson-pipeline.toml"


@pytest.mark.parametrize("name", ["lesson_pipeline", "lesson-pipelines", "Lesson-Pipeline", "leson-pipeline"])
def test_a_misspelt_table_is_not_lost(tmp_path: Path, name: str) -> None:
    message = refused(tmp_path, project=f"[tool.other]\n[tool.{name}]\nselect = ['SEQ001']\n")
    assert message == (
        f"pyproject.toml:2:7: `tool.{name}` is no table that anything reads (did you mean `tool.lesson-pipeline`?)"
    )


@pytest.mark.parametrize("table", ["lesson-pipeline", "lesson_pipeline", "tools.lesson-pipeline"])
def test_a_table_at_the_wrong_place_is_not_lost(tmp_path: Path, table: str) -> None:
    project = f"[tool.other]\n[{table}]\nselect = ['SEQ001']\n"
    column = table.rindex("lesson") + 2
    assert refused(tmp_path, project=project) == (
        f"pyproject.toml:2:{column}: `{table}` is no table that anything reads (did you mean `tool.lesson-pipeline`?)"
    )


@pytest.mark.parametrize("name", ["lesson_pipeline.toml", ".lesson-pipeline.toml", "lesson-pipelines.toml"])
def test_a_misnamed_file_is_not_lost(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("select = ['SEQ001']\n", encoding="utf-8")
    assert (
        refused(tmp_path)
        == f"{name}:1:1: no configuration is read from a file of this name (did you mean `lesson-pipeline.toml`?)"
    )
    assert refused(tmp_path, project=TABLE).startswith(f"{name}:1:1: ")
    assert settled(tmp_path, "").file == "lesson-pipeline.toml"  # then it may be a copy that was put aside


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("select = ['SEQ'\nignore = []\n", "2:1"),
        ("select = SEQ\n", "1:10"),
        ("# ä\nselect = ['SEQ']\nselect = []\n", "3:12"),
        ("ignore = [", "1:11"),
        ("a = '", "1:6"),
        ("a = 1\n\n[t\n", "3:3"),
    ],
)
def test_broken_toml_is_shown_where_it_breaks(tmp_path: Path, text: str, place: str) -> None:
    assert refused(tmp_path, text).startswith(f"lesson-pipeline.toml:{place}: this is not valid TOML: ")
    (tmp_path / "lesson-pipeline.toml").unlink()
    line, column = place.split(":")
    assert refused(tmp_path, project=f"# lesson-pipeline\n{text}").startswith(
        f"pyproject.toml:{int(line) + 1}:{column}: "
    )


def test_lists_in_lists_without_end_are_refused(tmp_path: Path) -> None:
    assert "nested too deeply" in refused(tmp_path, f"select = {'[' * 20_000}{']' * 20_000}")
    assert "must be text, not a list" in refused(tmp_path, f"select = {'[' * 100}{']' * 100}")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"# \xe4\nselect = []", ":1:3: byte 0xE4 is not valid UTF-8"),
        ("select = []".encode("utf-16"), ":1:1: the file is saved as UTF-16"),
        (b"#" * (2 * 1024 * 1024), ":1:1: the file has 2,097,152 bytes"),
    ],
)
def test_a_file_that_is_no_text_is_refused(tmp_path: Path, raw: bytes, said: str) -> None:
    (tmp_path / "lesson-pipeline.toml").write_bytes(raw)
    assert refused(tmp_path).startswith(f"lesson-pipeline.toml{said}")


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    assert list(settled(tmp_path, "\ufeffselect = ['SEQ001']").active) == ["SEQ001"]
