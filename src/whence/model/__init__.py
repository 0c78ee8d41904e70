"""The nouns: frozen dataclasses that the rooms of the corridor exchange."""
