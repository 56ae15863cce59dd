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


KNOWN = (
    column("concept", r"(?:.* )?(?:concept|skill|topic)s?(?: .*)?"),
    column("depth", r"(?:current |actual )?depth(?: .*)?", is_depth),
    column("source", r"source(?: lesson)?s?|lesson|where taught|taught in"),
    column("notes", r"notes?|relevance|how .*|why .*|what .*|details?|comments?"),
)
PREREQUISITES = (
    column("concept", r"(?:.* )?concept(?: .*)?"),
    column("requires", r"(?:required|needed|target)(?: depth)?|requires", is_depth),
    column("has", r"(?:actual|current|has)(?: depth)?", is_depth),
    column("source", r"source(?: lesson)?s?|lesson"),
    column("status", r"status", is_status),
    column("reason", r"reason(?:ing)?|why.*|notes?|rationale"),
)
GAPS = (
    column("gap", r"gap|concept|prerequisite|gap concept"),
    column("size", r"(?:gap )?size|severity", _is_size),
    column("resolution", r"resolution(?: plan)?|action|how resolved|plan|resolution strategy"),
)
MISCONCEPTIONS = (
    column("belief", r"misconceptions?|belief"),
    column("why", r"why .*|cause|source"),
    column("negative", r"negative example.*|counter ?example.*|what disproves it|disproof.*"),
    column("where", r"where .*|addressed.*|section|location|place"),
)
EXAMPLES = (
    column("what", r"example|examples|what"),
    column("type", r"type|kind|polarity", is_example_type),
    column("purpose", r"purpose.*"),
    column("why", r"why.*|rationale|reason.*"),
)
MODALITIES = (
    column("kind", r"modality|modalities|type", is_modality),
    column("what", r"what.*|content|how|implementation|specifics?|description"),
    column("why", r"why.*|rationale|reason.*|purpose"),
)
TARGETS = (
    column("concept", r"(?:.* )?concept(?: .*)?|topic"),
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
