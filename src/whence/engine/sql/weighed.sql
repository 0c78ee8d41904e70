-- in:  texts
-- out: view weighed: plain weights of zero, less, or not light, with their unit
CREATE OR REPLACE TEMP VIEW weighed AS
SELECT weight_unit, odd_net AS net, odd_gross AS gross, n FROM texts
WHERE what = 'weight_unit' AND (odd_net IS NOT NULL OR odd_gross IS NOT NULL)
