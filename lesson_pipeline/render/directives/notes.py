"""Notes on the text: a tip, an insight, a warning, a concept in a nutshell, something to try, and an aside."""

from lesson_pipeline.render.directives.boxes import box

SPECS = (
    box("tip", "Tip", "note"),
    box("insight", "Insight", "note"),
    box("warning", "Warning", "note"),
    box("concept", "Concept", "note"),
    box("try-this", "Try this", "note"),
    box("aside", "Aside"),
)
