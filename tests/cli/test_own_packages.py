"""Rules that installed packages bring, and what becomes of those that do not work."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from lesson_pipeline.rules.registry import all_rules
from tests.cli.running import run, write
from tests.conftest import ROOT
from tests.own_packages import IMPORTS, Install, rule_text
from tests.rules.pages import page
from tests.small import lesson

OUTLINE = """
outline:
  - {id: explain, kind: explain, teaches: [{concept: loop, depth: introduced}], uses: [list]}
"""
FINDS = 'yield Fault(it.plan.at(("title",)), f"found in {it.slug}", "do it")'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two lessons with one fault of ours each: nobody teaches `list`."""
    return write(tmp_path, lesson("a", OUTLINE), lesson("b", OUTLINE))


def checked(root: Path, *words: str) -> list[dict[str, Any]]:
    result = run("--root", root, "check", "--output-format", "json", *words)
    assert "Traceback" not in result.output
    found: list[dict[str, Any]] = json.loads(result.stdout)["diagnostics"]
    return found


def faulty(root: Path, *words: str) -> list[dict[str, Any]]:
    return [item for item in checked(root, *words) if item["code"] == "OWN001"]


def codes(found: list[dict[str, Any]]) -> set[str]:
    return {item["code"] for item in found}


# -- rules that work


def test_a_rule_of_a_package_is_a_rule_like_all_others(root: Path, install: Install) -> None:
    install("house_a", rule_text("XHR001", FINDS, "title-found"))
    [first, _] = [item for item in checked(root) if item["code"] == "XHR001"]
    assert {
        key: first[key] for key in ("name", "severity", "message", "help", "path", "line", "pointer", "lesson")
    } == {
        "name": "title-found",
        "severity": "warning",
        "message": "found in a",
        "help": "do it",
        "path": "planning/basics/a.yaml",
        "line": 2,
        "pointer": "/title",
        "lesson": "a",
    }
    assert (ROOT / first["url"]).is_file()
    assert codes(checked(root, "--select", "title-found")) == {"XHR001"}
    assert "XHR001" not in codes(checked(root, "--ignore", "X"))


def test_it_is_configured_waived_and_baselined(root: Path, install: Install, tmp_path: Path) -> None:
    install("house_b", rule_text("XHR001", FINDS))
    (root / "lesson-pipeline.toml").write_text(
        "severity.XHR001 = 'error'\nselect = ['XHR001']\n[per-path-ignores]\n'b.yaml' = ['X']\n", encoding="utf-8"
    )
    assert [(item["lesson"], item["severity"]) for item in checked(root)] == [("a", "error")]
    plan = root / "planning/basics/a.yaml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("title: A", "title: A  # lp: ignore[XHR001] it is meant so"), encoding="utf-8")
    assert checked(root) == []
    plan.write_text(text, encoding="utf-8")
    assert run("--root", root, "check", "--write-baseline", root / "known.json").exit_code == 0
    assert checked(root, "--baseline", root / "known.json") == []


def test_rules_on_pages_and_on_the_course_run_too(tmp_path: Path, install: Install) -> None:
    on_page = rule_text("XHR001", 'yield Fault(At(it.page.file), "page")', options=', on="page"')
    on_course = rule_text("XHR002", 'yield Fault(At("planning/course.yaml"), "course")', options=', on="course"')
    install("house_c", on_page + on_course)
    write(tmp_path, lesson("a"), page("# A\n"))
    found = [(item["code"], item["path"]) for item in checked(tmp_path, "--select", "X")]
    assert found == [("XHR001", "lessons/a.md"), ("XHR002", "planning/course.yaml")]


def test_the_data_of_the_file_is_at_hand(root: Path, install: Install) -> None:
    install("house_d", rule_text("XHR001", 'yield Fault(it.plan.at(("title",)), it.data["title"].upper())'))
    assert [item["message"] for item in checked(root, "--select", "X")] == ["A", "B"]


@pytest.mark.parametrize("target", ["house_e:xhr001", "house_e:RULES", "house_e:House"])
def test_an_entry_point_may_lead_to_a_function_or_what_holds_some(root: Path, install: Install, target: str) -> None:
    text = rule_text("XHR001", FINDS) + "RULES = [xhr001]\nclass House:\n    first = xhr001\n"
    install("house_e", text, target)
    assert codes(checked(root, "--select", "X")) == {"XHR001"}


def test_a_rule_of_ours_that_a_module_imports_is_not_a_second_one(root: Path, install: Install) -> None:
    install("house_f", "from lesson_pipeline.rules.checks import *\n" + rule_text("XHR001", FINDS))
    assert faulty(root) == []
    listed = json.loads(run("--root", root, "rules", "--output-format", "json").stdout)
    assert [item["origin"] for item in listed if item["origin"]] == ["house_f 1.0"]


def test_it_is_listed_and_explained_by_its_docstring(root: Path, install: Install) -> None:
    install("house_g", rule_text("XHR001", f'"""The title is looked at.\n\nTwice."""\n{FINDS}', "title-found"))
    assert "\nXHR  rules of one's own\n  XHR001  title-found" in run("--root", root, "rules").stdout
    said = run("--root", root, "explain", "title-found").stdout
    assert said.startswith("# XHR001 title-found\n\nThe title is looked at.\n\nTwice.\n")
    assert said.endswith("Severity: warning\nStatus: stable\nFrom: house_g 1.0\n")


@pytest.mark.parametrize("text", [b"\xff\xfe", None], ids=["unreadable", "a folder"])
def test_a_text_that_cannot_be_read_gives_way_to_the_docstring(
    root: Path, install: Install, tmp_path_factory: pytest.TempPathFactory, text: bytes | None
) -> None:
    module = IMPORTS + rule_text("XHR001", f'"""The title is looked at."""\n{FINDS}')
    install("house_y", "", "house_pack.titles")
    pack = Path(sys.path[0]) / "house_pack"
    place = pack / "texts/XHR001.md"
    place.parent.mkdir(parents=True)
    (pack / "__init__.py").touch()
    (pack / "titles.py").write_text(module, encoding="utf-8")
    if text is None:
        place.mkdir()
    else:
        place.write_bytes(text)
    assert run("--root", root, "explain", "XHR001").stdout.startswith("# XHR001 xhr001\n\nThe title is looked at.\n")


def test_what_it_prints_is_kept_out_of_the_report(root: Path, install: Install) -> None:
    install("house_z", "print('imported')\n" + rule_text("XHR001", f"print('hello')\n{FINDS}"))
    result = run("--root", root, "check", "--select", "X", "--output-format", "json")
    assert codes(json.loads(result.stdout)["diagnostics"]) == {"XHR001"}
    assert result.stderr.splitlines() == ["imported", "hello", "hello"]


def test_faults_of_one_cause_become_one_diagnostic(root: Path, install: Install) -> None:
    install("house_h", rule_text("XHR001", 'yield Fault(it.plan.at(("title",)), "x", cause=("mine", "all"))'))
    [only] = checked(root, "--select", "X")
    assert [related["path"] for related in only["related"]] == ["planning/basics/b.yaml"]


def test_when_the_command_ends_its_rules_are_forgotten(root: Path, install: Install) -> None:
    install("house_i", rule_text("XHR001", FINDS))
    assert codes(checked(root, "--select", "X")) == {"XHR001"}
    assert not any(rule.origin for rule in all_rules().values())


def test_help_does_not_import_packages(root: Path) -> None:
    folder = root / "site-packages"
    (folder / "loud-1.0.dist-info").mkdir(parents=True)
    (folder / "loud-1.0.dist-info/METADATA").write_text("Metadata-Version: 2.1\nName: loud\nVersion: 1.0\n")
    (folder / "loud-1.0.dist-info/entry_points.txt").write_text("[lesson_pipeline.rules]\nloud = loud\n")
    (folder / "loud.py").write_text("from pathlib import Path\nPath('imported').touch()\n")
    env = {"PYTHONPATH": f"{folder}:{ROOT}"}

    def call(*words: str) -> bool:
        subprocess.run([sys.executable, "-m", "lesson_pipeline", *words], cwd=root, env=env, capture_output=True)
        return (root / "imported").exists()

    for words in (["--help"], ["check", "--help"], ["explain", "SEQ001"], ["state", "a"]):
        assert not call(*words), words
    assert call("check")


# -- rules that do not


NONSENSE = [
    ('raise ValueError("boom")', "ValueError: boom ("),
    ('raise SystemExit("enough")', "SystemExit: enough ("),
    ('raise BaseException("panic")', "BaseException: panic ("),
    ("yield 'hm'", "TypeError: it yields str, and a rule yields `Fault`"),
    ("return None", "TypeError: 'NoneType' object is not iterable"),
    ('yield Fault(it.plan.at(("title",)), "")', "its fault has no message"),
    ('yield Fault(it.plan.at(("title",)), 3)', "its fault has no message, or one that is no text"),
    ('yield Fault(it.plan.at(("title",)), "x", severity="error")', "the severity of its fault is 'error'"),
    ('yield Fault(At("/etc/passwd"), "x")', "which is no place in a file of the curriculum"),
    ('yield Fault(("a", 1), "x")', "which is no place in a file of the curriculum"),
    ('yield Fault(At(it.plan.file, ["title"]), "x")', "unhashable type"),
    ('yield Fault(it.plan.at(("title",)), "x", related=[("y", 1)])', "TypeError: "),
    ('yield Fault(it.plan.at(("title",)), "x", cause="y")', "the cause of its fault is 'y'"),
    ('yield Fault(it.plan.at(("title",)), "x", fix=3)', "AttributeError: "),
    ("it.plan.title = 3\nyield", "FrozenInstanceError: "),
]


@pytest.mark.parametrize(("body", "cause"), NONSENSE, ids=[cause for _, cause in NONSENSE])
def test_a_rule_that_fails_is_reported_and_hides_nothing(root: Path, install: Install, body: str, cause: str) -> None:
    before = "" if body.startswith("return") else f"{FINDS}\n"
    install("house_j", rule_text("XHR001", f"{before}{body}") + rule_text("XHR002", FINDS))
    found = checked(root)
    [fault] = [item for item in found if item["code"] == "OWN001"]
    assert fault["message"].startswith("the rule `XHR001` (xhr001) of house_j 1.0 failed here: ")
    assert cause in fault["message"]
    assert (fault["path"], fault["pointer"], fault["severity"]) == ("planning/basics/a.yaml", "/lesson", "error")
    assert "--ignore XHR001" in fault["help"]
    assert [related["path"] for related in fault["related"]] == ["planning/basics/b.yaml"]
    assert {"SEQ003", "XHR002"} <= codes(found)
    if before:
        assert "XHR001" in codes(found), "what it found before it failed"


def test_the_cause_names_the_line_of_the_package(root: Path, install: Install) -> None:
    install("house_k", rule_text("XHR001", "yield from ()\n1 / 0"))
    [fault] = faulty(root)
    assert fault["message"].endswith("/house_k.py:7)")


def test_a_long_or_broken_message_is_told_on_one_short_line(root: Path, install: Install) -> None:
    install("house_l", rule_text("XHR001", "raise ValueError('a\\n\\x1b[31mb ' * 500)"))
    result = run("--root", root, "check", "--select", "X")
    assert result.exit_code == 1
    assert "\x1b" not in result.stdout
    [line] = [line for line in result.stdout.splitlines() if "house_l 1.0 failed here" in line]
    assert len(line) < 500


@pytest.mark.parametrize("on", ["page", "course"])
def test_other_kinds_of_rules_may_fail_too(tmp_path: Path, install: Install, on: str) -> None:
    install("house_m", rule_text("XHR001", 'raise ValueError("boom")', options=f', on="{on}"'))
    write(tmp_path, lesson("a"), page("# A\n"))
    [fault] = faulty(tmp_path)
    assert fault["path"] == {"page": "lessons/a.md", "course": "planning/course.yaml"}[on]
    assert "ValueError: boom" in fault["message"]


UNREADABLE = [
    ("1 / 0", None, "ZeroDivisionError: division by zero ("),
    ("raise SystemExit(3)", None, "SystemExit: 3 ("),
    ("raise BaseException(3)", None, "BaseException: 3 ("),
    ("import nothing_of_the_kind", None, "ModuleNotFoundError: No module named 'nothing_of_the_kind'"),
    ("def broken(:", None, "SyntaxError: "),
    ("", "house_n:missing", "AttributeError: "),
    ("", "house_gone", "ModuleNotFoundError: "),
    ("rule('XHR001')", None, "TypeError: "),
    ("x = 1", None, "names `house_n` as a place of rules, and no function there is decorated with `rule`"),
    ("x = 1", "house_n:x", "TypeError: "),
]


@pytest.mark.parametrize(("text", "target", "cause"), UNREADABLE, ids=[cause for *_, cause in UNREADABLE])
def test_a_package_that_cannot_be_read(root: Path, install: Install, text: str, target: str, cause: str) -> None:
    install("house_n", text, target)
    install("house_o", rule_text("XHR002", FINDS))
    found = checked(root)
    [fault] = [item for item in found if item["code"] == "OWN001"]
    assert "house_n 1.0" in fault["message"]
    assert cause in fault["message"]
    assert fault["path"] == "planning/course.yaml"
    assert {"SEQ003", "XHR002"} <= codes(found)
    assert "house_n 1.0" in run("--root", root, "rules").stderr


UNFIT = [
    (rule_text("SEQ001", FINDS), "its code is not one that a rule of one's own may have"),
    (rule_text("XH1", FINDS), "its code is not one"),
    (rule_text("XHR001", FINDS, "Title_Found"), "`Title_Found` cannot be its name"),
    (rule_text("XHR001", FINDS, "never-checked"), "SEQ009 is named `never-checked` too"),
    (rule_text("XHR001", FINDS, options=', on="plan"'), "`on='plan'` means nothing"),
    (rule_text("XHR001", FINDS, options=', status="new"'), "`status='new'` means nothing"),
    (rule_text("XHR001", FINDS).replace("Severity.WARNING", "'warning'"), "its severity is 'warning'"),
    (rule_text("XHR002", FINDS), "house_q 1.0 has a rule of that code"),
    (rule_text("XHR001", FINDS, "xhr002"), "XHR002 of house_q 1.0 is named `xhr002` too"),
]


@pytest.mark.parametrize(("text", "cause"), UNFIT, ids=[cause for _, cause in UNFIT])
def test_a_rule_that_cannot_be_used_is_left_out_and_reported(
    root: Path, install: Install, text: str, cause: str
) -> None:
    install("house_q", rule_text("XHR002", FINDS))
    install("house_r", text + rule_text("XHR003", FINDS))
    found = checked(root)
    [fault] = [item for item in found if item["code"] == "OWN001"]
    assert fault["message"].startswith("the rule `")
    assert "of house_r 1.0 is left out: " in fault["message"]
    assert cause in fault["message"]
    assert {"XHR002", "XHR003", "SEQ003"} <= codes(found)
    assert "XHR001" not in codes(found)


def test_words_and_waivers_of_a_broken_package_are_passed_over(root: Path, install: Install) -> None:
    install("house_s", "1 / 0")
    plan = root / "planning/basics/a.yaml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(
        text.replace("title: A", "title: A  # lp: ignore[XHR001] meant so")
        + "waivers: [{code: XHR002, at: /title, reason: meant so}]\n",
        encoding="utf-8",
    )
    (root / "lesson-pipeline.toml").write_text(
        "extend-select = ['XHR001']\nignore = ['XHR']\nseverity.XHR002 = 'error'\n", encoding="utf-8"
    )
    assert "SCH011" not in codes(checked(root))
    assert len(faulty(root)) == 1


def test_without_a_broken_package_an_unknown_word_is_refused(root: Path) -> None:
    result = run("--root", root, "check", "--select", "XHR001")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "unknown rule `XHR001`" in result.stderr


def test_the_report_of_faulty_rules_follows_what_is_selected(root: Path, install: Install) -> None:
    install("house_t", rule_text("XHR001", "raise ValueError('boom')"))
    assert len(faulty(root)) == 1
    assert len(faulty(root, "--select", "XHR001")) == 1
    assert faulty(root, "--select", "SEQ") == []
    assert faulty(root, "--ignore", "OWN001") == []
    assert faulty(root, "--ignore", "XHR001") == []


def test_a_package_that_cannot_be_read_is_told_where_its_rule_is_selected(root: Path, install: Install) -> None:
    install("house_u", "1 / 0")
    assert codes(checked(root, "--select", "XHR001")) == {"OWN001"}


def test_a_failing_rule_can_be_waived_where_it_fails(root: Path, install: Install) -> None:
    install("house_v", rule_text("XHR001", "if it.slug == 'a':\n    raise ValueError('boom')\nyield from ()"))
    plan = root / "planning/basics/a.yaml"
    text = plan.read_text(encoding="utf-8")
    assert len(faulty(root)) == 1
    plan.write_text(text.replace("lesson: a", "lesson: a  # lp: ignore[OWN001] known, mended in 1.1"), encoding="utf-8")
    assert faulty(root) == []


# -- previews and deprecated rules


def test_a_preview_of_a_package_waits_for_being_asked(root: Path, install: Install) -> None:
    install("house_w", rule_text("XHR001", FINDS, options=', status="preview", since="0.2"'))
    assert codes(checked(root, "--select", "X")) == set()
    assert codes(checked(root, "--select", "X", "--preview")) == {"XHR001"}
    assert codes(checked(root, "--select", "XHR001")) == {"XHR001"}
    (root / "lesson-pipeline.toml").write_text("preview = true\n", encoding="utf-8")
    assert {"XHR001"} <= codes(checked(root))
    assert "XHR001  xhr001                      warning  (preview, house_w 1.0)" in run("--root", root, "rules").stdout


def test_a_deprecated_rule_runs_and_who_names_it_is_told(root: Path, install: Install) -> None:
    options = ', status="deprecated", since="0.3", successor="XHR002"'
    install("house_x", rule_text("XHR001", FINDS, options=options) + rule_text("XHR002", FINDS))
    told = "note: XHR001 (xhr001) is deprecated since 0.3 and will be removed: select XHR002 instead\n"
    for words in (["--select", "XHR001"], ["--select", "xhr001"]):
        result = run("--root", root, "check", *words)
        assert result.stderr == told
        assert "XHR001" in result.stdout
    assert run("--root", root, "check").stderr == ""
    assert {"XHR001", "XHR002"} <= codes(checked(root))
    (root / "lesson-pipeline.toml").write_text("extend-select = ['XHR001']\n", encoding="utf-8")
    assert run("--root", root, "check").stderr == told
    assert "Status: deprecated since 0.3 (use XHR002 instead)\n" in run("--root", root, "explain", "XHR001").stdout
