"""What a schema fault says to an author: from the keyword and the place, never the library's own words."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from lesson_pipeline.places import DocPath
from lesson_pipeline.source.faults import short
from lesson_pipeline.suggest import closest, misspelt, surely

_NO_SLUG = re.compile(r"[^a-z0-9]+")

_KINDS = {
    "string": "text",
    "array": "a list",
    "object": "a mapping (`key: value`)",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
}


@dataclass(frozen=True, slots=True)
class ShapeFault:
    """One way in which data does not meet its schema."""

    path: DocPath
    on: str
    message: str
    help: str
    presumed: tuple[str, str] | None = None
    """What was probably meant: ("key", right key) or ("value", right value); read so from there on."""
    is_sure: bool = False
    """Nothing else could be meant."""


def explain(error: Any, name: str) -> Iterable[ShapeFault]:
    """Our faults for one `jsonschema.ValidationError`. `name` is the schema's title, for the top level."""
    path: DocPath = tuple(error.absolute_path)
    of_a_key = "propertyNames" in list(error.absolute_schema_path)[-2:]
    explainer = _key_name if of_a_key else _EXPLAINERS.get(error.validator, _other)
    return explainer(error, path, name)


def _missing(error: Any, path: DocPath, name: str) -> Iterator[ShapeFault]:
    for key in error.validator_value:
        if key not in error.instance:
            described = _described(error.schema.get("properties", {}).get(key))
            message = f"{_what(error.schema, path, name)} lacks `{key}`"
            yield ShapeFault(path, "container", message, f"add `{key}:`{described}")


def _unexpected(error: Any, path: DocPath, name: str) -> Iterator[ShapeFault]:
    known = list(error.schema.get("properties", {}))
    for key in error.instance:
        if key in known:
            continue
        meant = misspelt(key, known)
        near = meant or closest(key, known)
        listed = f"{', '.join(known[:12])}{' …' if len(known) > 12 else ''}"
        help = f"did you mean `{near}`?" if near else f"remove it; known here: {listed}"
        message = f"`{short(key)}` is not a key of {_what(error.schema, path, name)}"
        presumed = ("key", meant) if meant and meant not in error.instance else None
        yield ShapeFault((*path, key), "key", message, help, presumed, surely(key, known) is not None)


def _type(error: Any, path: DocPath, _: str) -> list[ShapeFault]:
    kinds = [error.validator_value] if isinstance(error.validator_value, str) else error.validator_value
    wanted = " or ".join(_KINDS[kind] for kind in kinds if kind != "number")
    label = _label(path)
    if error.instance is None:
        return [_no_value(path, wanted)]
    if "string" in kinds and isinstance(error.instance, (bool, int)):
        message = f"{label} must be {wanted}, but YAML reads this as {_is(error.instance)}"
        return [ShapeFault(path, "value", message, "put it in quotes")]
    return [ShapeFault(path, "value", f"{label} must be {wanted}, not {_is(error.instance)}", _about(error.schema))]


def _choice(error: Any, path: DocPath, _: str) -> list[ShapeFault]:
    choices = [str(value) for value in error.validator_value]
    listed = "one of: " + ", ".join(choices)
    if error.instance is None:
        return [_no_value(path, listed)]
    if not isinstance(error.instance, str):
        return [ShapeFault(path, "value", f"{_label(path)} cannot be {_is(error.instance)}", f"write {listed}")]
    meant = misspelt(error.instance, choices)
    near = meant or closest(error.instance, choices)
    help = f"did you mean `{near}`? It is {listed}" if near else f"write {listed}"
    message = f"{_label(path)} cannot be `{short(error.instance)}`"
    presumed = ("value", meant) if meant else None
    return [ShapeFault(path, "value", message, help, presumed, surely(error.instance, choices) is not None)]


def _no_value(path: DocPath, wanted: str) -> ShapeFault:
    return ShapeFault(path, "container", f"{_label(path)} has no value", f"give it {wanted}, or remove the key")


def _pattern(error: Any, path: DocPath, _: str) -> list[ShapeFault]:
    message = f"`{short(error.instance)}` does not have the form of {_article(error.schema.get('title', 'value'))}"
    slug = _slug(error.instance)
    if slug and error.validator_value.startswith("^[a-z0-9]+(-"):
        return [ShapeFault(path, "value", message, _write(slug), ("value", slug), True)]
    return [ShapeFault(path, "value", message, _about(error.schema))]


def _key_name(error: Any, path: DocPath, _: str) -> list[ShapeFault]:
    slug = _slug(error.instance)
    help = _write(slug) if slug else "use lower-case letters and digits, joined by single hyphens"
    message = f"`{short(error.instance)}` cannot be an id"
    return [ShapeFault((*path, error.instance), "key", message, help, ("key", slug) if slug else None, bool(slug))]


def _slug(text: str) -> str:
    return _NO_SLUG.sub("-", text.lower()).strip("-")


def _write(slug: str) -> str:
    return f"write `{short(slug)}`: lower-case letters and digits, joined by single hyphens"


def _limit(error: Any, path: DocPath, _: str) -> list[ShapeFault]:
    words = {
        "minLength": "must not be empty"
        if error.validator_value == 1
        else f"needs at least {error.validator_value} characters",
        "maxLength": f"has more than {error.validator_value} characters",
        "minItems": f"needs at least {error.validator_value} entries",
        "minProperties": f"needs at least {error.validator_value} of its keys",
        "uniqueItems": "has the same entry twice",
        "minimum": f"must be at least {error.validator_value}",
    }[error.validator]
    return [ShapeFault(path, "value", f"{_label(path)} {words}", _about(error.schema))]


def _other(error: Any, path: DocPath, _: str) -> list[ShapeFault]:
    return [ShapeFault(path, "value", f"{_label(path)} does not fit: {error.validator}", _about(error.schema))]


_EXPLAINERS = {
    "required": _missing,
    "additionalProperties": _unexpected,
    "type": _type,
    "enum": _choice,
    "pattern": _pattern,
    "minLength": _limit,
    "maxLength": _limit,
    "minItems": _limit,
    "minProperties": _limit,
    "uniqueItems": _limit,
    "minimum": _limit,
}


def _what(schema: Any, path: DocPath, name: str) -> str:
    return _article(name if not path else schema.get("title", "mapping"))


def _article(title: str) -> str:
    words = _lower(title)
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def _lower(text: str) -> str:
    """The text as it stands within a sentence; `JSON` stays."""
    return text if text[1:2].isupper() else text[0].lower() + text[1:]


def _label(path: DocPath) -> str:
    if not path:
        return "the file"
    names = [step for step in path if isinstance(step, str)]
    return f"`{names[-1]}`" if isinstance(path[-1], str) else f"this entry of `{names[-1]}`" if names else "this entry"


def _described(schema: Any) -> str:
    text = schema.get("description", "") if isinstance(schema, dict) else ""
    return f" ({_lower(text).rstrip('.')})" if text else ""


def _about(schema: Any) -> str:
    title, text = schema.get("title", ""), schema.get("description", "")
    return f"{title}: {_lower(text)}" if title and text else ""


def _is(value: Any) -> str:
    if isinstance(value, bool):
        return f"the truth value {str(value).lower()}"
    if isinstance(value, int):
        return f"the number {value}"
    if isinstance(value, list):
        return "a list"
    return "a mapping" if isinstance(value, dict) else "text" if isinstance(value, str) else "nothing"
