"""What can be configured, with the origin of every value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from lesson_pipeline.diagnostics import Severity


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value comes from; a file by its path relative to the root, with the line."""

    source: Literal["default", "file", "command line"]
    path: str | None = None
    line: int | None = None

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.source == "file" else self.source


DEFAULT = Origin("default")
COMMAND_LINE = Origin("command line")


@dataclass(frozen=True, slots=True)
class Word:
    """What names rules: a code, a rule's name, a prefix of codes, or ALL."""

    text: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class PathIgnore:
    """Rules that are silent in the files that a pattern matches."""

    pattern: str
    words: tuple[str, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class NewSeverity:
    """The severity of the rules that a word names."""

    word: str
    severity: Severity
    origin: Origin


@dataclass(frozen=True, slots=True)
class OwnRule:
    """A rule that is data, by its code."""

    code: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Options:
    """The configuration of one run. The keys are those of `configuration.schema.json`."""

    select: tuple[Word, ...] = (Word("ALL", DEFAULT),)
    extend_select: tuple[Word, ...] = ()
    ignore: tuple[Word, ...] = ()
    preview: bool = False
    per_path_ignores: tuple[PathIgnore, ...] = ()
    severity: tuple[NewSeverity, ...] = ()
    fail_level: Severity = Severity.ERROR
    rules: tuple[OwnRule, ...] = ()
    keys: Mapping[str, Origin] = field(default_factory=dict)
    """Who said something under a key, by its name; nobody where the default holds."""
