"""Parties against listings: candidates, identity, and how like two names are.

score, Scores   the chances for many pairs of names at once
Index, Hit      the likest of many names, for many names at once
"""

from whence.match.search import Hit, Index
from whence.match.vector import Scores, score

__all__ = ["Hit", "Index", "Scores", "score"]
