"""LES, fourth part: what the text points to: links, pictures, files."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from posixpath import normpath
from typing import NamedTuple
from urllib.parse import unquote

from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.model.named_files import NamedFile, file_of, named_files
from lesson_pipeline.model.written import Reference, WrittenBlock
from lesson_pipeline.rules.registry import Fault, Repair, rule
from lesson_pipeline.rules.written_lesson import WrittenLesson
from lesson_pipeline.source.changes import Rewrite
from lesson_pipeline.suggest import closest, surely

_WEB = ("http://", "https://", "mailto:")
_OURS = ("lesson", "concept")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")

# -- links


@rule("LES011", "broken-link", Severity.ERROR, on="page")
def broken_link(written: WrittenLesson) -> Iterator[Fault]:
    for reference in written.text.references:
        if not reference.is_image and not reference.target.lower().startswith(_WEB):
            # the parser has encoded the signs that no address may hold
            yield from _broken(written, replace(reference, target=unquote(reference.target)))


def _broken(written: WrittenLesson, link: Reference) -> Iterator[Fault]:
    scheme, _, name = link.target.partition(":")
    if scheme == "concept":
        concepts = written.lesson.course.curriculum.registry.concepts
        if name not in concepts:
            what, help = f"no concept has the id `{name}`", "add it to the registry, or write the words without a link"
            yield _leads_nowhere(written, link, what, help, _Try(name, concepts, "concept:"))
    elif scheme == "lesson":
        yield from _to_lesson(written, link, *name.partition("#")[::2])
    elif link.target.startswith("#"):
        yield from _to_place(written, link, written.plan.slug, link.target[1:], "#")
    elif _SCHEME.match(link.target):
        what, help = f"there are no links of the kind `{scheme}:`", "use `lesson:`, `concept:`, `#`, `https:` or a path"
        yield _leads_nowhere(written, link, what, help, _Try(scheme.lower(), _OURS, behind=f":{name}"))
    elif link.target.startswith("//") or not link.target:
        help = "write the whole address, with `https:`" if link.target else "write between the brackets where it leads"
        yield _leads_nowhere(written, link, "the address is not whole" if link.target else "there is no address", help)
    else:
        yield from _to_file(written, link)


def _to_lesson(written: WrittenLesson, link: Reference, slug: str, anchor: str) -> Iterator[Fault]:
    curriculum = written.lesson.course.curriculum
    if slug in curriculum.places:
        yield from _to_place(written, link, slug, anchor, f"lesson:{slug}#")
    elif slug in curriculum.plans:
        help = "list the lesson in planning/course.yaml, or write the words without a link"
        yield _leads_nowhere(written, link, f"the course does not teach `{slug}`, so it has no page", help)
    else:
        help = "link to a lesson of the course, or write the words without a link"
        nearest = _Try(slug, curriculum.places, "lesson:", f"#{anchor}" if anchor else "")
        yield _leads_nowhere(written, link, f"no lesson has the slug `{slug}`", help, nearest)


def _to_place(written: WrittenLesson, link: Reference, slug: str, anchor: str, before: str) -> Iterator[Fault]:
    anchors = _anchors(written, slug)
    if anchor and anchor not in anchors:
        where = "this page" if slug == written.plan.slug else f"the page of `{slug}`"
        help = "write the id behind a heading, as in `{#id}`, or link to the page as a whole"
        yield _leads_nowhere(written, link, f"{where} has no place `{anchor}`", help, _Try(anchor, anchors, before))


def _to_file(written: WrittenLesson, link: Reference) -> Iterator[Fault]:
    """Links to the file of a lesson: its page stands elsewhere. Other files are LES018's."""
    path, curriculum = file_of(link.target), written.lesson.course.curriculum
    slug = _lesson_of(written, path)
    if slug in curriculum.places:
        _, mark, anchor = link.target.partition("#")
        right = f"lesson:{slug}{mark}{anchor}"
        yield Fault(
            written.at(link.span),
            f"the link names the file of a lesson, `{path}`: on the page it leads nowhere",
            f"link to the lesson: `{right}`",
            fix=_rewritten(written, link, right),
        )
    elif slug is not None:
        help = "link to a lesson of the course, as in `lesson:slug`"
        nearest = _Try(slug, curriculum.places, "lesson:")
        yield _leads_nowhere(written, link, f"no lesson has the slug `{slug}`", help, nearest)


def _lesson_of(written: WrittenLesson, path: str) -> str | None:
    """The slug of the lesson whose file a path names, there or not; None for other files."""
    file, curriculum = PurePosixPath(path), written.lesson.course.curriculum
    if file.suffix != ".md":
        return None
    found = written.page.files.get(path)
    if found is not None and found.is_there:
        there = normpath(PurePosixPath(written.page.file).parent / file)
        return next((slug for slug, page in curriculum.pages.items() if page.file == there), None)
    return file.stem if file.stem in curriculum.plans or surely(file.stem, curriculum.plans) else None


def _anchors(written: WrittenLesson, slug: str) -> Collection[str]:
    """The ids on a lesson's page; of a draft, those of its outline."""
    curriculum = written.lesson.course.curriculum
    page, plan = curriculum.pages.get(slug), curriculum.plans[slug]
    if page is not None:
        return page.anchors
    return () if plan.is_record else [step.id for section in plan.outline for step in section.steps()]


class _Try(NamedTuple):
    """A name that leads nowhere, what it could have been, and what stands around it in the link."""

    name: str = ""
    choices: Collection[str] = ()
    before: str = ""
    behind: str = ""

    def with_name(self, name: str) -> str:
        """The target of the link with another name."""
        return f"{self.before}{name}{self.behind}"


_NOTHING = _Try()


def _leads_nowhere(written: WrittenLesson, link: Reference, what: str, help: str, nearest: _Try = _NOTHING) -> Fault:
    near = closest(nearest.name, nearest.choices)
    right = surely(nearest.name, nearest.choices) if near else None
    return Fault(
        written.at(link.span),
        f"{what}: the link leads nowhere",
        f"did you mean `{nearest.with_name(near)}`? If not, {help}" if near else help,
        absent=nearest.name or None,
        fix=_rewritten(written, link, nearest.with_name(right)) if right else None,
    )


def _rewritten(written: WrittenLesson, link: Reference, target: str) -> Repair | None:
    """The repair that gives a link another target; None where its target does not stand in the text as it is."""
    span = link.span
    words = written.lines[span.line - 1][span.column - 1 : span.end_column - 1]
    if span.line != span.end_line or words != link.target:
        return None
    return Repair(f"write `{target}`", ((written.page.file, Rewrite(span, target)),))


# -- pictures and files


@rule("LES012", "image-without-alt", Severity.ERROR, on="page")
def image_without_alt(written: WrittenLesson) -> Iterator[Fault]:
    for reference in written.text.references:
        if reference.is_image:
            yield from _unsaid(written, reference, file_of(reference.target))
    pictures = sorted(reference.span.line for reference in written.text.references if reference.is_image)
    for block in written.text.blocks:
        holds_one = bisect_right(pictures, block.line) < bisect_right(pictures, block.end)
        if block.name in ("figure", "diagram") and (block.argument or not holds_one):
            yield from _unsaid(written, block, file_of(block.argument))


def _unsaid(written: WrittenLesson, thing: Reference | WrittenBlock, path: str) -> Iterator[Fault]:
    """The fault of a picture that says nothing to those who do not see it."""
    if isinstance(thing, Reference):
        alt, at, how = thing.words, written.at(thing.span), "between the square brackets"
    else:
        option = thing.options.get("alt")
        alt, how = (option.value if option else ""), "as `:alt:` below the block's first line"
        at = written.at_line(option.line if option else thing.line)
    file = PurePosixPath(path)
    name = alt.strip().casefold()
    what = f"the {thing.name}" if isinstance(thing, WrittenBlock) else "the picture"
    named = f" `{file.name}`" if file.name else ""
    if not name:
        problem = f"{what}{named} has no text for those who do not see it"
    elif name in (path.casefold(), file.name.casefold(), file.stem.casefold()):
        problem = f"{what}{named} is described by the name of its file alone"
    else:
        return
    yield Fault(at, problem, f"say in a sentence what it shows, {how}")


@rule("LES018", "file-missing", Severity.ERROR, on="page")
def file_missing(written: WrittenLesson) -> Iterator[Fault]:
    for reference in written.text.references:
        if reference.is_image and reference.target.startswith(("http:", "https:", "//")):
            yield Fault(
                written.at(reference.span),
                "the picture lies on the web: the page would be without it where there is no network",
                "put the file into a folder beside the lesson, and name it by its path",
            )
    for named in named_files(written.text):
        if named.what != "file" or _lesson_of(written, named.path) is None:
            yield from _missing(written, named)


def _missing(written: WrittenLesson, named: NamedFile) -> Iterator[Fault]:
    found = written.page.files.get(named.path)
    if found is None or found.is_there:
        return
    folder = f"{PurePosixPath(written.page.file).parent}/"
    if found.is_inside:
        near = f"did you mean `{found.near}`? If not, " if found.near else ""
        what = f"there is no {named.what} `{named.path}`"
        help = f"{near}add the file, or correct the path, which begins in {folder}"
    else:
        what = f"the path `{named.path}` leads out of the curriculum: whoever gets the curriculum lacks the file"
        help = f"copy the file into the curriculum, and name it by a path that begins in {folder}"
    yield Fault(written.at(named.span), what, help)
