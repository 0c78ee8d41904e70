"""The search downstream and the mixing of shares, compiled: the extra whence[kernel].

Lane by lane in plain loops, where numpy goes column by column. The answers are the
same to the last number, as tests hold; without numba the same loops run interpreted,
which is far too slow for anything but those tests.
"""
