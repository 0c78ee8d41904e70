"""Invents the papers of one consignment, from the origin to the import."""
