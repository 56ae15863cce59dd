"""Which part of a plan a heading or a label announces, whatever its wording."""

import re

from lesson_pipeline.importers.markdown.vocabulary import words_of

_SLOTS: tuple[tuple[str, str], ...] = (
    ("not-covered", r"not (?:been )?(?:covered|taught)|explicitly not\b"),
    ("excludes", r"\bis not about|not about$|^out of scope"),
    ("covers", r"\bis about|^in scope"),
    ("checklist", r"checklists?\b|^prerequisite audit|^pedagogical design|^gate check"),
    ("built", r"^what was actually built"),
    ("widget", r"^(?:interactive )?widgets?\b"),
    ("revision", r"^revisions?\b|^rework\b"),
    ("misleading", r"mislead"),
    ("establishes", r"^analog\w+ that this lesson brings"),
    ("extend", r"analog\w+ .*extend|^analog\w+ to extend|^extend\w* analog"),
    ("mental-models", r"mental models?\b|^established .*analog|analog\w+ (?:already )?established"),
    ("readiness", r"^readiness"),
    (
        "state",
        r"^(?:orient )?student state(?: orient)?$|^relevant concepts|concepts with depths?|^orient$|^(?:relevant )?concepts the student",
    ),
    ("target", r"^target concepts?$"),
    ("targets", r"^(?:updated |revised |new )?(?:target depths?|depth targets?)|^target depths?"),
    ("depth-changes", r"depth changes|depths after"),
    ("prerequisites", r"^prerequisites?(?: table)?$"),
    ("gaps", r"^gaps?\b(?! check)"),
    ("misconceptions", r"^misconceptions?(?: table| addressed| planned)?$"),
    ("examples", r"^examples?(?: planned| used| table)?$"),
    ("narrative", r"^narrative(?: arc)?$|^motivation$"),
    ("modalities", r"^modalit(?:y|ies)(?: planned| used| table)?$"),
    ("load", r"^cognitive load|^load assessment"),
    ("connections", r"^connections?(?: to| with)?\b"),
    ("scope", r"^(?:updated |revised )?scope(?: boundaries)?$"),
    ("outline", r"^(?:lesson |section |revised )*(?:section )?outline"),
    ("concepts", r"^concepts?$"),
)
_PATTERNS = tuple((slot, re.compile(pattern)) for slot, pattern in _SLOTS)
_PHASE = re.compile(r"phase \d+ ?")
_BRACKETS = re.compile(r"\([^()]*\)")


def slot_of(title: str) -> str | None:
    """The part of a plan that a title announces; None for any other."""
    spoken = " ".join(words_of(title))
    for words in dict.fromkeys((_PHASE.sub("", spoken), _PHASE.sub("", " ".join(words_of(_BRACKETS.sub(" ", title)))))):
        for slot, pattern in _PATTERNS:
            if words and pattern.search(words):
                return slot
    return None


def is_phase(title: str) -> bool:
    """Whether a title is that of one of the phases of planning."""
    return bool(_PHASE.match(" ".join(words_of(title))))
