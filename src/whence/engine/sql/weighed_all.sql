-- in:  staged
-- out: view weighed: every plain weight, with its unit, for units in which none is light
CREATE OR REPLACE TEMP VIEW weighed AS
SELECT weight_unit, n_weight_net AS net, n_weight_gross AS gross, 1 AS n FROM staged
