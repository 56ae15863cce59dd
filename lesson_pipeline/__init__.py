"""lesson-pipeline: lesson plans checked, the student's knowledge derived, lesson pages built."""

__version__ = "0.1.0"
