"""`concept`: what the course does with a concept; renaming and merging concepts in all files at once."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import click

from lesson_pipeline.cli.curriculum import open_curriculum
from lesson_pipeline.cli.options import RuleChoice
from lesson_pipeline.cli.output import print_report
from lesson_pipeline.cli.settings import settle
from lesson_pipeline.engine.load import Loaded
from lesson_pipeline.refactor.rewriting import Rewriting
from lesson_pipeline.refactor.story import Mention, Story

Command = Callable[..., Any]


@click.group()
def concept() -> None:
    """See where a concept is taught, used and tested; rename or merge concepts everywhere at once."""


@concept.command()
@click.argument("id")
@click.option(
    "--output-format",
    type=click.Choice(["full", "json"]),
    default="full",
    show_default=True,
    help="How the places are printed.",
)
@click.pass_context
def show(ctx: click.Context, id: str, output_format: str) -> None:
    """Show where the concept ID is introduced, deepened, used, tested and addressed, in order of teaching."""
    from lesson_pipeline.refactor.story import story

    loaded = open_curriculum(ctx.obj)
    told = story(loaded, id)
    if output_format == "json":
        click.echo(json.dumps(_as_data(told), indent=2, ensure_ascii=False))
    else:
        for line in _as_text(loaded, told):
            click.echo(line)


def _changing(command: Command) -> Command:
    """The options of a command that changes files."""
    for option in (
        click.option("--force", is_flag=True, help="Write even if the check would then find more errors."),
        click.option("--diff", is_flag=True, help="Print what would change, and write nothing."),
    ):
        command = option(command)
    return command


@concept.command()
@click.argument("old")
@click.argument("new")
@_changing
@click.pass_context
def rename(ctx: click.Context, old: str, new: str, diff: bool, force: bool) -> None:
    """Give the concept OLD the id NEW, in every file.

    The edited curriculum is checked in memory first: if it has more errors than before, nothing is written.
    """
    from lesson_pipeline.refactor.references import refuse_unread
    from lesson_pipeline.refactor.rename import rename as renamed

    loaded = open_curriculum(ctx.obj)
    rewriting = renamed(loaded, old, new)
    if not force:
        refuse_unread(loaded, old)
    _carry_out(ctx, loaded, rewriting, f"Renamed `{old}` to `{new}`", diff=diff, force=force)


@concept.command()
@click.argument("gone", metavar="FROM")
@click.argument("kept", metavar="INTO")
@_changing
@click.pass_context
def merge(ctx: click.Context, gone: str, kept: str, diff: bool, force: bool) -> None:
    """Make one concept of two: whatever says FROM says INTO, and the entry of FROM goes.

    INTO gets the terms of FROM. Where a list then has the concept twice, the deeper stays. The edited curriculum is
    checked in memory first: if it has more errors than before, nothing is written.
    """
    from lesson_pipeline.refactor.merge import merge as merged
    from lesson_pipeline.refactor.references import refuse_unread

    loaded = open_curriculum(ctx.obj)
    rewriting = merged(loaded, gone, kept)
    if not force:
        refuse_unread(loaded, gone)
    _carry_out(ctx, loaded, rewriting, f"Merged `{gone}` into `{kept}`", diff=diff, force=force)


def _carry_out(ctx: click.Context, loaded: Loaded, rewriting: Rewriting, done: str, *, diff: bool, force: bool) -> None:
    """Check what was made in memory, then print or write it."""
    from lesson_pipeline.engine.check import check
    from lesson_pipeline.refactor.rewriting import diffs, recheck
    from lesson_pipeline.reviewing.rewrite import rewrite

    settings = settle(loaded.files, RuleChoice((), (), None, isolated=False))
    checked = recheck(loaded, rewriting, lambda curriculum: check(curriculum, settings.active, settings.policy))
    if diff:
        for text in diffs(loaded, rewriting):
            click.echo(text, nl=False)
    for note in rewriting.notes:
        click.echo(note, err=diff)
    if not checked.is_sound:
        print_report(checked.report, checked.loaded, "full", err=True)
        if not force:
            click.echo(
                "Nothing was changed: these errors would be new. --force makes the change all the same.", err=True
            )
            ctx.exit(1)
    if not diff:
        rewrite(loaded, rewriting.texts)
        click.echo(f"{done}: {_count(rewriting.places, 'place')} in {_count(len(rewriting.texts), 'file')}.")


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


# -- what is shown


def _as_data(told: Story) -> dict[str, Any]:
    from lesson_pipeline.refactor.story import HEADINGS

    concept = told.concept
    places = {
        heading: [
            {"lesson": mention.lesson, "section": mention.section, "path": mention.path, "line": mention.line}
            | mention.more
            for mention in told.mentions.get(heading, ())
        ]
        for heading in dict.fromkeys(HEADINGS.values())
    }
    return {
        "concept": concept.id,
        "name": concept.name,
        "kind": concept.kind,
        "summary": concept.summary,
        "path": concept.at.file,
        "line": told.line,
        "terms": list(concept.terms),
        "parts": list(concept.parts),
        "part_of": list(told.part_of),
        **places,
    }


def _as_text(loaded: Loaded, told: Story) -> Iterator[str]:
    concept = told.concept
    kind = " (a term)" if concept.kind == "term" else ""
    yield f"{click.style(concept.id, bold=True)}  {concept.name}{kind}{_place(concept.at.file, told.line)}"
    if concept.summary:
        yield f"  {concept.summary}"
    for label, words in (("terms", concept.terms), ("parts", concept.parts), ("part of", told.part_of)):
        if words:
            yield f"  {label}: {', '.join(words)}"
    for heading, mentions in _grouped(told):
        yield f"\n{click.style(heading, bold=True)}"
        for mention in mentions:
            yield f"  {_where(loaded, mention)}{_details(mention)}{_place(mention.path, mention.line)}"
    if not told.mentions:
        yield "\nNothing names it yet."


def _grouped(told: Story) -> Iterator[tuple[str, list[Mention]]]:
    """The places under the headings that a reader expects; what teaches the concept by what it does for it."""
    taught: dict[str, list[Mention]] = {}
    for mention in told.mentions.get("taught", ()):
        taught.setdefault(mention.more["change"] or "taught outside the course", []).append(mention)
    order = ("mentioned", "introduced", "deepened", "again", "taught outside the course")
    yield from (
        ("taught again" if change == "again" else change, taught[change]) for change in order if change in taught
    )
    for heading, mentions in told.mentions.items():
        if heading != "taught":
            yield heading.replace("_", " "), mentions


def _where(loaded: Loaded, mention: Mention) -> str:
    if mention.lesson is None:
        return "entry knowledge" if "depth" in mention.more else "the course"
    number = loaded.curriculum.listed.get(mention.lesson)
    section = f", {mention.section}" if mention.section else ""
    return f"{f'{number} ' if number else ''}{mention.lesson}{section}"


def _details(mention: Mention) -> str:
    more = mention.more
    words = [str(more[key]) for key in ("question", "id", "cluster", "depth") if more.get(key)]
    words += ["by its part " + more["concept"]] if "change" in more and "concept" in more else []
    if "to" in more:
        words.append(f"{more['concept']} → {', '.join(more['to']) or 'all that is new'}")
    words += [f"in {', '.join(more['in'])}"] if more.get("in") else []
    words += [word for word in ("promised", "core") if more.get(word)]
    return f": {', '.join(words)}" if words else ""


def _place(path: str, line: int) -> str:
    return click.style(f"  {path}:{line}", dim=True)
