"""LES, fifth part: the code that the text shows. It is parsed and never run."""

import ast
import re
import warnings
from collections.abc import Iterator
from textwrap import dedent

from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.rules.registry import Fault, rule
from lesson_pipeline.rules.written_lesson import WrittenLesson

_PYTHON = frozenset({"python", "py", "python3"})
_PROMPT = re.compile(r"[ \t]*(?:>>>|\.\.\.)(?: |$)")
_LEFT_OUT = re.compile(r"[ \t]*(?:\.\.\.|…)[ \t]*(?:#.*)?$")
"""A line that stands for those that are left out, at whatever indentation."""
_MOST_LEFT_OUT = 20
_MAGIC = re.compile(
    r"(?P<indent>[ \t]*)(?:(?P<names>[\w.]+(?:[ \t]*,[ \t]*[\w.]+)*[ \t]*=)[ \t]*)?(?:!|%{1,2}[A-Za-z])"
)
_HELP = re.compile(r"(?P<indent>[ \t]*)(?:\?{1,2}[\w.]+|[\w.]+\?{1,2})[ \t]*$")
_CELL_OF_PYTHON = re.compile(r"[ \t]*%%(?:time|timeit|capture|prun)\b")


@rule("LES016", "code-does-not-parse", Severity.WARNING, on="page")
def code_does_not_parse(written: WrittenLesson) -> Iterator[Fault]:
    for code in written.text.codes:
        fault = _fault_in(code.text) if code.language.lower() in _PYTHON and not code.torn else None
        if fault:
            line, problem = fault
            yield Fault(
                written.at_line(code.line + line - 1),
                f"this Python does not parse: {problem}",
                "correct it; or call the block `text`, if it is no Python or is wrong on purpose",
            )


def _fault_in(text: str) -> tuple[int, str] | None:
    """The line of what keeps code from being parsed, counted from 1, and what it is; None where it parses."""
    lines = dedent(text).splitlines()
    first = next((line for line in lines if line.strip()), "")
    if first.lstrip().startswith("%%") and not _CELL_OF_PYTHON.match(first):
        return None  # another language
    if _parsed(lines) is None:
        return None
    plain = [_plain(line) for line in _session(lines)]
    fault = _parsed(plain)
    for _ in range(_MOST_LEFT_OUT):
        if fault is None or not _LEFT_OUT.match(plain[fault[0] - 1]):
            break
        plain[fault[0] - 1] = ""
        fault = _parsed(plain)
    return fault


def _parsed(lines: list[str]) -> tuple[int, str] | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # an escape that Python frowns on is still an escape
            ast.parse("\n".join(lines))
    except SyntaxError as fault:
        return min(max(fault.lineno or 1, 1), max(len(lines), 1)), fault.msg
    except (ValueError, RecursionError, MemoryError):
        return 1, "it is nested too deeply, or holds signs that no program may hold"
    return None


def _session(lines: list[str]) -> list[str]:
    """What was typed in a session with prompts, on its own lines; other code as it is."""
    if not any(line.lstrip().startswith(">>>") for line in lines):
        return lines
    typed: list[str] = []
    is_typing = False
    for line in lines:
        prompt = _PROMPT.match(line)
        is_typing = prompt is not None and (is_typing or ">>>" in prompt[0])
        typed.append(line[prompt.end() :] if prompt and is_typing else "")
    return typed


def _plain(line: str) -> str:
    """A line without what only a notebook understands, and with dots in place of the sign for them."""
    magic = _MAGIC.match(line)
    if magic:
        return f"{magic['indent']}{magic['names']} None" if magic["names"] else f"{magic['indent']}pass"
    if asked := _HELP.match(line):
        return f"{asked['indent']}pass"
    return line.replace("…", "...")
