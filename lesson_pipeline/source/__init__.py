"""Files to plain data with places: bytes in, data and the line of every key and value out."""
