"""Blocks that say where the lesson stands: what it is for, what it rests on, what is left of it, what comes next."""

from lesson_pipeline.render.directives.boxes import box

SPECS = (
    box("objective", "Objective", "frame"),
    box("scope", "Scope", "frame"),
    box("recap", "Recap", "frame"),
    box("summary", "Summary", "frame"),
    box("references", "References", "frame"),
    box("next-step", "Next step", "frame"),
    box("module-complete", "Module complete", "frame"),
)
