"""The shape of our files: JSON Schemas, and what is wrong where one is not met."""
