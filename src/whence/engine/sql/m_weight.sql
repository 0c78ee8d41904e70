-- Gives every later statement: weight(number, factor, odd number, odd factor, has unit
-- cell, factor of the unit cell), whole grams; NULL where none can be told, or where no
-- goods weigh so. A unit cell stands before a unit in the number's cell or its header.
CREATE OR REPLACE TEMP MACRO weight(plain, factor, odd, odd_factor, said, said_factor) AS
  CASE WHEN coalesce(plain, odd) > 0 AND coalesce(plain, odd) < 1e12 THEN
    TRY_CAST(round_even(
      coalesce(plain, odd)
      * (CASE WHEN said THEN said_factor WHEN plain IS NOT NULL THEN factor
              ELSE odd_factor END),
      0) AS BIGINT)
  END
