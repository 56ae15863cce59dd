"""A lesson that uses every field of plan, rounds and registry, and ways to change its texts."""

from collections.abc import Callable, Iterator
from typing import Any

Path = tuple[str | int, ...]

PLAN: dict[str, Any] = {
    "lesson": "while-loops",
    "kind": "lesson",
    "title": "While loops",
    "type": "build",
    "delivery": ["page", "notebook"],
    "status": "built",
    "target": "Say when a loop stops, and why it may never do so.",
    "student_state": {
        "knows": [
            {
                "concept": "variable",
                "depth": "developed",
                "source": ["names", "boxes"],
                "notes": "Drawn as boxes.",
                "wording": {"concept": "Variables (again)", "depth": "DEVELOPED (as boxes)", "source": "Names, boxes"},
            },
            {"concept": "condition", "depth": "not-taught"},
        ],
        "mental_models": ["A variable is a box with a label"],
        "not_covered": [{"text": "Writing a condition", "concepts": ["condition"]}, {"text": "Recursion"}],
        "readiness": "Ready for it.",
    },
    "prerequisites": [
        {
            "concept": "condition",
            "requires": "developed",
            "has": "introduced",
            "source": ["names"],
            "status": "gap",
            "reason": "The student writes one.",
            "wording": {
                "concept": "Conditions",
                "requires": "DEVELOPED, for once",
                "has": "INTRODUCED at most",
                "source": "Names",
                "status": "GAP (small)",
            },
        },
        {"concept": "variable", "requires": "developed", "has": "developed", "source": ["names"], "status": "ok"},
    ],
    "gaps": [
        {
            "concept": "condition",
            "size": "small",
            "resolution": "A recap with two conditions.",
            "in": ["recap"],
            "wording": {"concept": "Writing conditions", "size": "Small, but real"},
        },
        {"concept": "condition", "size": "large"},
    ],
    "misconceptions": [
        {
            "id": "always-watching",
            "concept": "loop",
            "belief": "A loop checks its condition all the time",
            "why": "Nobody says when it looks.",
            "negative_example": "A body that makes the condition false and goes on to its end.",
            "in": ["explain-loops", "looking"],
            "wording": {"in": "Where the loop is traced"},
        },
        {"id": "counts-itself", "belief": "A loop counts by itself", "in": ["check-1"]},
    ],
    "examples": [
        {
            "id": "countdown",
            "polarity": "positive",
            "role": "first",
            "concept": "loop",
            "what": "Counting down to a launch",
            "purpose": "First sight of a loop.",
            "why": "Everybody knows how it ends.",
            "in": ["hook"],
            "wording": {"type": "Positive (first sight)"},
        },
        {"id": "count-up", "polarity": "negative", "role": "boundary"},
    ],
    "modalities": [
        {
            "id": "trace",
            "kind": "visual",
            "concept": "loop",
            "what": "A table of values, pass by pass",
            "why": "The values are the loop.",
            "in": ["explain-loops"],
            "wording": {"kind": "Visual (table)"},
        },
        {"id": "robot", "kind": "intuitive"},
    ],
    "narrative": "Somebody has to stop the robot.",
    "load": {
        "new": [{"cluster": "Loops and their end", "concepts": ["loop", "condition"]}],
        "previous": "stretch",
        "notes": "Two ideas, one of them old.",
    },
    "connections": [
        {
            "concept": "variable",
            "to": ["loop"],
            "relation": "The counter is one.",
            "wording": {"concept": "Boxes", "to": "The counter"},
        },
        {"wording": {"concept": "Daily life"}},
        {"concept": "condition", "to": ["loop"]},
    ],
    "analogies": {
        "extend": ["The box, written to again and again"],
        "misleading": [
            {"analogy": "The robot that obeys", "risk": "could suggest that it looks up while it works"},
            {"analogy": "The box"},
            {"analogy": "The label", "risk": "Hides that values change."},
        ],
        "establishes": ["A loop is a robot with a list"],
    },
    "scope": {
        "covers": ["while loops"],
        "excludes": [{"text": "Recursion", "concepts": ["recursion"], "max_depth": "mentioned"}, {"text": "Speed"}],
    },
    "teaches": [
        {
            "concept": "loop",
            "depth": "developed",
            "core": True,
            "evidence": "can trace one",
            "wording": {"concept": "Loops", "depth": "DEVELOPED at last"},
        },
        {"concept": "condition", "depth": "developed"},
    ],
    "notebooks": [
        {"path": "notebooks/loops.ipynb", "exercises": [{"id": "e1", "title": "Count", "scaffold": "guided"}]},
    ],
    "outline": [
        {
            "id": "recap",
            "kind": "recap",
            "title": "Conditions, once more",
            "teaches": [{"concept": "condition", "depth": "developed"}],
            "uses": ["variable"],
            "recaps": ["condition"],
            "content": "Two conditions to complete.",
        },
        {"id": "hook", "kind": "hook"},
        {
            "id": "explain-loops",
            "kind": "explain",
            "title": "What a loop does",
            "content": "Pass by pass.",
            "parts": [
                {
                    "id": "looking",
                    "title": "When it looks",
                    "teaches": [{"concept": "loop", "depth": "developed"}],
                    "uses": ["condition"],
                    "recaps": ["variable"],
                    "content": "Before each pass.",
                },
                {"id": "ending"},
            ],
        },
        {
            "id": "check-1",
            "kind": "check",
            "title": "Check 1",
            "style": "predict-and-verify",
            "scenario": "A loop counts to three.",
            "uses": ["loop"],
            "recaps": ["condition"],
            "content": "Time for a break.",
            "questions": [
                {
                    "id": "q1",
                    "prompt": "How often does it look?",
                    "answer": "Four times.",
                    "tests": [{"concept": "loop", "depth": "developed"}, {"concept": "condition"}],
                    "purpose": "probe",
                },
                {"id": "q2", "prompt": "Draw it."},
            ],
        },
        {
            "id": "check-2",
            "kind": "check",
            "title": "Is it over?",
            "style": "transfer",
            "scenario": "Without questions.",
        },
    ],
    "widgets": [{"heading": "Stepper", "text": "One pass for each click."}, {"text": "No other."}],
    "checklists": [{"heading": "Prerequisite Audit", "items": ["Every assumed concept listed"]}],
    "revisions": [{"heading": "Second thoughts", "text": "The recap is new."}, {"text": "Nothing else."}],
    "notes": [{"heading": "Gap Resolution", "text": "Tried twice."}, {"text": "Ask the students."}],
    "waivers": [{"code": "SEQ001", "at": "/outline/3", "reason": "On purpose."}],
    "inferred": ["/gaps/0/in", "/examples/0/concept", "/teaches/1", "/outline/0/uses", "/outline/3/questions/0/tests"],
}

ROUNDS: list[dict[str, Any]] = [
    {
        "lesson": "while-loops",
        "round": 1,
        "iteration": {"n": 1, "of": 3},
        "date": "2026-03-02",
        "reviewer": "A second teacher",
        "of": {"sections": {"hook": "v1:ab12"}, "state": "v1:cd34"},
        "checklist": [{"item": "Every check is answered", "holds": True, "why": "They were read."}],
        "findings": [
            {
                "id": "no-end",
                "severity": "critical",
                "title": "The hook never ends",
                "location": [
                    {"section": "hook", "quote": "and so on", "text": "The hook, at its end"},
                    {"element": "countdown"},
                ],
                "issue": "The robot goes on.",
                "student_impact": "The student waits.",
                "suggested_fix": "Stop it.",
                "rule": "SEQ001",
                "notes": [{"heading": "Status", "text": "FIXED, they say."}, {"text": "Look again."}],
            },
            {"id": "typo", "severity": "polish", "title": "A typo", "location": [{"text": "Somewhere"}]},
            {"id": "where", "severity": "improvement", "title": "No place named", "location": [{"section": "recap"}]},
        ],
        "fixes": [
            {
                "finding": "no-end",
                "status": "fixed",
                "change": "It stops.",
                "date": "2026-03-03",
                "wording": {"finding": "Endless hook", "status": "FULLY RESOLVED"},
            },
            {"finding": "typo", "status": "declined", "reason": "It is none.", "date": "2026-03-03"},
            {"finding": "where", "status": "reopened"},
        ],
        "accepted": [{"reason": "A typing error.", "sections": ["hook"], "date": "2026-03-04"}],
        "notes": {
            "works_well": ["The robot"],
            "patterns": ["Long sentences"],
            "overall": "Nearly there.",
            "wording": {"works_well": "What the robot does well", "overall": "Overall, for once"},
            "other": [{"heading": "Summary", "text": "Counted twice."}, {"text": "See you."}],
        },
        "verdict": "major-revision",
        "rationale": "One critical finding.",
        "waivers": [{"code": "REV001", "reason": "Agreed."}],
    },
    {
        "lesson": "while-loops",
        "round": 2,
        "date": "2026-03-09",
        "verification": [
            {
                "finding": "1/no-end",
                "status": "verified",
                "evidence": "It stops after three.",
                "date": "2026-03-08",
                "wording": {"finding": "The endless one", "status": "VERIFIED, AT LAST"},
            },
            {"finding": "1/where", "status": "reopened"},
        ],
        "rationale": "Nobody says pass yet.",
    },
    {"lesson": "while-loops", "round": 4, "verdict": "pass"},
]

CONCEPTS: dict[str, dict[str, Any]] = {
    "variable": {"name": "Variable", "summary": "A name for a value.", "terms": ["variable", "counter"]},
    "condition": {"name": "Condition", "kind": "concept", "notes": "Not the disease."},
    "loop": {"name": "Loop", "terms": ["loop"], "parts": ["variable", "condition"]},
    "recursion": {"name": "Recursion", "kind": "term", "summary": "What calls itself."},
}

_IDS = {"kind", "type", "delivery", "status", "lesson", "concept", "concepts", "source", "sources", "requires", "has"}
_IDS |= {"depth", "max_depth", "size", "in", "id", "polarity", "role", "previous", "to", "uses", "recaps", "style"}
_IDS |= {"scaffold", "path", "purpose", "code", "at", "inferred", "severity", "section", "part", "block", "question"}
_IDS |= {"element", "rule", "finding", "date", "verdict", "sections", "state"}
"""Keys whose values are ids, choices or patterns: all others hold texts."""


def text_paths(data: Any, path: Path = ()) -> Iterator[Path]:
    """Where the texts of a file stand: what people may write there as they like."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from text_paths(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from text_paths(value, (*path, index))
    elif isinstance(data, str) and _is_text(path):
        yield path


def _is_text(path: Path) -> bool:
    keys = [key for key in path if isinstance(key, str)]
    in_wording = len(keys) > 1 and keys[-2] == "wording"
    is_purpose_of_example = keys[0] == "examples" and keys[-1] == "purpose"
    return in_wording or is_purpose_of_example or not (keys[-1] in _IDS or "sections" in keys)


def with_texts(data: Any, text_at: Callable[[Path, str], str], path: Path = ()) -> Any:
    """The data with other texts: `text_at` gives the text for a place."""
    if isinstance(data, dict):
        return {key: with_texts(value, text_at, (*path, key)) for key, value in data.items()}
    if isinstance(data, list):
        return [with_texts(value, text_at, (*path, index)) for index, value in enumerate(data)]
    return text_at(path, data) if isinstance(data, str) and _is_text(path) else data


def without(data: Any, path: Path) -> Any:
    """The data without the key or item at a path."""
    if len(path) == 1:
        if isinstance(data, list):
            return [item for index, item in enumerate(data) if index != path[0]]
        return {key: value for key, value in data.items() if key != path[0]}
    if isinstance(data, list):
        return [without(value, path[1:]) if index == path[0] else value for index, value in enumerate(data)]
    return {key: without(value, path[1:]) if key == path[0] else value for key, value in data.items()}


def keys_of(data: Any, path: Path = ()) -> Iterator[Path]:
    """Every key of a file, and every item of its lists."""
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in entries:
        yield (*path, key)
        yield from keys_of(value, (*path, key))
