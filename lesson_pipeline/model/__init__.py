"""What a curriculum is: typed and frozen, built once from validated data; rules and pages see nothing else."""
