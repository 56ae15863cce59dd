"""A new concept: its entry in the registry, once nothing else bears its id or its terms."""

import re
from dataclasses import dataclass

from lesson_pipeline.engine.load import Loaded
from lesson_pipeline.engine.policy import Policy
from lesson_pipeline.errors import PipelineError
from lesson_pipeline.model.concepts import Concept
from lesson_pipeline.model.terms import TermIndex
from lesson_pipeline.places import At
from lesson_pipeline.rules.registry import Rule
from lesson_pipeline.scaffold.drafts import Draft, Outcome, outcome
from lesson_pipeline.scaffold.yaml_text import flow, prose, schema_comment
from lesson_pipeline.source.document import parse_document
from lesson_pipeline.source.yaml_entries import Entry, with_entry
from lesson_pipeline.source.yaml_text import written
from lesson_pipeline.suggest import did_you_mean
from lesson_pipeline.words import fit_for_messages, fit_id, fit_text, listed, name_of

REGISTRY = "planning/concepts.yaml"
_WIDTH = 120


@dataclass(frozen=True, slots=True)
class ConceptRequest:
    """What was asked for."""

    id: str
    name: str | None = None
    summary: str | None = None
    terms: tuple[str, ...] = ()
    kind: str = "concept"
    module: str | None = None
    """The module whose own registry it belongs to."""


@dataclass(frozen=True, slots=True)
class NewConcept:
    """A concept as it will be."""

    draft: Draft
    file: str
    line: int
    concept: Concept
    outcome: Outcome


def new_concept(loaded: Loaded, request: ConceptRequest, active: dict[str, Rule], policy: Policy) -> NewConcept:
    """Draft a concept; nothing is written yet.

    Raises PipelineError where its id or one of its terms is taken, or no registry can be chosen.
    """
    file = _registry_file(loaded, request.module)
    concept = _concept(loaded, request, file)
    _refuse_taken(loaded, concept)
    fields = _fields(request, concept)
    if file in loaded.documents:
        before = loaded.documents[file].text
        after = _added(loaded, file, concept.id, fields)
        draft = Draft(edited={file: (before, after)})
    else:
        after = _first(loaded, file, concept.id, fields)
        draft = Draft(new={file: after})
    line = parse_document(after, file).span(("concepts", concept.id), "key").line
    return NewConcept(draft, file, line, concept, outcome(loaded, draft, active, policy))


# -- what it is


def _concept(loaded: Loaded, request: ConceptRequest, file: str) -> Concept:
    id = fit_id(request.id, "concept")
    there = loaded.curriculum.registry.concepts.get(id)
    if there is not None:
        raise PipelineError(
            f"the concept `{id}` ({there.name}) is there already: {_place(loaded, there)}",
            "choose another id, or change that entry",
        )
    name = fit_text(request.name, "name") if request.name is not None else name_of(id)
    terms = tuple(dict.fromkeys(fit_text(term, "term") for term in request.terms))
    return Concept(
        id, name, At(file, ("concepts", id)), request.kind, terms=terms or (name,), written_terms=bool(terms)
    )


def _refuse_taken(loaded: Loaded, concept: Concept) -> None:
    """Raises PipelineError for a term that means another concept, and for one that no prose can hold."""
    for term in concept.terms:
        if not re.search(r"[^\W_]", term):
            raise PipelineError(
                f"the term “{term}” holds no word", "write the words by which prose mentions the concept"
            )
    others = [other for other in loaded.curriculum.registry if other.id != concept.id]
    for term, _, later, first in TermIndex([*others, concept]).shared:
        if later.id == concept.id:
            what = "term" if concept.written_terms else "name"
            raise PipelineError(
                f"the {what} “{term}” already means `{first.id}` ({first.name}): {_place(loaded, first)}",
                f"is it the same concept? Then use `{first.id}`. If not, name more exact words with --term",
            )


def _place(loaded: Loaded, concept: Concept) -> str:
    return f"{concept.at.file}:{loaded.locate(concept.at._replace(on='key')).line}"


def _fields(request: ConceptRequest, concept: Concept) -> dict[str, str | tuple[str, ...]]:
    fields: dict[str, str | tuple[str, ...]] = {"kind": "term"} if concept.kind == "term" else {}
    fields["name"] = concept.name
    if request.summary is not None:
        fields["summary"] = fit_text(request.summary, "summary")
    if concept.written_terms:
        fields["terms"] = concept.terms
    return fields


# -- where it stands


def _registry_file(loaded: Loaded, module: str | None) -> str:
    files, course = loaded.files.concepts, loaded.curriculum.course
    if module is not None:
        ids = [item.id for series in course.series for item in series.modules]
        if module not in ids:
            raise PipelineError(
                f"the course has no module `{fit_for_messages(module)}`",
                did_you_mean(module, ids) or f"its modules are {listed(ids)}",
            )
        return f"planning/{module}/concepts.yaml"
    if REGISTRY in files or not files:
        return REGISTRY
    if len(files) == 1:
        return files[0]
    raise PipelineError(
        "the course has a registry for each of several modules; which one is the concept for?",
        f"name its module with --module: {listed(file.split('/')[-2] for file in files)}",
    )


def _added(loaded: Loaded, file: str, id: str, fields: dict[str, str | tuple[str, ...]]) -> str:
    """The text of a registry with one more entry: in its place if the ids are in order, else at the end."""
    document = parse_document(loaded.documents[file].text, file)
    if document.torn is not None:
        raise PipelineError(
            f"{file} cannot be read to its end", f"mend it first: `lesson-pipeline check {file}` shows the fault"
        )
    data = {} if document.data is None else document.data
    if not isinstance(data, dict) or not isinstance(data.get("concepts"), (dict, type(None))):
        raise PipelineError(f"{file} is no registry of concepts", f"`lesson-pipeline check {file}` shows its faults")
    if "concepts" not in data:
        before = document.text if document.text.endswith("\n") or not document.text else f"{document.text}\n"
        return before + "\n".join(["concepts:", *(f"  {line}" for line in _lines(id, fields))]) + "\n"
    ids = list(data["concepts"] or {})
    is_sorted = len(ids) > 1 and ids == sorted(ids)
    position = sum(other < id for other in ids) if is_sorted else len(ids)
    one_line = f"{id}: {flow(**fields)}"
    block = [one_line] if _is_compact(document.text, ids, one_line) else _lines(id, fields)
    value = {key: list(item) if isinstance(item, tuple) else item for key, item in fields.items()}
    return with_entry(document, ("concepts",), position, Entry(block, one_line, (id, value)))


def _is_compact(text: str, ids: list[str], one_line: str) -> bool:
    """Whether every entry of a registry stands on one line, and the new one can too."""
    heads = (re.search(rf"^[ \t]+{re.escape(id)}:[ \t]*\{{", text, re.MULTILINE) for id in ids)
    return bool(ids) and len(one_line) + 2 <= _WIDTH and all(heads)


def _lines(id: str, fields: dict[str, str | tuple[str, ...]]) -> list[str]:
    lines = [f"{id}:"]
    for key, value in fields.items():
        lines += prose(f"  {key}:", value) if isinstance(value, str) else [f"  {key}: {written(value)}"]
    return lines


def _first(loaded: Loaded, file: str, id: str, fields: dict[str, str | tuple[str, ...]]) -> str:
    """A registry with one entry."""
    has_schema = (loaded.files.root / "schemas" / "concepts.schema.json").is_file()
    head = [schema_comment("concepts", file.count("/"))] if has_schema else []
    return "\n".join([*head, "concepts:", *(f"  {line}" for line in _lines(id, fields))]) + "\n"
