"""`new`: a course, a lesson or a concept to begin with."""

from pathlib import Path

import click

from lesson_pipeline.cli.curriculum import open_curriculum
from lesson_pipeline.cli.options import RuleChoice
from lesson_pipeline.cli.settings import settle
from lesson_pipeline.diagnostics import Diagnostic
from lesson_pipeline.report.excerpt import printable
from lesson_pipeline.scaffold.drafts import Draft

_PROGRAM = "lesson-pipeline"
_SCHEMAS = "schemas/"
_MOST_SHOWN = 12
_AS_CONFIGURED = RuleChoice((), (), None, isolated=False)
_DRY_RUN = click.option("--dry-run", is_flag=True, help="Print what would be written, as a diff, and write nothing.")


@click.group()
def new() -> None:
    """Begin a course, a lesson or a concept.

    What is known already stands in the new files, and what only a person can write is named. Nothing that is there is
    overwritten.
    """


@new.command()
@click.argument("dir", required=False, type=click.Path(path_type=Path))
@click.option("--title", help="Title of the course; its id is made from it.")
@_DRY_RUN
@click.pass_context
def course(ctx: click.Context, dir: Path | None, title: str | None, dry_run: bool) -> None:
    """Begin a course in the folder DIR, by default the current one.

    The course builds. It holds two small lessons to learn from, one written and one planned, and the schemas of all
    files for editors.
    """
    from lesson_pipeline.scaffold.course import new_course

    place = (ctx.obj or Path()) / (dir or Path())
    draft = new_course(place, title)
    if dry_run:
        _show(draft, but=_SCHEMAS)
        click.echo(f"and {_SCHEMAS}*.schema.json, as the program has them", err=True)
    else:
        draft.write(place)
        own = [path for path in draft.new if not path.startswith(_SCHEMAS)]
        click.echo(f"A course in {place.resolve()}: {len(own)} files, and the schemas for editors.\n")
        for path in own:
            click.echo(f"  {path}")
        go = "" if place.resolve() == Path.cwd() else f"cd {place}, then "
        click.echo(f"\nNext: {go}{_PROGRAM} build. README.md says how to go on.")


@new.command()
@click.argument("slug")
@click.option("--module", metavar="MODULE", help="Id of its module; needed where the course has several.")
@click.option("--title", help="Title of the lesson; by default its slug in words.")
@click.option("--after", metavar="LESSON", help="The lesson of the module that it follows; by default the last.")
@click.option(
    "--type",
    "kind",
    type=click.Choice(["stretch", "build", "consolidate"]),
    default="build",
    show_default=True,
    help="The load that it puts on the student.",
)
@click.option(
    "--teaches",
    multiple=True,
    metavar="CONCEPT[:DEPTH]",
    help="A concept that it is to teach, and how deeply; to the first depth that counts as known, unless said.",
)
@_DRY_RUN
@click.pass_context
def lesson(
    ctx: click.Context,
    slug: str,
    module: str | None,
    title: str | None,
    after: str | None,
    kind: str,
    teaches: tuple[str, ...],
    dry_run: bool,
) -> None:
    """Begin the lesson SLUG: add it to the course, and write a plan that begins from the record.

    The plan holds what the student knows at that point and what the module says of its lessons. A lesson that the
    course lists already, without a plan, gets one at its place.
    """
    from lesson_pipeline.scaffold.lesson import LessonRequest, new_lesson

    loaded = open_curriculum(ctx.obj)
    settings = settle(loaded.files, _AS_CONFIGURED)
    request = LessonRequest(slug, module, title, after, kind, teaches)
    made = new_lesson(loaded, request, settings.active, settings.policy)
    if dry_run:
        _show(made.draft)
        return
    made.draft.write(loaded.files.root)
    where = f"after {made.after}" if made.after else "the first of its module"
    click.echo(f"{click.style(made.plan, bold=True)}: lesson {made.number}, {where}.")
    if made.needs_number:
        click.echo("Other lessons of the module have numbers of their own: give it one in planning/course.yaml.")
    known = f"{_count(len(made.knows), 'concept')} that the student knows: {', '.join(made.knows)}"
    click.echo(f"It begins with {known}." if made.knows else "Nothing is known before it yet.")
    click.echo(
        f"\nLeft to write: {_count(made.empty_texts, 'empty text')}, each with a comment that says what belongs there."
    )
    _tell("`check` will remind you of these:", made.outcome.inside)
    _tell("\nThe new lesson changes what other files say:", made.outcome.elsewhere)
    click.echo(f"\nNext: fill in the plan, then {_PROGRAM} check {made.plan}")


@new.command()
@click.argument("id")
@click.option("--name", help="Its name, as readers see it; by default the id in words.")
@click.option("--summary", help="What it is, in one sentence.")
@click.option(
    "--term", "terms", multiple=True, metavar="WORDS", help="Words that mean it in prose; by default its name."
)
@click.option(
    "--kind",
    type=click.Choice(["concept", "term"]),
    default="concept",
    show_default=True,
    help="A term must be introduced before it is used, but is no concept of the course.",
)
@click.option(
    "--module", metavar="MODULE", help="Module whose own registry, planning/MODULE/concepts.yaml, it belongs to."
)
@_DRY_RUN
@click.pass_context
def concept(
    ctx: click.Context,
    id: str,
    name: str | None,
    summary: str | None,
    terms: tuple[str, ...],
    kind: str,
    module: str | None,
    dry_run: bool,
) -> None:
    """Add the concept ID to the registry: at its place where the ids are in order, else at the end.

    An id that is taken is refused, and so are words that already mean another concept.
    """
    from lesson_pipeline.scaffold.concept import ConceptRequest, new_concept

    loaded = open_curriculum(ctx.obj)
    settings = settle(loaded.files, _AS_CONFIGURED)
    request = ConceptRequest(id, name, summary, terms, kind, module)
    made = new_concept(loaded, request, settings.active, settings.policy)
    if dry_run:
        _show(made.draft)
        return
    made.draft.write(loaded.files.root)
    words = ", ".join(f"“{term}”" for term in made.concept.terms)
    click.echo(f"{click.style(f'{made.file}:{made.line}', bold=True)}: `{id}` ({made.concept.name}), in prose {words}.")
    if summary is None:
        click.echo("Left to write: a summary, in one sentence.")
    _tell("\nThe new concept changes what other files say:", (*made.outcome.inside, *made.outcome.elsewhere))
    click.echo(f"\nNext: {_PROGRAM} new lesson SLUG --teaches {id}, or name it where a section teaches it.")


def _show(draft: Draft, but: str | None = None) -> None:
    """Print the draft, less the files below one folder."""
    for path, text in draft.shown():
        if but is None or not path.startswith(but):
            click.echo(text, nl=False)


def _tell(heading: str, diagnostics: tuple[Diagnostic, ...]) -> None:
    """Diagnostics under a heading, one a line; nothing where there are none."""
    if not diagnostics:
        return
    click.echo(heading)
    for item in diagnostics[:_MOST_SHOWN]:
        text = f"{item.path}:{item.span.line}  {item.severity.word} {item.code} {item.message}"
        click.echo(f"  {printable(text)}")
    if len(diagnostics) > _MOST_SHOWN:
        click.echo(f"  and {len(diagnostics) - _MOST_SHOWN} more")


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
