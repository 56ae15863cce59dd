"""Lessons as planning documents in Markdown, from which an import makes the same files again."""
