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
_LOOSE: tuple[tuple[str, str], ...] = (
    ("state", r"\bstudent state\b|^where the student (?:is|stands)|^student (?:profile|knowledge|background)$"),
    ("prerequisites", r"^(?:required )?prerequisites?\b"),
    ("misconceptions", r"^(?:\w+ ){0,2}misconceptions?(?: (?:to address|analysis|plan|planned|table|addressed))?$"),
    ("examples", r"^(?:planned |positive and negative )?examples?\b"),
    ("modalities", r"^(?:\w+ ){0,2}modalit(?:y|ies)(?: (?:plan|planned|used|table|analysis))?$"),
    ("narrative", r"^narrative\b|^story arc\b|^motivation\b"),
    ("load", r"^load$|^load (?:check|budget)"),
    ("connections", r"^(?:links?|relations?) to\b|^how (?:it|this) connects\b"),
    ("scope", r"^(?:lesson )?scope\b"),
    ("outline", r"\boutline\b|^lesson (?:structure|flow|sequence)$"),
    ("gaps", r"^resolving (?:the )?gaps?\b|^resolution of (?:the )?gaps?\b"),
    ("target", r"^(?:the )?(?:target|core) concept\b|^target$"),
    ("checklist", r"^gate checks?\b"),
)
"""What only a heading may say so, not a label: these words stand in labels that mean something else."""
_PATTERNS = tuple((slot, re.compile(pattern)) for slot, pattern in _SLOTS)
_LOOSE_PATTERNS = tuple((slot, re.compile(pattern)) for slot, pattern in _LOOSE)
_PHASE = re.compile(r"phase (?:\d+|one|two|three) ?")
_NUMBER = re.compile(r"^(?:\d+ )+")
_PHASES = re.compile(r"(?:orient|orientation|analy[sz]e|analysis|(?:lesson )?design)\Z")
_BRACKETS = re.compile(r"\([^()]*\)")


def slot_of(title: str) -> str | None:
    """The part of a plan that a title or a label announces; None for any other."""
    return _slot(_spoken(title), _PATTERNS)


def slot_of_heading(title: str) -> str | None:
    """The part of a plan that a heading announces, with or without a number; None for any other."""
    spoken = tuple(_NUMBER.sub("", words) for words in _spoken(title))
    return slot_of(title) or _slot(spoken, _PATTERNS) or _slot(spoken, _LOOSE_PATTERNS)


def _spoken(title: str) -> tuple[str, ...]:
    """The words of a title without its phase: all of them, and those outside brackets."""
    texts = (title, _BRACKETS.sub(" ", title))
    return tuple(dict.fromkeys(_PHASE.sub("", " ".join(words_of(text))) for text in texts))


def _slot(spoken: tuple[str, ...], patterns: tuple[tuple[str, re.Pattern[str]], ...]) -> str | None:
    return next((slot for words in spoken for slot, pattern in patterns if words and pattern.search(words)), None)


def is_phase(title: str) -> bool:
    """Whether a title is that of one of the phases of planning."""
    words = " ".join(words_of(title))
    return bool(_PHASE.match(words) or _PHASES.match(_NUMBER.sub("", words)))
