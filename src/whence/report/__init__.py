"""Findings in, things to read out. Prints what the run found and computes no law.

as_json     findings.json, the same bytes on every machine
html        index.html, one page without a single outside request
xlsx        findings.xlsx            csvs       set_aside.csv
annotate    the user's own workbook with added columns
terminal    the summary at the end of a run
"""
