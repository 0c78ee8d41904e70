"""Foreign files to typed rows: read in a child, mapped by evidence, every row told."""
