-- in:  nothing
-- out: temporary table lent(src, row, bought), empty: records that borrow who bought the
--      goods from another telling of their bill
CREATE OR REPLACE TEMP TABLE lent ("src" INTEGER, "row" INTEGER, bought UBIGINT)
