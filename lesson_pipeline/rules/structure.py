"""SCH, first half: rules whose faults are found while reading, validating and waiving."""

from lesson_pipeline.diagnostics import Severity
from lesson_pipeline.rules.registry import declare

declare("SCH001", "unreadable-yaml", Severity.ERROR, on="source")
declare("SCH002", "duplicate-key", Severity.ERROR, on="source")
declare("SCH011", "unused-waiver", Severity.WARNING, on="waivers")
declare("SCH014", "waiver-without-reason", Severity.ERROR, on="waivers")
