"""Records in a published standard to tables whose columns need no guess.

What is read, and under which name, stands in `data/standards`; docs/standards.md says
of each what is kept and what is lost. Persons are dropped here and counted.
"""
