"""Recomputing numbers: expressions to values, and values held against numbers as they are shown."""
