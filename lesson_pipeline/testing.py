"""Running the examples of a rule's text: a block of small files, with marks where the rule must point.

A block holds files behind `# file: PATH` lines; a course and a concept registry that it does not give are made up.
A comment `# <- CODE` at the end of a line marks a diagnostic that must be reported on that line.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from lesson_pipeline.config.own import own_rules_of
from lesson_pipeline.diagnostics import Diagnostic, Severity
from lesson_pipeline.engine.check import Report, check
from lesson_pipeline.engine.load import load
from lesson_pipeline.rules.registry import all_rules, find_rule
from lesson_pipeline.source.discover import discover

_FILE = re.compile(r"^# file: (\S+)$", re.MULTILINE)
_MARK = re.compile(r"(?:#|<!--) <- (?P<codes>[A-Z]{3,4}[0-9]{3}(?:, [A-Z]{3,4}[0-9]{3})*)")
HEADINGS = ("Why it hurts", "How to fix", "Bad", "Good")
"""The sections of a rule's text, after what it finds."""

_SECTION = re.compile(rf"^## (?=(?:{'|'.join(HEADINGS)})$)", re.MULTILINE)
_BLOCK = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CONCEPT = re.compile(r"\bconcept: *([a-z0-9]+(?:-[a-z0-9]+)*)")
_CONCEPTS = re.compile(r"\b(?:uses|recaps|concepts|to|parts): *\[([^\]{]*)\]")


@dataclass(frozen=True, slots=True)
class Example:
    """A block of files, by path."""

    title: str
    files: dict[str, str]

    def marks(self) -> set[tuple[str, int, str]]:
        """Path, line and code of every marked diagnostic."""
        return {
            (path, number, code)
            for path, text in self.files.items()
            for number, line in enumerate(text.splitlines(), 1)
            for mark in _MARK.finditer(line)
            for code in mark["codes"].split(", ")
        }

    def write(self, root: Path) -> None:
        """Write the files below a folder, with a course and a registry made up where there are none."""
        for path, text in {**_made_up(self.files), **self.files}.items():
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")


def examples(text: str) -> dict[str, Example]:
    """The examples of a rule's text, by the heading they stand under."""
    found = {}
    for section in _SECTION.split(text)[1:]:
        block = _BLOCK.search(section)
        if block:
            parts = _FILE.split(block[1])
            files = {path: body.removeprefix("\n") for path, body in zip(parts[1::2], parts[2::2], strict=True)}
            title = section.splitlines()[0]
            found[title] = Example(title, files)
    return found


def check_folder(root: Path, codes: Iterable[str] | None = None) -> Report:
    """The report on a curriculum; `codes` names the rules that run, all of them (preview too) if None.

    Rules of one's own are among them: those of installed packages, and those of a configuration in the folder.
    """
    own_rules_of(root)
    rules = all_rules()
    active = rules if codes is None else {code: rules[code] for code in codes}
    return check(load(discover(root)), active)


def prove(code: str, folder: Path) -> None:
    """Run the examples of a rule's text in an empty folder: the bad one is reported at exactly the lines that it marks,
    and neither has an error that it does not mark. Raises AssertionError, which says what is otherwise. Rules that an
    example configures are forgotten at the end.
    """
    own_rules_of(None)
    try:
        _prove(code, folder)
    finally:
        own_rules_of(None)


def _prove(code: str, folder: Path) -> None:
    found = examples(find_rule(code).text())
    _demand(set(found) == {"Bad", "Good"}, f"the text of {code} has no bad or no good example")
    marks = found["Bad"].marks()
    own = {mark for mark in marks if mark[2] == code}
    _demand(bool(own), f"the bad example of {code} marks no line with `# <- {code}`")
    reported = _reported(found["Bad"], folder / "bad")
    _demand(places(item for item in reported if item.code == code) == own, f"marked are {own}, reported: {reported}")
    errors = places(item for item in reported if item.severity is Severity.ERROR)
    _demand(errors <= marks, f"the bad example of {code} has errors that it does not mark: {errors - marks}")
    _demand(marks <= places(reported), f"marked and not reported: {marks - places(reported)}")
    reported = _reported(found["Good"], folder / "good")
    wrong = [item for item in reported if item.code == code or item.severity is Severity.ERROR]
    _demand(not wrong, f"the good example of {code} is reported: {wrong}")


def _reported(example: Example, folder: Path) -> tuple[Diagnostic, ...]:
    example.write(folder)
    return check_folder(folder).diagnostics


def _demand(holds: bool, otherwise: str) -> None:
    if not holds:
        raise AssertionError(otherwise)


def places(diagnostics: Iterable[Diagnostic]) -> set[tuple[str, int, str]]:
    """Path, line and code of diagnostics, as `Example.marks` gives them."""
    return {(diagnostic.path, diagnostic.span.line, diagnostic.code) for diagnostic in diagnostics}


def _made_up(files: dict[str, str]) -> dict[str, str]:
    plans = [
        path
        for path in files
        if path.startswith("planning/") and path.count("/") == 2 and not path.endswith("concepts.yaml")
    ]
    slugs = ", ".join(Path(path).stem for path in plans)
    course = f"course: example\ntitle: Example\nseries: [{{id: main, modules: [{{id: basics, lessons: [{slugs}]}}]}}]\n"
    text = "\n".join(files.values())
    ids = set(_CONCEPT.findall(text)) | {word.strip() for words in _CONCEPTS.findall(text) for word in words.split(",")}
    entries = "".join(
        f"  {id}: {{name: {id.replace('-', ' ').capitalize()}, terms: [{id.replace('-', ' ')}]}}\n"
        for id in sorted(ids - {""})
    )
    return {
        "planning/course.yaml": course,
        "planning/concepts.yaml": f"concepts:\n{entries}" if entries else "concepts: {}\n",
    }
