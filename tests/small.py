"""Small curricula for tests, in the form of the examples of rule texts: `# file:` lines, and marks `# <- CODE`."""

import re
from collections.abc import Iterable
from pathlib import Path
from textwrap import dedent, indent

from lesson_pipeline.diagnostics import Diagnostic
from lesson_pipeline.engine.load import Loaded, load
from lesson_pipeline.rules.registry import all_rules
from lesson_pipeline.source.discover import discover
from lesson_pipeline.testing import Example, check_folder, places

_FILE = re.compile(r"^# file: (\S+)\n", re.MULTILINE)


def file(path: str, body: str) -> str:
    """A file of a block; its text may be indented as the test is."""
    return f"# file: {path}\n{dedent(body).lstrip()}".rstrip() + "\n"


def lesson(slug: str, body: str = "", *, status: str = "planned", module: str = "basics") -> str:
    """A lesson plan: its head, and the body that the test is about."""
    head = f"lesson: {slug}\ntitle: {slug.capitalize()}\nstatus: {status}\n"
    return file(f"planning/{module}/{slug}.yaml", head + dedent(body).lstrip())


def record(slug: str, *teaches: str, status: str = "built", module: str = "basics") -> str:
    """A lesson of which only is said what it taught: `record("variables", "variable introduced")`."""
    rows = "".join(f"  - {{concept: {concept}, depth: {depth}}}\n" for concept, depth in map(str.split, teaches))
    return lesson(slug, f"kind: record\nteaches:{'' if rows else ' []'}\n{rows}", status=status, module=module)


def review(slug: str, number: int, body: str = "") -> str:
    """A review round: its head, and the body that the test is about."""
    return file(f"reviews/{slug}/round-{number}.yaml", f"lesson: {slug}\nround: {number}\n{dedent(body).lstrip()}")


def concepts(body: str) -> str:
    """The registry, where a test is about it."""
    return file("planning/concepts.yaml", "concepts:\n" + indent(dedent(body).strip("\n"), "  "))


def course(lessons: str, rest: str = "") -> str:
    """A course of one module with the lessons named; `rest` holds further keys."""
    series = f"series: [{{id: main, modules: [{{id: basics, lessons: [{lessons}]}}]}}]\n"
    return file("planning/course.yaml", f"course: example\ntitle: Example\n{dedent(rest).lstrip()}{series}")


def small(*blocks: str) -> Example:
    """The files of some blocks."""
    parts = _FILE.split("".join(blocks))
    return Example("", dict(zip(parts[1::2], parts[2::2], strict=True)))


def open_small(root: Path, *blocks: str) -> Loaded:
    """A small curriculum, written and loaded; its files must be sound."""
    small(*blocks).write(root)
    loaded = load(discover(root))
    assert [fault.message for document in loaded.documents.values() for fault in document.faults] == []
    return loaded


def found(root: Path, codes: str, *blocks: str) -> list[Diagnostic]:
    """What the rules named find in a small curriculum: exactly what its lines mark.

    The SCH rules run along, so that a slip in the files of a test cannot pass for silence of the rule.
    """
    example = small(*blocks)
    example.write(root)
    structure = [code for code in all_rules() if code.startswith("SCH")]
    diagnostics = check_folder(root, dict.fromkeys([*structure, *codes.split()])).diagnostics
    assert places(diagnostics) == example.marks(), told(diagnostics)
    return [item for item in diagnostics if item.code in codes.split()]


def told(diagnostics: Iterable[Diagnostic]) -> str:
    """Diagnostics in lines, for a failing test to show."""
    return "\n".join(f"{item.path}:{item.span.line} {item.code} {item.message}" for item in diagnostics)
