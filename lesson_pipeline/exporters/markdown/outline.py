"""The outline: each section under a bold numbered line, its parts under lettered ones."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from lesson_pipeline.exporters.markdown.annotations import comment
from lesson_pipeline.exporters.markdown.lists import labelled
from lesson_pipeline.exporters.markdown.page import Page, numbers
from lesson_pipeline.exporters.markdown.texts import LISTED, Written, block, indented, inline, is_line

Data = Mapping[str, Any]
_TITLE = r"\*\*|\A\W|\W\Z(?<![)\"”.?!])"
_NUMBERED = r"(?im)^\s*\*\*\s*(?:\d+[a-z]?[.):]|(?:part|section|step)\s)"
"""Lines that would begin another section."""
_LIKE_OUTLINE = rf"{_NUMBERED}|^\s*(?:\d+[.)]|[-*+])\s+\*\*"
"""These, and lists that are taken for an outline where there is hardly another."""
_SPEAKS = rf"{LISTED}|\?|(?i:\b(?:answers?|expected|reveal|solution|questions?)\b)"
"""What is taken for a question or an answer."""


def outline(page: Page) -> list[str]:
    """The outline under its heading."""
    sections: Sequence[Data] = page.plan.get("outline", ())
    page.remark("outline", list(sections))
    pieces: list[str] = []
    avoid = _NUMBERED if sum(1 for _ in numbers(sections)) > 1 else _LIKE_OUTLINE
    for index, section in enumerate(sections):
        at, number = f"/outline/{index}", str(index + 1)
        if section.get("kind") == "check":
            pieces += _check(page, section, at, number)
            continue
        content = _text(page, section, "content", avoid)
        pieces += _begun(page, section, at, number, {"content": page.broken("content", content.read)}, content)
        for inner, (letter, part) in enumerate(list(numbers([section]))[1:]):
            text = _text(page, part, "content", avoid)
            shown = {"content": page.broken("content", text.read)}
            pieces += _part(page, part, f"{at}/parts/{inner}", f"{number}{letter[1:]}", shown, text)
    return ["### Lesson Outline", *pieces] if pieces else []


def _text(page: Page, place: Data, name: str, avoid: str) -> Written:
    return block(page.unbroken(name, place), avoid, labels=True)


def _begun(page: Page, section: Data, at: str, number: str, shown: Data, content: Written) -> list[str]:
    """A section up to its parts."""
    title, read = _title(section)
    said = page.said(at, _without_parts(section), {"title": read, **shown})
    first = {key: section.get(key) for key in ("id", "kind") if f"{key}?" not in said}
    line = f"**{number}. {title}** {comment({**first, **said})}"
    return [line, content.markdown] if content.read else [line]


def _without_parts(section: Data) -> Data:
    """The section without what its parts and questions say themselves."""
    return {key: value for key, value in section.items() if key not in ("parts", "questions") or not value}


def _part(page: Page, part: Data, at: str, number: str, shown: Data, content: Written) -> list[str]:
    title = inline(str(part.get("title", "")), _TITLE, str(part.get("id", "—")))
    said = page.comment(at, part, {"title": title.read, **shown})
    line = f"**{number}. {title.markdown}** {said}"
    return [line, content.markdown] if content.read else [line]


# -- titles


def _title(section: Data) -> tuple[str, str]:
    """The title behind its number, with the words for kind and style, and the title that is read from it."""
    kind, style = _in_words(section.get("kind")), _in_words(section.get("style"))
    title = inline(str(section.get("title", "")), _TITLE, kind or str(section.get("id", "—")))
    written = title.markdown
    begins = bool(kind) and title.read.lower().startswith(kind.lower()) and not title.read.startswith(f"{kind} -- ")
    if kind and not begins:
        written = f"{kind} -- {written}"
    if style and (re.fullmatch(r"check \d+", title.read, re.IGNORECASE) or title.read.endswith(f" -- {style}")):
        written = f"{written} -- {style}"
    return written, title.read


def _in_words(id: Any) -> str:
    """A kind or a style as a title says it: `Next Step`, `Predict and Verify`."""
    return " ".join(word if word == "and" else word.capitalize() for word in str(id or "").split("-"))


# -- checks


def _check(page: Page, section: Data, at: str, number: str) -> list[str]:
    """A check: what the questions share, the questions with their answers, and what stands behind them."""
    questions: Sequence[Data] = section.get("questions", ())
    scenario = block(page.unbroken("scenario", section), _SPEAKS, labels=False)
    content = block(page.unbroken("content", section), _SPEAKS, labels=False)
    shown = {"scenario": page.broken("scenario", scenario.read), "content": page.broken("content", content.read)}
    if not questions:  # then nothing tells one from the other
        every = "\n\n".join(text.read for text in (scenario, content) if text.read)
        shown = {"scenario": page.broken("scenario", every)}
    pieces = _begun(page, section, at, number, shown, scenario)
    if questions:
        items = [_question(page, one, f"{at}/questions/{index}") for index, one in enumerate(questions)]
        pieces.append(labelled("Questions:", items))
    return [*pieces, content.markdown] if content.read else pieces


def _question(page: Page, question: Data, at: str) -> str:
    """A question as `- Prompt? (answer)`, or with the answer behind its label where one line cannot hold both."""
    prompt, answer = page.unbroken("prompt", question), page.unbroken("answer", question)
    on_a_line = is_line(prompt) and "? (" not in prompt and (not answer or (prompt.endswith("?") and is_line(answer)))
    above = block(prompt, r"\? \(" if not answer else "", margin=2)
    below = block(answer, margin=2, head="**Answer:** ")
    shown = {"prompt": page.broken("prompt", above.read), "answer": page.broken("answer", below.read)}
    said = page.comment(at, question, shown)
    if on_a_line and above.markdown == indented(prompt, 2):
        return f"- {prompt} ({answer}) {said}" if answer else f"- {prompt} {said}"
    between = "\n\n" if above.markdown and answer else ""
    return f"- {said}\n{above.markdown}{between}{below.markdown if answer else ''}".rstrip("\n")
