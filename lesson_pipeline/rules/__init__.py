"""The rules: each a small generator over the model and the record. Importing a family registers its rules."""
