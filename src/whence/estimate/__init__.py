"""Figures to ranges: a small language of formulas, units, intervals, samples.

language      formulas as trees: read without being run
functions     growth, base, share and the like, each defined as a formula
sorts         what may be added, divided and compared with what
interval      the sharp range of a formula over ranges
relate        how a statement stands to what was reckoned
check         every figure of a set against every formula of it
resolve       the parts of a model in order, their units, the circles in it
sobol, sample, drivers    scrambled points, draws, what explains the spread
run           a model under its scenarios
vintages      figures of one thing that disagree, as a range
"""
