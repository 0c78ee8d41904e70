"""Parties against listings: candidates, identity, and how like two names are.

score, Scores   the chances for many pairs of names at once
"""

from whence.match.vector import Scores, score

__all__ = ["Scores", "score"]
