-- in:  sides()
-- par: base, span as there
-- out: temporary table edges: the rows of sides
CREATE OR REPLACE TEMP TABLE edges AS SELECT * FROM sides($base, $span)
