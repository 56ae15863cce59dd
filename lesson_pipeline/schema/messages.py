"""What a schema fault says to an author: from the keyword and the place, never the library's own words."""

from dataclasses import dataclass
from typing import Any

from lesson_pipeline.places import DocPath
from lesson_pipeline.suggest import closest

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


def explain(error: Any, name: str) -> list[ShapeFault]:
    """Our faults for one `jsonschema.ValidationError`. `name` is the schema's title, for the top level."""
    path: DocPath = tuple(error.absolute_path)
    explainer = _EXPLAINERS.get(error.validator, _other)
    return explainer(error, path, name)


def _missing(error: Any, path: DocPath, name: str) -> list[ShapeFault]:
    faults = []
    for key in error.validator_value:
        if key not in error.instance:
            described = _described(error.schema.get("properties", {}).get(key))
            faults.append(
                ShapeFault(
                    path, "container", f"{_what(error.schema, path, name)} lacks `{key}`", f"add `{key}:`{described}"
                )
            )
    return faults


def _unexpected(error: Any, path: DocPath, name: str) -> list[ShapeFault]:
    known = list(error.schema.get("properties", {}))
    faults = []
    for key in error.instance:
        if key in known:
            continue
        near = closest(key, known)
        free = near is not None and near not in error.instance
        help = (
            f"did you mean `{near}`?"
            if near
            else f"remove it; known here: {', '.join(known[:12])}{' …' if len(known) > 12 else ''}"
        )
        message = f"`{key}` is not a key of {_what(error.schema, path, name)}"
        faults.append(ShapeFault((*path, key), "key", message, help, ("key", str(near)) if free else None))
    return faults


def _type(error: Any, path: DocPath, _: str) -> list[ShapeFault]:
    wanted = error.validator_value
    wanted = " or ".join(_KINDS[kind] for kind in ([wanted] if isinstance(wanted, str) else wanted) if kind != "number")
    label = _label(path)
    if error.instance is None:
        return [ShapeFault(path, "container", f"{label} has no value", f"give it {wanted}, or remove the key")]
    if wanted == "text" and isinstance(error.instance, (bool, int)):
        return [
            ShapeFault(
                path, "value", f"{label} must be text, but YAML reads this as {_is(error.instance)}", "put it in quotes"
            )
        ]
    return [ShapeFault(path, "value", f"{label} must be {wanted}, not {_is(error.instance)}", _about(error.schema))]


def _choice(error: Any, path: DocPath, _: str) -> list[ShapeFault]:
    choices = [str(value) for value in error.validator_value]
    near = closest(str(error.instance), choices)
    listed = "one of: " + ", ".join(choices)
    help = f"did you mean `{near}`? It is {listed}" if near else f"write {listed}"
    message = f"{_label(path)} cannot be `{_short(error.instance)}`"
    return [ShapeFault(path, "value", message, help, ("value", near) if near else None)]


def _pattern(error: Any, path: DocPath, _: str) -> list[ShapeFault]:
    title = error.schema.get("title", "value")
    slug = "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in str(error.instance).lower()).split())
    looks_like_slug = "a-z0-9" in error.validator_value and error.validator_value.startswith("^[a-z0-9]+(-")
    help = (
        f"write `{slug}`: lower-case letters and digits, joined by single hyphens"
        if looks_like_slug and slug
        else _about(error.schema)
    )
    presumed = ("value", slug) if looks_like_slug and slug else None
    return [
        ShapeFault(
            path, "value", f"`{_short(error.instance)}` does not have the form of {_article(title)}", help, presumed
        )
    ]


def _key_name(error: Any, path: DocPath, _: str) -> list[ShapeFault]:
    return [
        ShapeFault(
            (*path, error.instance),
            "key",
            f"`{_short(error.instance)}` cannot be an id",
            "use lower-case letters and digits, joined by single hyphens",
        )
    ]


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
    words = title[0].lower() + title[1:]
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def _label(path: DocPath) -> str:
    if not path:
        return "the file"
    names = [step for step in path if isinstance(step, str)]
    return f"`{names[-1]}`" if isinstance(path[-1], str) else f"this entry of `{names[-1]}`" if names else "this entry"


def _described(schema: Any) -> str:
    text = schema.get("description", "") if isinstance(schema, dict) else ""
    return f" ({text[0].lower()}{text[1:].rstrip('.')})" if text else ""


def _about(schema: Any) -> str:
    title, text = schema.get("title", ""), schema.get("description", "")
    return f"{title}: {text[0].lower()}{text[1:]}" if title and text else ""


def _is(value: Any) -> str:
    if isinstance(value, bool):
        return f"the truth value {str(value).lower()}"
    if isinstance(value, int):
        return f"the number {value}"
    if isinstance(value, list):
        return "a list"
    return "a mapping" if isinstance(value, dict) else "text" if isinstance(value, str) else "nothing"


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:57] + "…"
