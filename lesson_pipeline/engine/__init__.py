"""Running the rules over a curriculum: loading, selecting, waiving, and what one fault hides of another."""
