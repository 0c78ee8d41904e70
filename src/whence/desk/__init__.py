"""The desk of a detention: clocks, requests for papers, letters, binder, outcome."""
