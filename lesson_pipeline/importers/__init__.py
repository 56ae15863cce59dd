"""Documents of other forms made into a curriculum's files."""
