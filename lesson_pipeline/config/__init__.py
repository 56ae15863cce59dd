"""Configuration of a curriculum: which rules run, how serious each is, where some are silent; and who said so."""
