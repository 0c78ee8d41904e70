"""Text to canonical values: names, places, codes, scripts."""
