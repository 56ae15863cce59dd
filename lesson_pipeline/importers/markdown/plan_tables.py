"""The tables of a plan: the columns that each may have, and what a table is by its columns alone."""

from lesson_pipeline.importers.markdown.tables import column, matches
from lesson_pipeline.importers.markdown.tree import Table
from lesson_pipeline.importers.markdown.vocabulary import (
    is_depth,
    is_example_type,
    is_modality,
    is_status,
    size_of,
)


def _is_size(cell: str) -> bool:
    return size_of(cell) is not None and len(cell) < 200


_CONCEPT = r"(?!why\b|how\b)(?:.* )?(?:concept|skill|topic|knowledge)s?(?: .*)?"
_SOURCE = (
    r"source.*|lessons?|(?:where |originally )?(?:taught|learned|introduced|covered)(?: (?:in|where))?|from|origin"
)
_NOTES = r"notes?|remarks?|comments?|details?"
_WHY = r"why.*|rationale|reason.*|justification"

KNOWN = (
    column("concept", _CONCEPT),
    column("depth", r"(?:.* )?(?:depth|level)(?: .*)?", is_depth),
    column("source", _SOURCE),
    column("notes", rf"{_NOTES}|relevance|how .*|why .*|what .*|connection.*"),
)
PREREQUISITES = (
    column("concept", rf"{_CONCEPT}|prerequisites?"),
    column(
        "requires", r"(?:required|needed|target|minimum)(?: .*)?|(?:depth|level) (?:required|needed)|requires", is_depth
    ),
    column("has", r"(?:actual|current|has|student)(?: .*)?|(?:depth|level) (?:now|today)", is_depth),
    column("source", _SOURCE),
    column("status", r"status|ok|state|match|verdict", is_status),
    column("reason", rf"{_WHY}|{_NOTES}"),
)
GAPS = (
    column("gap", r"(?:.* )?(?:gap|concept|prerequisite)s?(?! size)(?: concept)?"),
    column("size", r"(?:gap )?size|severity|magnitude", _is_size),
    column("resolution", r"resolution.*|action.*|how (?:resolved|closed|addressed)|(?:resolution )?plan|fix"),
)
MISCONCEPTIONS = (
    column("belief", r"(?!why\b)(?:.* )?(?:misconception|belief)s?(?: .*)?"),
    column("why", r"why.*|(?:root )?causes?|source|origin|reason.*"),
    column("negative", r"(?:.* )?negative example.*|(?:.* )?counter ?examples?.*|(?:.* )?dispro(?:ve|of|ving)s?.*"),
    column("where", r"where.*|address.*|section|(?:.* )?location.*|place(?:ment)?"),
)
EXAMPLES = (
    column("what", r"(?!why\b)(?:.* )?examples?(?: .*)?|what|case"),
    column("type", r"type|kind|polarity|pos(?:itive)? neg(?:ative)?", is_example_type),
    column("purpose", r"(?:.* )?purpose.*|goal|role|what (?:it|this) (?:shows|teaches|does)"),
    column("why", rf"{_WHY}"),
)
MODALITIES = (
    column("kind", r"(?!why\b|what\b|how\b)(?:.* )?(?:modality|modalities|representation)s?|type|mode", is_modality),
    column("what", r"what.*|content|how.*|implementation|specifics?|details?|(?:.* )?description"),
    column("why", rf"{_WHY}|purpose"),
)
TARGETS = (
    column("concept", _CONCEPT),
    column("before", r"before|(?:depth )?before.*|prior depth|from", is_depth),
    column("depth", r"(?:target |new )?depth(?: .*)?|after(?: depth)?|depth after|to", is_depth),
    column("evidence", r"notes?|evidence|what .*|how .*"),
)


_BY_COLUMNS = (
    ("prerequisites", PREREQUISITES, ("concept", "requires", "has")),
    ("state", KNOWN, ("concept", "depth", "source")),
    ("misconceptions", MISCONCEPTIONS, ("belief", "why", "negative")),
    ("examples", EXAMPLES, ("what", "type", "purpose")),
    ("modalities", MODALITIES, ("kind", "what", "why")),
    ("gaps", GAPS, ("gap", "size", "resolution")),
)


def slot_of_table(table: Table) -> str:
    """The part of a plan that a table's columns announce, whatever it stands under; empty for any other table."""
    return next((slot for slot, columns, needed in _BY_COLUMNS if matches(table, columns, needed)), "")
