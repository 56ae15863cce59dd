"""Review rounds for tests, from the data that their files would hold."""

from typing import Any

from lesson_pipeline.model.build_rounds import build_round
from lesson_pipeline.model.rounds import Round
from lesson_pipeline.reviews.history import History, build_history


def a_round(number: int, found: str = "", *, torn: bool = False, **lists: Any) -> Round:
    """A round; `found` names its findings with their severities (`slow-start: critical, typo: polish`)."""
    pairs = [pair.split(": ") for pair in found.split(", ") if pair]
    findings = [{"id": id, "severity": severity, "title": id} for id, severity in pairs]
    entries = {key: [_entry(words) for words in value] for key, value in lists.items()}
    data = {"lesson": "loops", "round": number, "findings": findings, **entries}
    return build_round(f"reviews/loops/round-{number}.yaml", data, torn=torn)


def _entry(words: str) -> dict[str, str]:
    finding, status = words.split(" ")
    return {"finding": finding, "status": status}


def history(*rounds: Round) -> History:
    return build_history(rounds)


THREE_ROUNDS = history(
    a_round(
        1,
        "no-countdown: critical, two-new-words: improvement, long-table: improvement, typo: polish",
        fixes=["no-countdown fixed", "two-new-words fixed", "long-table declined"],
    ),
    a_round(
        2,
        "answer-shows: improvement",
        verification=["1/no-countdown verified", "1/two-new-words reopened", "1/long-table reopened"],
        fixes=["1/two-new-words fixed", "answer-shows fixed", "1/long-table declined"],
    ),
    a_round(3, verification=["1/two-new-words verified", "2/answer-shows verified", "1/no-countdown reopened"]),
)
"""A lesson whose first fix was not enough, whose declined finding was taken up again, and whose good fix broke later."""
