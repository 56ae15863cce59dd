"""Pages about the files, made from their schemas: a table of fields for each mapping."""

from collections.abc import Iterator
from typing import Any

from lesson_pipeline.schema.store import KINDS, schema
from tools.markdown import anchor, escaped, table

FOLDER = "docs/schemas"

Node = dict[str, Any]

_ABOUT = {
    "course": "`planning/course.yaml`",
    "concepts": "`planning/concepts.yaml`, and `planning/<module>/concepts.yaml`",
    "lesson-plan": "`planning/<module>/<slug>.yaml`",
    "lesson": "the front matter of `lessons/<slug>.md`",
    "review-round": "`reviews/<slug>/round-<n>.yaml`",
    "configuration": "`lesson-pipeline.toml`, or the table `[tool.lesson-pipeline]` in `pyproject.toml`",
    "baseline": "the file that `check --write-baseline` names",
}
_EXAMPLES = {"configuration": "[configuration](../configuration.md)", "baseline": "[baselines](../baseline.md)"}
"""Where a file is shown, if not with the formats."""
_UNKNOWN = dict.fromkeys(("configuration", "baseline"), "and ends the run with status 2")
"""What an unknown field is, if not an ordinary fault."""
_PLAIN = {"string": "text", "boolean": "true or false", "integer": "whole number", "number": "number"}


def schema_pages() -> dict[str, str]:
    """Every page below docs/schemas/, by path."""
    return {f"{FOLDER}/{kind}.md": _Page(kind).text() for kind in KINDS}


def schemas_table() -> str:
    """Which schema describes which file; links are relative to docs/."""
    rows = []
    for kind in KINDS:
        reference = f"[{schema(kind)['title']}](schemas/{kind}.md)"
        rows.append((_ABOUT[kind], reference, f"[`{kind}.schema.json`](../schemas/{kind}.schema.json)"))
    return table(("file", "fields", "schema"), rows)


class _Page:
    """One page: the file's own fields, each mapping below the one that holds it, then those that several share."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._root: Node = schema(kind)
        self._shared: dict[str, Node] = {}
        self._values: dict[str, Node] = {}

    def text(self) -> str:
        root, kind = self._root, self._kind
        link = f"[`{kind}.schema.json`](../../schemas/{kind}.schema.json)"
        rest = ": what has no field of its own goes to `notes`" if "notes" in root["properties"] else ""
        example = _EXAMPLES.get(kind, "[formats](../formats.md)")
        unknown = _UNKNOWN.get(kind, "([SCH003](../rules/SCH003.md))")
        parts = [
            f"# {root['title']}\n\n{escaped(root['description'])}\n",
            f"File: {_ABOUT[kind]}. Schema: {link}. An example with notes: {example}.\n",
            f"A field that is not listed here is a fault {unknown}{rest}.\n",
            "## Fields\n",
            *self._tables(root, ""),
        ]
        done = 0
        while done < len(self._shared):  # a shared mapping may mention further ones
            node = list(self._shared.values())[done]
            parts += [
                f"## {node['title']}\n\n{escaped(node['description'])}\n",
                *self._tables(node, node["title"].lower()),
            ]
            done += 1
        if self._values:
            rows = [(f"**{node['title'].lower()}**", escaped(node["description"])) for node in self._values.values()]
            parts += ["## Values\n", table(("type", "meaning"), rows)]
        return "\n".join(parts)

    def _tables(self, node: Node, path: str) -> Iterator[str]:
        """The table of a mapping's fields, then the sections of the mappings directly in it."""
        inner: dict[str, Node] = {}
        rows = [self._row(name, field, f"{path}.{name}" if path else name, node, inner) for name, field in node["properties"].items()]  # fmt: skip
        yield table(("field", "type", "required", "meaning"), rows)
        if extra := _also_required(node):
            yield f"{extra}\n"
        for place, child in inner.items():
            yield f"## `{place}`\n\n{escaped(child['description'])}\n"
            yield from self._tables(child, place)

    def _row(self, name: str, field: Node, path: str, parent: Node, inner: dict[str, Node]) -> tuple[str, ...]:
        required = "yes" if name in parent.get("required", ()) else ""
        own = {**self._root["$defs"][_name(field)], **field} if "$ref" in field else field
        meaning = " ".join((escaped(own["description"]), *_limits(own)))
        return f"`{name}`", self._type(field, path, inner), required, meaning

    def _type(self, node: Node, path: str, inner: dict[str, Node]) -> str:
        """A field's type in words; what it holds of further mappings is added to `inner`."""
        if "$ref" in node:
            return self._referred(self._root["$defs"][_name(node)], _name(node))
        if "enum" in node:
            return _choices(node["enum"])
        kind = node["type"]
        if kind == "array":
            return f"list of: {self._type(node['items'], f'{path}[]', inner)}"
        if "properties" in node:
            inner[path] = node
            link = f"[{node['title'].lower()}](#{anchor(path)})"
            either = self._referred(self._root["$defs"]["slug"], "slug") if isinstance(kind, list) else ""
            return f"{either}, or {link}" if either else link
        if kind == "object":
            keys = f"{node.get('propertyNames', {}).get('title', 'id').lower()}s"
            return f"mapping of {keys} to: {self._type(node['additionalProperties'], f'{path}.ID', inner)}"
        return _PLAIN[kind]

    def _referred(self, node: Node, name: str) -> str:
        """The type of a definition, linked to where it stands on the page."""
        if "then" in node and "else" in node:
            branches = _branches(node, self._root["$defs"])
            return " or ".join(self._referred(branch, branch["title"]) for branch in branches)
        if "properties" in node:
            self._shared.setdefault(node["title"], node)
            return f"[{node['title'].lower()}](#{anchor(node['title'])})"
        if name == "text":
            return "text"
        self._values[name] = node
        return f"[{node['title'].lower()}](#values)"


def _branches(node: Node, definitions: dict[str, Node]) -> Iterator[Node]:
    """The two forms of a mapping that depend on one of its fields, that field narrowed to the values of each."""
    [(field, test)] = node["if"]["properties"].items()
    allowed = node["properties"][field]["enum"]
    for reference, fits in ((node["then"], True), (node["else"], False)):
        form = definitions[_name(reference)]
        narrowed = {**form["properties"][field], "enum": [value for value in allowed if (value == test["const"]) is fits]}  # fmt: skip
        yield {**form, "properties": {**form["properties"], field: narrowed}}


def _choices(values: list[str]) -> str:
    words = ", ".join(f"`{value}`" for value in values)
    return words if len(values) == 1 else f"one of {words}"


def _name(node: Node) -> str:
    return str(node["$ref"]).rsplit("/", 1)[1]


def _limits(node: Node) -> Iterator[str]:
    for key, words in (("minimum", "At least {}."), ("minItems", "At least {} entries."), ("minLength", "Not empty.")):
        if node.get(key, 0) > 0:
            yield words.format(node[key])


def _also_required(node: Node) -> str:
    """What a condition of the schema asks for beyond the table."""
    then = node.get("then", {})
    if not then.get("required"):
        return ""
    names = ", ".join(f"`{name}`" for name in then["required"])
    if "not" in node["if"]:
        others = " and ".join(f"`{name}`" for name in node["if"]["not"]["required"])
        return f"Without {others}, {names} is required."
    [(field, test)] = node["if"]["properties"].items()
    return f"Where `{field}` is `{test['const']}`, {names} is required too."
