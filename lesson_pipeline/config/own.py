"""The rules of one's own that hold in a curriculum: those of installed packages, and those of its configuration."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lesson_pipeline.rules.packages import clash, installed_rules
from lesson_pipeline.rules.registry import Fault, OwnRules, use_own

if TYPE_CHECKING:
    from lesson_pipeline.config.load import ConfigurationFile
    from lesson_pipeline.rules.data_rules import DataRule
    from lesson_pipeline.source.faults import SourceFault

_FILES = ("lesson-pipeline.toml", "pyproject.toml")


def own_rules_of(root: Path | None) -> None:
    """Use the rules of one's own that hold at `root`, or those of packages where there is no curriculum.

    Raises ConfigurationError for a configuration that cannot be used.
    """
    found = None
    if root is not None and any(_may_have_rules(root / name) for name in _FILES):
        from lesson_pipeline.config.load import find_configuration

        found, _ = find_configuration(root)
    faults = use_own_rules(found)
    if found is not None and faults:
        raise found.error(faults)


def _may_have_rules(file: Path) -> bool:
    """Whether a file speaks of rules at all: most do not, and reading TOML takes time."""
    try:
        return b"rules" in file.read_bytes()
    except OSError:
        return False


def use_own_rules(found: "ConfigurationFile | None", *, isolated: bool = False) -> "Sequence[SourceFault]":
    """Use the rules of installed packages and of a configuration; returns the faults of the latter.

    A rule of the configuration that clashes with one of a package is left out and reported by a check: the
    configuration may be right, and the package new.
    """
    installed = installed_rules()
    entries: Sequence[DataRule] = ()
    faults: Sequence[SourceFault] = ()
    if found is not None and isinstance(found.data, dict) and "rules" in found.data:
        from lesson_pipeline.config.own_entries import read_rules

        entries, faults = read_rules(found)
    rules, clashes = list(installed.rules), list(installed.faults)
    for entry in entries:
        new = entry.as_rule()
        if problem := clash(new, rules):
            clashes.append(Fault(entry.at, *problem))
        else:
            rules.append(new)
    use_own(OwnRules(tuple(rules), tuple(clashes), is_whole=not (clashes or faults or isolated)))
    return faults
