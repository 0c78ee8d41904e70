"""What a document is worth: who speaks in it, of whom, and to whose advantage."""
