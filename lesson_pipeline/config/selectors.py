"""Paths of rules that are data, held against the schema of a plan: a path that leads nowhere would find nothing."""

from collections.abc import Iterator, Sequence
from typing import Any

from lesson_pipeline.rules.selector import Each, Key, SelectorError, Step, parse
from lesson_pipeline.schema.store import schema
from lesson_pipeline.suggest import closest

Node = dict[str, Any]
_KIND = "lesson-plan"


def fault_of(text: str) -> tuple[str, str] | None:
    """What is wrong with a path, and what to do; None where it leads somewhere."""
    try:
        steps = parse(text)
    except SelectorError as error:
        return str(error), error.help
    nodes = list(_forms(schema(_KIND)))
    where = "a plan"
    for step in steps:
        if problem := _refused(nodes, step, where):
            return problem
        nodes = _after(nodes, step)
        where = f"`{step.name}`" if isinstance(step, Key) else f"an entry of {where.removeprefix('an entry of ')}"
    return None


def value_fault(text: str, values: Sequence[str]) -> tuple[int, str, str] | None:
    """The first of some values that can never stand where a sound path leads: its number, what is wrong, what to do."""
    nodes = list(_forms(schema(_KIND)))
    for step in parse(text):
        nodes = _after(nodes, step)
    for number, value in enumerate(values):
        if problem := _impossible(nodes, value, f"`{text}`"):
            return number, *problem
    return None


def _impossible(nodes: Sequence[Node], value: str, where: str) -> tuple[str, str] | None:
    """Whether a value is none of those that the schema allows, where it lists them."""
    allowed = list(dict.fromkeys(str(choice) for node in nodes for choice in node.get("enum", ())))
    if not allowed or value in allowed:
        return None
    near = closest(value, allowed)
    listed = f"it is one of: {', '.join(allowed)}"
    return f"{where} is never `{value}`", f"did you mean `{near}`?" if near else listed


def _after(nodes: Sequence[Node], step: Step) -> list[Node]:
    """The forms of what a step leads to."""
    return [form for node in nodes for child in _children(node, step) for form in _forms(child)]


def _refused(nodes: Sequence[Node], step: Step, where: str) -> tuple[str, str] | None:
    """Why a step cannot be taken from some forms of a value."""
    is_list = any("items" in node for node in nodes)
    if isinstance(step, Key):
        if is_list:
            help = f"write brackets after it: [*] for each entry, then `.{step.name}`"
            return f"{where} is a list, and a list has no key `{step.name}`", help
        return _unknown(nodes, step.name, where)
    if is_list or (isinstance(step, Each) and step.key and _keys(nodes)):
        if isinstance(step, Each) and step.key:
            entries = _after(nodes, step)
            around = f"an entry of {where}" if is_list else where
            named = [form for entry in _after(entries, Key(step.key)) for form in (entry, *_entries(entry))]
            listed = [form for form in named if "items" not in form]
            return _unknown(entries, step.key, around) or _impossible(listed, step.value, f"`{step.key}`")
        return None
    return f"{where} is no list, and brackets go through the entries of one", "take the brackets out"


def _unknown(nodes: Sequence[Node], name: str, where: str) -> tuple[str, str] | None:
    known = _keys(nodes)
    if name in known or any(isinstance(node.get("additionalProperties"), dict) for node in nodes):
        return None
    near = closest(name, known)
    listed = f"known here: {', '.join(known)}" if known else "nothing stands below it"
    return f"`{name}` is not a key of {where}", f"did you mean `{near}`?" if near else listed


def _keys(nodes: Sequence[Node]) -> list[str]:
    return list(dict.fromkeys(name for node in nodes for name in node.get("properties", {})))


def _children(node: Node, step: Step) -> Iterator[Node]:
    if isinstance(step, Key):
        if step.name in node.get("properties", {}):
            yield node["properties"][step.name]
        elif isinstance(node.get("additionalProperties"), dict):
            yield node["additionalProperties"]
    elif "items" in node:
        yield node["items"]
    elif isinstance(step, Each):
        yield node


def _entries(node: Node) -> Iterator[Node]:
    """The forms of the entries of a list."""
    if "items" in node:
        yield from _forms(node["items"])


def _forms(node: Node) -> Iterator[Node]:
    """A schema with what it refers to, and the forms that it takes by its conditions."""
    if "$ref" in node:
        yield from _forms(schema(_KIND)["$defs"][node["$ref"].rsplit("/", 1)[1]])
        return
    yield node
    for branch in ("then", "else"):
        if branch in node:
            yield from _forms(node[branch])
