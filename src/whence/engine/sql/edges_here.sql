-- in:  sides()
-- par: base, span, until as there
-- out: temporary table edges: the rows of sides
CREATE OR REPLACE TEMP TABLE edges AS SELECT * FROM sides($base, $span, $until)
