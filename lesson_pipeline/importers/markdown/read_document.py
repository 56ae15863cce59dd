"""A planning document, whole: plan and review rounds, in its own words."""

from dataclasses import fields, replace

from lesson_pipeline.importers.markdown.annotations import Annotations, restored, take_annotations
from lesson_pipeline.importers.markdown.halves import halves
from lesson_pipeline.importers.markdown.log import Log, Odd
from lesson_pipeline.importers.markdown.read_header import read_header
from lesson_pipeline.importers.markdown.read_plan import read_plan
from lesson_pipeline.importers.markdown.read_reviews import read_reviews
from lesson_pipeline.importers.markdown.readings import PlanReading
from lesson_pipeline.importers.markdown.review_readings import RoundReading
from lesson_pipeline.importers.markdown.tree import parse_tree


def read_document(text: str, name: str) -> tuple[PlanReading, tuple[RoundReading, ...], Log]:
    """The plan, the review rounds, and how it was read. `name` is that of the file, without its ending."""
    text, annotations = take_annotations(text)
    log = Log(annotations=annotations)
    root = parse_tree(text)
    header = read_header(root, name, log)
    planning, reviews = halves(root, annotations)
    plan = replace(read_plan(header, planning, log), annotations=annotations)
    rounds = read_reviews(reviews, log)
    if annotations.form:
        _restore(log, annotations)
    return restored(plan, annotations), restored(rounds, annotations), log


def _restore(log: Log, annotations: Annotations) -> None:
    """Put the texts that annotations set apart back into what the log took of them; the comments are form."""
    for one in fields(log):
        if one.name != "annotations":
            setattr(log, one.name, restored(getattr(log, one.name), annotations))
    log.structure += annotations.form
    log.odd += [Odd(line, message) for line, message in annotations.odd]
