"""The head of a document: its title, and the fields below it."""

import re

from lesson_pipeline.exporters.markdown.page import Page

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ODD = re.compile("<!--|[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\ue000-\uf8ff\ufeff]")
_MODULE = re.compile(r"\d+\.\d+")
_POSITION = re.compile(r"\d+\.\d+\.(?P<n>\d+)")


def header(page: Page) -> list[str]:
    """Title and fields. What they cannot say is remarked on the page."""
    plan, lesson = page.plan, page.lesson
    title = " ".join(str(plan.get("title", "")).split()) or lesson.slug
    is_exact = title == plan.get("title") and _reads_back(title)
    title = _ODD.sub(" ", title)
    position = _POSITION.fullmatch(lesson.number)
    n = int(position["n"]) if position else 0
    fields = [
        ("Module", _module(page)),
        ("Position", f"Lesson {n} of {max(n, len(lesson.module.slots))}" if n and lesson.module else ""),
        ("Type", str(plan.get("type", "")).upper()),
        ("Slug", lesson.slug),
        ("Status", _status(page)),
    ]
    page.remark("lesson", lesson.slug)
    page.remark("title", title if is_exact else None)
    page.remark("kind", "record" if plan.get("kind") == "record" else "")
    page.remark("type", plan.get("type"))
    page.remark("delivery", None)
    page.remark("status", ("built" if plan.get("status") == "built" else "planned") if _status(page) else None)
    page.remark("notebooks", None)
    page.remark("waivers", None)
    number = f" {n}" if n else ""
    return [
        f"# Lesson{number}: {title} ({lesson.slug}) -- Planning Document",
        "\n".join(f"**{label}:** {value}" for label, value in fields if value),
    ]


def _module(page: Page) -> str:
    """Number and title of the module, where the number is one that documents have."""
    module = page.lesson.module
    if module is None or not _MODULE.fullmatch(module.number):
        return ""
    return f"{module.number} {' '.join(module.title.split())}".strip()


def _status(page: Page) -> str:
    status = str(page.plan.get("status", ""))
    if page.plan.get("kind") == "record":
        return f"{status or 'planned'} (retroactive record)".capitalize()
    return status.capitalize()


def _reads_back(title: str) -> bool:
    """Whether a title is read back as it is: it is no slug, and nothing of it looks like a comment of ours."""
    return not _SLUG.fullmatch(title) and not _ODD.search(title)
