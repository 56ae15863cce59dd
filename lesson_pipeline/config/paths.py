"""Patterns of paths, as in a .gitignore file: which rules are silent where."""

import re
from collections.abc import Callable, Iterable
from functools import cache

from lesson_pipeline.config.options import PathIgnore
from lesson_pipeline.engine.select import matching

_BACKSLASH = re.compile(r"\\[\w*.]")
_WRITE = "write the path from the root of the curriculum: planning/old/**"


def fault_of(pattern: str) -> tuple[str, str] | None:
    """What is wrong with a pattern, and what to do; None where it can match something."""
    if pattern.startswith("!"):
        return "a pattern cannot begin with `!`: it would bring nothing back", "name only what is to be ignored"
    if pattern.startswith(("./", "../")) or "/../" in pattern:
        return f"`{pattern}` matches no file", _WRITE
    if _BACKSLASH.search(pattern):
        return f"`{pattern}` matches no file", "separate folders with forward slashes, on Windows too"
    if not _can_match(pattern):
        return f"`{pattern}` is no pattern of a path", _WRITE
    return None


def _can_match(pattern: str) -> bool:
    from pathspec import GitIgnoreSpec

    try:
        return any(one.include is not None for one in GitIgnoreSpec.from_lines([pattern]).patterns)
    except ValueError:
        return False


def matches(pattern: str, paths: Iterable[str]) -> int:
    """How many of the paths a pattern matches."""
    from pathspec import GitIgnoreSpec

    return sum(1 for _ in GitIgnoreSpec.from_lines([pattern]).match_files(paths))


def silent_in(ignores: Iterable[PathIgnore]) -> Callable[[str], frozenset[str]]:
    """The codes that are silent in a file, by its path."""
    from pathspec import GitIgnoreSpec

    table = [
        (GitIgnoreSpec.from_lines([ignore.pattern]), {code for word in ignore.words for code in matching(word)[1]})
        for ignore in ignores
    ]

    @cache
    def silent(path: str) -> frozenset[str]:
        return frozenset(code for spec, codes in table if spec.match_file(path) for code in codes)

    return silent
