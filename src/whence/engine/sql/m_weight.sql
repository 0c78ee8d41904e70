-- Gives every later statement: weight(number, factor, odd number, odd factor, has unit
-- cell, factor of the unit cell, most), whole grams; NULL where none can be told, or where
-- they are more than most, which no consignment weighs. A unit cell stands before a unit
-- in the number's cell or its header.
CREATE OR REPLACE TEMP MACRO unit(plain, factor, odd_factor, said, said_factor) AS
  CASE WHEN said THEN said_factor WHEN plain IS NOT NULL THEN factor ELSE odd_factor END;
CREATE OR REPLACE TEMP MACRO grams_in(number, unit, most) AS
  CASE WHEN number > 0 AND round_even(number * unit, 0) <= most
    THEN CAST(round_even(number * unit, 0) AS BIGINT) END;
CREATE OR REPLACE TEMP MACRO weight(plain, factor, odd, odd_factor, said, said_factor, most)
AS grams_in(
  coalesce(plain, odd), unit(plain, factor, odd_factor, said, said_factor), most)
