-- in:  balanced
-- out: pairs of party and product weighed; those with a sure surplus over the whole time;
--      those with one at the end of some period
SELECT count(*) FILTER (last), count(*) FILTER (last AND surplus_low > 0),
  count(DISTINCT (party, product)) FILTER (surplus_low > 0)
FROM balanced
