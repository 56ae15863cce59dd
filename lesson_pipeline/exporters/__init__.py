"""Lessons written in the forms of other tools and people."""
