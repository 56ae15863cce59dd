"""What a change does to the rest of a course: changes thought through in memory, and those between two revisions."""
