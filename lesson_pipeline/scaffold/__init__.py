"""Scaffolding: a new course, lesson or concept that begins from what is true of the curriculum it belongs to."""
