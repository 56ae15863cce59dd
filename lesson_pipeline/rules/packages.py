"""Rules that installed packages bring: the entry points of the group `lesson_pipeline.rules`."""

import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import replace
from functools import cache
from pathlib import Path
from traceback import extract_tb
from types import FunctionType
from typing import TYPE_CHECKING, Any, get_args

from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.places import START, At
from lesson_pipeline.rules.registry import (
    RESERVED,
    Fault,
    OwnRules,
    Rule,
    Status,
    built_in,
    is_name,
    is_own_code,
    made_of,
)
from lesson_pipeline.source.discover import COURSE

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "lesson_pipeline.rules"
CALLED_ON = ("lesson", "page", "course")
"""What a rule of one's own may be called for."""
_LONGEST = 300


def installed_rules() -> OwnRules:
    """The rules of all installed packages. One that cannot be read, or clashes, becomes a fault and hides no other."""
    return _read(tuple(sys.path))


@cache
def _read(folders: tuple[str, ...]) -> OwnRules:
    """What the packages in some folders bring: read once, as Python imports a module once."""
    if not any(map(_announces, folders)):
        return OwnRules()
    from importlib.metadata import entry_points

    rules: list[Rule] = []
    faults: list[Fault] = []
    for point in sorted(entry_points(group=GROUP), key=lambda point: (_origin(point), point.name)):
        try:
            with redirect_stdout(sys.stderr):
                found = list(_functions(point.load()))
        except KeyboardInterrupt:  # of a person, not of the rule
            raise
        except BaseException as error:  # extension modules raise what is no Exception
            faults.append(_unreadable(point, error))
            continue
        if not found:
            faults.append(_without_rules(point))
        for made in found:
            new = replace(made, origin=_origin(point))
            if any(new.check is old.check for old in rules):
                continue  # two entry points lead to the same function
            if problem := fault_of(new, rules):
                faults.append(Fault(_NOWHERE, *problem))
            else:
                rules.append(new)
    return OwnRules(tuple(rules), tuple(faults), is_whole=not faults)


def _announces(folder: str) -> bool:
    """Whether some package in a folder of `sys.path` may name the group.

    Asking importlib.metadata costs more than all the rest of the start, and hardly anyone has such a package.
    """
    place = Path(folder or ".")
    if not place.is_dir():
        return place.is_file()  # an archive: only the library can say
    names = (file for pattern in ("*.dist-info", "*.egg-info") for file in place.glob(f"{pattern}/entry_points.txt"))
    return any(GROUP.encode() in file.read_bytes() for file in names if file.is_file())


_NOWHERE = At(COURSE, span=START)
"""Where faults of packages are reported: they stand in no file of the curriculum."""


def _origin(point: "EntryPoint") -> str:
    return f"{point.dist.name} {point.dist.version}" if point.dist else point.value


def _functions(target: Any) -> Iterator[Rule]:
    """The rules that an entry point leads to: a decorated function, or those in a module or a list."""
    if isinstance(target, FunctionType):
        values = [target]
    elif isinstance(target, (list, tuple)):
        values = [value for value in target if isinstance(value, FunctionType)]
    else:
        values = [value for value in vars(target).values() if isinstance(value, FunctionType)]
    ours = {rule.check for rule in built_in().values()}
    for value in dict.fromkeys(values):
        made = made_of(value)
        if made is not None and value not in ours:  # a module may import one of ours to build on it
            yield made


def fault_of(new: Rule, others: list[Rule]) -> tuple[str, str] | None:
    """What is wrong with a rule of one's own beside others, and what to do; None where nothing is."""
    who = f"the rule `{new.code}` of {new.origin}"
    severity: object = new.severity  # whatever a package wrote
    if not (isinstance(new.code, str) and is_own_code(new.code)):
        help = f"codes of one's own are {RESERVED}, two or three more capital letters and three digits: {RESERVED}HR001"
        return f"{who} is left out: its code is not one that a rule of one's own may have", help
    if not (isinstance(new.name, str) and is_name(new.name)):
        return f"{who} is left out: `{new.name}` cannot be its name", "write lower-case words, joined by hyphens"
    if not isinstance(severity, Severity):
        return f"{who} is left out: its severity is {severity!r}", "give it one of `Severity`"
    if new.on not in CALLED_ON or new.status not in get_args(Status):
        what = f"`on={new.on!r}`" if new.on not in CALLED_ON else f"`status={new.status!r}`"
        allowed = CALLED_ON if new.on not in CALLED_ON else get_args(Status)
        return f"{who} is left out: {what} means nothing", f"write one of: {', '.join(allowed)}"
    return clash(new, others)


def clash(new: Rule, others: list[Rule]) -> tuple[str, str] | None:
    """Whether a rule of one's own has the code or the name of another, and what to do."""
    who = f"the rule `{new.code}` of {new.origin}"
    for old in (*built_in().values(), *others):
        if old.code == new.code:
            return f"{who} is left out: {old.origin} has a rule of that code", "give one of the two another code"
        if old.name == new.name:
            owner = f" of {old.origin}" if old.origin else ""
            return f"{who} is left out: {old.code}{owner} is named `{old.name}` too", "give it another name"
    return None


def _unreadable(point: "EntryPoint", error: BaseException) -> Fault:
    message = (
        f"no rules can be read from {_origin(point)}, entry point `{point.name} = {point.value}`: {cause_of(error)}"
    )
    return Fault(_NOWHERE, message, "repair the package, or uninstall it; the rules of others hold")


def _without_rules(point: "EntryPoint") -> Fault:
    message = (
        f"{_origin(point)} names `{point.value}` as a place of rules, and no function there is decorated with `rule`"
    )
    return Fault(_NOWHERE, message, "correct the entry point, or decorate the functions")


def cause_of(error: BaseException) -> str:
    """An exception in one line: its kind, what it says, and where it was raised."""
    said = " ".join(str(error).split())
    words = f"{type(error).__name__}: {said}" if said else type(error).__name__
    shown = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
    frames = [frame for frame in extract_tb(error.__traceback__) if not frame.filename.startswith("<")]
    return f"{shown} ({'/'.join(Path(frames[-1].filename).parts[-2:])}:{frames[-1].lineno})" if frames else shown
