-- Gives every later statement: weight(text, factor, odd number, odd factor, has unit
-- cell, factor of the unit cell), whole grams; NULL where none can be told, or where no
-- goods weigh so. A unit cell stands before a unit in the number's cell or its header.
CREATE OR REPLACE TEMP MACRO weight(t, factor, odd, odd_factor, said, said_factor) AS
  CASE
    WHEN t = '' THEN NULL
    WHEN (CASE WHEN plain(t) THEN CAST(t AS DOUBLE) ELSE odd END) <= 0 THEN NULL
    WHEN (CASE WHEN plain(t) THEN CAST(t AS DOUBLE) ELSE odd END) >= 1e12 THEN NULL
    ELSE TRY_CAST(round_even(
      (CASE WHEN plain(t) THEN TRY_CAST(t AS DOUBLE) ELSE odd END)
      * (CASE WHEN said THEN said_factor WHEN plain(t) THEN factor ELSE odd_factor END),
      0) AS BIGINT)
  END
