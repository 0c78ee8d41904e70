-- in:  told (mentions of every source), again
-- out: temporary table again_names: h, name, of the firms on those records
CREATE OR REPLACE TEMP TABLE again_names AS
SELECT t.h, any_value(t.name) AS name
FROM told t
SEMI JOIN (SELECT seller AS h FROM again UNION SELECT buyer FROM again) a ON a.h = t.h
GROUP BY 1
