"""Files of official lists to rows, parsed in a child that can do no harm."""
