"""Blocks of the lesson vocabulary: how `:::{name}` is read, and one specification for each name.

To add a block, add a specification to a module here and list the module in `registry`.
"""
