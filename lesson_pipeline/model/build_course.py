"""A validated course file to a Course."""

from typing import Any

from lesson_pipeline.model.course import (
    Course,
    DepthScale,
    Entry,
    Module,
    Policy,
    ReviewItem,
    Series,
    Slot,
    StyleRule,
    VerdictPolicy,
)
from lesson_pipeline.model.fields import Names, items, mapping, text, texts
from lesson_pipeline.model.rounds import SEVERITIES
from lesson_pipeline.places import DocPath


def build_scale(data: Any) -> DepthScale:
    """The depth scale of a course file's data; the default where it names none."""
    depths = mapping(data if isinstance(data, dict) else {}, "depths")
    names = texts(depths, "scale")
    if len(names) < 2:
        return DepthScale()
    known = _index(names, text(depths, "known"), 1)
    developed = _index(names, text(depths, "developed"), min(known + 1, len(names) - 1))
    return DepthScale(names, known, developed, _index(names, text(depths, "applied"), len(names) - 1))


def build_course(file: str, data: Any, names: Names, *, torn: DocPath | None = None) -> Course:
    """The course.

    Args: the file and its validated data; what resolves the concepts of its entry knowledge; where the text breaks
    off, the path of what it breaks off in.
    """
    data = data if isinstance(data, dict) else {}
    for role in ("known", "developed", "applied"):
        level = text(mapping(data, "depths"), role)
        if level and level not in names.scale.names:
            names.missing("depth", level, ("depths", role), names.scale.names)
    return Course(
        id=text(data, "course"),
        title=text(data, "title"),
        file=file,
        description=text(data, "description"),
        partial=data.get("partial") is True,
        entry=tuple(
            Entry(names.concept(item, path), names.depth(item, path) or names.scale.names[0], path, text(item, "notes"))
            for item, path in items(data, "entry", ())
            if text(item, "concept")
        ),
        scale=names.scale,
        policy=_policy(mapping(data, "policy"), names, torn),
        series=tuple(_series(item, path, index) for index, (item, path) in enumerate(items(data, "series", ()), 1)),
        style=tuple(
            StyleRule(text(item, "pattern"), text(item, "message"), text(item, "severity") or "warning", path)
            for item, path in items(data, "style", ())
            if text(item, "pattern")
        ),
        unresolved=tuple(names.unresolved),
    )


def _index(names: tuple[str, ...], name: str, default: int) -> int:
    return names.index(name) if name in names else default


def _policy(data: dict[str, Any], names: Names, torn: DocPath | None) -> Policy:
    policy: dict[str, Any] = {
        key: value for key, value in data.items() if isinstance(value, int) and key in Policy.__dataclass_fields__
    }
    policy["review_checklist"] = tuple(
        ReviewItem(text(item, "item"), texts(item, "rules")) for item, _ in items(data, "review_checklist", ())
    )
    policy["verdicts"] = _verdicts(data, torn)
    fading, scale = data.get("fading"), names.scale
    policy["fading"] = {scale.name(scale.developed): 10, scale.name(scale.known): 3}
    if isinstance(fading, dict):
        for level in fading:
            if level not in scale.names:
                names.missing("depth", level, ("policy", "fading", level), scale.names)
        policy["fading"] = {level: lessons for level, lessons in fading.items() if isinstance(lessons, int)}
    return Policy(**policy)


def _verdicts(policy: dict[str, Any], torn: DocPath | None) -> VerdictPolicy | None:
    """What the policy says of verdicts; None where a part of it could not be read."""
    if "verdicts" not in policy:
        return VerdictPolicy() if torn is None else None
    thresholds = policy["verdicts"]
    if (torn or ())[:2] == ("policy", "verdicts") or not isinstance(thresholds, dict):
        return None
    if not thresholds.keys() <= VerdictPolicy.__dataclass_fields__.keys():
        return None
    for counts in thresholds.values():
        if not isinstance(counts, dict) or None in counts.values() or not counts.keys() <= set(SEVERITIES):
            return None
    return VerdictPolicy(**thresholds)


def _series(data: dict[str, Any], path: DocPath, index: int) -> Series:
    number = _number(data) or str(index)
    return Series(
        id=text(data, "id"),
        title=text(data, "title") or text(data, "id"),
        number=number,
        path=path,
        modules=tuple(
            _module(item, at, f"{number}.{n}") for n, (item, at) in enumerate(items(data, "modules", path), 1)
        ),
        description=text(data, "description"),
    )


def _module(data: dict[str, Any], path: DocPath, number: str) -> Module:
    number = _number(data) or number
    slots = []
    for index, item in enumerate(data.get("lessons") or ()):
        at = (*path, "lessons", index)
        if isinstance(item, str):
            slots.append(Slot(item, at, f"{number}.{index + 1}"))
        elif isinstance(item, dict) and text(item, "lesson"):
            slots.append(Slot(text(item, "lesson"), (*at, "lesson"), _number(item) or f"{number}.{index + 1}"))
    return Module(
        id=text(data, "id"),
        title=text(data, "title") or text(data, "id"),
        number=number,
        path=path,
        slots=tuple(slots),
        goal=text(data, "goal"),
        narrative=text(data, "narrative"),
        self_contained=data.get("self_contained") is True,
        misconceptions=texts(data, "misconceptions"),
    )


def _number(data: dict[str, Any]) -> str:
    value = data.get("number")
    return str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
