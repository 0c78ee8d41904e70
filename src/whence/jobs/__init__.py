"""The table of contents: one file a job, one function, one Request, one Result each.

    assess   everything the files allow, in one go
    judge    a person's verdict on a candidate
    verify   every hash, and the same bytes again
    lists    the official lists: held, read anew, shown, compared
    figures  published numbers against the sums they must fit
    estimate models of ranges, run under their scenarios

`steps/` holds the stages that several jobs share, in the order in which they run:
reading, screening, deciding, finding, printing.
"""
