"""The law of a day held against the facts of a chain.

predicates   the closed vocabulary of grounds
evaluate     decide(): one measure, one consignment, one Decision
verdict      the outcome table
wording      sentences, none stronger than the grade under it
explain      a decision as text for a terminal
trials       trials in YAML, run against the law they stand beside
"""
