"""The entries of `rules` in a configuration to rules: each proven before anything runs."""

from collections.abc import Iterator, Mapping
from typing import Any

from lesson_pipeline.config.load import ConfigurationFile
from lesson_pipeline.config.selectors import fault_of, value_fault
from lesson_pipeline.config.shape import shape_faults
from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.places import At, DocPath
from lesson_pipeline.rules.assertions import Assertion, count, exists, matches, one_of, ordered
from lesson_pipeline.rules.data_rules import DataRule
from lesson_pipeline.rules.registry import built_in
from lesson_pipeline.rules.selector import parse
from lesson_pipeline.source.faults import SourceFault

ASSERTIONS = ("exists", "matches", "count", "one-of", "ordered")
_ABOUT_ABSENCE = ("exists", "count")


def read_rules(file: ConfigurationFile) -> tuple[list[DataRule], list[SourceFault]]:
    """The rules of a configuration, and what is wrong with them beside their shape.

    Where the shape is at fault there are none: `config.shape` says so, and nothing will run.
    """
    if shape_faults(file):
        return [], []
    rules: list[DataRule] = []
    faults: list[SourceFault] = []
    for index, entry in enumerate(file.data["rules"]):
        at: DocPath = ("rules", index)
        found = list(_faults(file, entry, at, rules))
        faults += found
        if not found:
            rules.append(_rule(file, entry, at))
    return rules, faults


def _faults(file: ConfigurationFile, entry: Mapping[str, Any], at: DocPath, others: list[DataRule]) -> Iterator[SourceFault]:  # fmt: skip
    asserted = [key for key in ASSERTIONS if key in entry]
    if len(asserted) != 1:
        said = f"asserts {' and '.join(f'`{key}`' for key in asserted)} at once" if asserted else "asserts nothing"
        help = "make two rules of it" if asserted else f"add one of: {', '.join(ASSERTIONS)}"
        yield file.fault((*at, asserted[1] if asserted else "code"), f"the rule `{entry['code']}` {said}", help, "key")
    if problem := fault_of(entry["path"]):
        yield file.fault((*at, "path"), *problem)
    else:
        for key in ("one-of", "ordered"):
            if unfit := value_fault(entry["path"], entry.get(key, ())):
                number, *told = unfit
                yield file.fault((*at, key, number), *told)
    if problem := _bad_assertion(entry):
        yield file.fault((*at, asserted[0] if asserted else "code"), *problem)
    name = _name(entry)
    for code, taken in (*((rule.code, rule.name) for rule in built_in().values()), *((o.code, o.name) for o in others)):
        if code == entry["code"]:
            yield file.fault((*at, "code"), f"an earlier rule has the code `{code}` already", "give one another code")
        elif taken == name:
            help = "give it another name: a name names one rule"
            yield file.fault((*at, "name"), f"{code} is named `{name}` already", help)


def _bad_assertion(entry: Mapping[str, Any]) -> tuple[str, str] | None:
    least, most = _bounds(entry)
    if most is not None and least > most:
        return f"`count` wants at least {least} and at most {most}", "exchange the two"
    if "matches" in entry:
        import regex

        try:
            regex.compile(entry["matches"])
        except regex.error as error:
            help = "correct it; a literal . ( [ * + ? wants a backslash, and '…' keeps backslashes as they are"
            return f"the pattern is no regular expression: {error}", help
    return None


def _bounds(entry: Mapping[str, Any]) -> tuple[int, int | None]:
    bounds = entry.get("count", {})
    return bounds.get("min", 0), bounds.get("max")


def _name(entry: Mapping[str, Any]) -> str:
    return str(entry.get("name", entry["code"].lower()))


def _rule(file: ConfigurationFile, entry: Mapping[str, Any], at: DocPath) -> DataRule:
    asserted = next(key for key in ASSERTIONS if key in entry)
    assertion, words = _assertion(entry, asserted)

    def place(*more: str) -> At:
        return At(file.path, span=file.span((*at, *more)))

    return DataRule(
        code=entry["code"],
        name=_name(entry),
        severity=Severity.of(entry.get("severity", "warning")),
        message=entry["message"].strip(),
        help=entry.get("help", "").strip(),
        why=entry.get("why", "").strip(),
        path=entry["path"],
        selector=parse(entry["path"]),
        asserts=words,
        assertion=assertion,
        judges_absence=asserted in _ABOUT_ABSENCE,
        at=place("code"),
        path_at=place("path"),
        assertion_at=place(asserted),
    )


def _assertion(entry: Mapping[str, Any], asserted: str) -> tuple[Assertion, str]:
    """What is asserted, as a function and in words."""
    value = entry[asserted]
    match asserted:
        case "exists":
            in_list = entry["path"].endswith("]")
            wanted = "Each list must have such an entry." if in_list else "Each value must be there and not be empty."
            return exists(value), wanted if value else "There must be nothing there."
        case "matches":
            import regex

            return matches(regex.compile(value)), f"Each value must match the pattern `{value}`."
        case "count":
            least, most = _bounds(entry)
            bounds = [f"at least {least}"] if least or most is None else []
            bounds += [f"at most {most}"] if most is not None else []
            return count(least, most), f"Each list must have {' and '.join(bounds)} entries."
        case "one-of":
            return one_of(tuple(value)), f"Each value must be one of: {', '.join(f'`{word}`' for word in value)}."
        case _:
            order = ", ".join(f"`{word}`" for word in value)
            return ordered(tuple(value)), f"In each list these values must come in this order: {order}."
