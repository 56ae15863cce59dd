"""A validated plan file to a Plan."""

from pathlib import PurePosixPath
from typing import Any

from lesson_pipeline.model.build_outline import build_outline
from lesson_pipeline.model.fields import Names, items, mapping, text, texts
from lesson_pipeline.model.outline import Section
from lesson_pipeline.model.plan import (
    Analogies,
    Checklist,
    Cluster,
    Connection,
    Example,
    Exclusion,
    Exercise,
    Gap,
    Known,
    Load,
    Misconception,
    MisleadingAnalogy,
    Modality,
    NotCovered,
    Note,
    Notebook,
    Placed,
    Plan,
    Prerequisite,
    Scope,
    StudentState,
    Target,
)
from lesson_pipeline.places import DocPath


def build_plan(file: str, data: Any, names: Names, *, torn: bool = False) -> Plan:
    """The plan; `names` resolves its concepts and depths and collects what does not resolve."""
    data = data if isinstance(data, dict) else {}
    slug = PurePosixPath(file).stem
    outline = build_outline(data, names)
    where = _Where(names, outline)
    return Plan(
        slug=slug,
        file=file,
        declared=text(data, "lesson"),
        title=text(data, "title") or slug,
        kind=text(data, "kind") or "lesson",
        type=text(data, "type"),
        delivery=texts(data, "delivery"),
        status=text(data, "status") or "planned",
        target=text(data, "target"),
        state=_state(mapping(data, "student_state"), names) if "student_state" in data else None,
        prerequisites=_prerequisites(data, names),
        gaps=_gaps(data, names, where),
        misconceptions=_misconceptions(data, names, where),
        examples=_examples(data, names, where),
        modalities=_modalities(data, names, where),
        narrative=text(data, "narrative"),
        load=_load(mapping(data, "load"), names),
        connections=_connections(data, names),
        analogies=_analogies(mapping(data, "analogies")),
        scope=_scope(mapping(data, "scope"), names),
        teaches=_targets(data, names),
        notebooks=tuple(_notebook(item, path) for item, path in items(data, "notebooks", ())),
        outline=outline,
        checklists=tuple(
            Checklist(text(item, "heading"), texts(item, "items")) for item, _ in items(data, "checklists", ())
        ),
        widgets=_notes(data, "widgets"),
        revisions=_notes(data, "revisions"),
        notes=_notes(data, "notes"),
        inferred=texts(data, "inferred"),
        unresolved=tuple(names.unresolved),
        torn=torn,
    )


def _notes(data: dict[str, Any], key: str) -> tuple[Note, ...]:
    return tuple(Note(text(item, "heading"), text(item, "text")) for item, _ in items(data, key, ()))


class _Where:
    """Resolves `in:` against the ids of the outline."""

    def __init__(self, names: Names, outline: tuple[Section, ...]) -> None:
        self._names = names
        self._ids = {section.id for section in outline} | {part.id for section in outline for part in section.parts}

    def of(self, data: dict[str, Any], path: DocPath) -> Placed:
        ids, certain = [], True
        for index, id in enumerate(data.get("in") or ()):
            if not isinstance(id, str):
                continue
            if id not in self._ids:
                certain = False
                nearest = self._names.missing("section", id, (*path, "in", index), self._ids)
                if nearest is None:
                    continue
                id = nearest
            ids.append(id)
        return Placed(tuple(ids), certain)


def _state(data: dict[str, Any], names: Names) -> StudentState:
    path: DocPath = ("student_state",)
    return StudentState(
        knows=tuple(
            Known(
                names.concept(item, at),
                names.depth(item, at) or names.scale.names[0],
                at,
                texts(item, "source"),
                text(item, "notes"),
            )
            for item, at in items(data, "knows", path)
            if text(item, "concept")
        ),
        mental_models=texts(data, "mental_models"),
        not_covered=tuple(
            NotCovered(text(item, "text"), at, names.concepts_of(item, at, "concepts"))
            for item, at in items(data, "not_covered", path)
        ),
        readiness=text(data, "readiness"),
    )


def _prerequisites(data: dict[str, Any], names: Names) -> tuple[Prerequisite, ...]:
    return tuple(
        Prerequisite(
            concept=names.concept(item, path),
            requires=names.depth(item, path, "requires") or names.scale.name(names.scale.known),
            path=path,
            reason=text(item, "reason"),
            has=names.depth(item, path, "has"),
            source=texts(item, "source"),
            status=text(item, "status") or None,
        )
        for item, path in items(data, "prerequisites", ())
        if text(item, "concept")
    )


def _gaps(data: dict[str, Any], names: Names, where: _Where) -> tuple[Gap, ...]:
    return tuple(
        Gap(names.concept(item, path), path, text(item, "size"), text(item, "resolution"), where.of(item, path))
        for item, path in items(data, "gaps", ())
        if text(item, "concept")
    )


def _misconceptions(data: dict[str, Any], names: Names, where: _Where) -> tuple[Misconception, ...]:
    return tuple(
        Misconception(
            id=text(item, "id"),
            path=path,
            concept=names.concept(item, path),
            belief=text(item, "belief"),
            why=text(item, "why"),
            negative_example=text(item, "negative_example"),
            where=where.of(item, path),
        )
        for item, path in items(data, "misconceptions", ())
    )


def _examples(data: dict[str, Any], names: Names, where: _Where) -> tuple[Example, ...]:
    return tuple(
        Example(
            id=text(item, "id"),
            path=path,
            polarity=text(item, "polarity") or "positive",
            role=text(item, "role"),
            concept=names.concept(item, path),
            what=text(item, "what"),
            purpose=text(item, "purpose"),
            why=text(item, "why"),
            where=where.of(item, path),
        )
        for item, path in items(data, "examples", ())
    )


def _modalities(data: dict[str, Any], names: Names, where: _Where) -> tuple[Modality, ...]:
    return tuple(
        Modality(
            id=text(item, "id"),
            path=path,
            kind=text(item, "kind"),
            concept=names.concept(item, path),
            what=text(item, "what"),
            why=text(item, "why"),
            where=where.of(item, path),
        )
        for item, path in items(data, "modalities", ())
    )


def _load(data: dict[str, Any], names: Names) -> Load:
    clusters = tuple(
        Cluster(text(item, "cluster"), path, names.concepts_of(item, path, "concepts"))
        for item, path in items(data, "new", ("load",))
    )
    return Load(clusters, text(data, "previous"), text(data, "notes"))


def _connections(data: dict[str, Any], names: Names) -> tuple[Connection, ...]:
    return tuple(
        Connection(names.concept(item, path), path, names.concepts_of(item, path, "to"), text(item, "relation"))
        for item, path in items(data, "connections", ())
        if text(item, "concept")
    )


def _analogies(data: dict[str, Any]) -> Analogies:
    misleading = tuple(
        MisleadingAnalogy(text(item, "analogy"), text(item, "risk")) for item, _ in items(data, "misleading", ())
    )
    return Analogies(texts(data, "extend"), misleading, texts(data, "establishes"))


def _scope(data: dict[str, Any], names: Names) -> Scope:
    excludes = tuple(
        Exclusion(
            text(item, "text"), path, names.concepts_of(item, path, "concepts"), names.depth(item, path, "max_depth")
        )
        for item, path in items(data, "excludes", ("scope",))
    )
    return Scope(texts(data, "covers"), excludes)


def _targets(data: dict[str, Any], names: Names) -> tuple[Target, ...]:
    return tuple(
        Target(
            concept=names.concept(item, path),
            depth=names.depth(item, path) or names.scale.name(names.scale.known),
            path=path,
            core=item.get("core") is True,
            evidence=text(item, "evidence"),
        )
        for item, path in items(data, "teaches", ())
        if text(item, "concept")
    )


def _notebook(data: dict[str, Any], path: DocPath) -> Notebook:
    exercises = tuple(
        Exercise(text(item, "id"), at, text(item, "title"), text(item, "scaffold"))
        for item, at in items(data, "exercises", path)
    )
    return Notebook(text(data, "path"), path, exercises)
