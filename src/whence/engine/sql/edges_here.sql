-- in:  placed()
-- par: base, span, until as there
-- out: temporary table edges: its rows that make lanes
CREATE OR REPLACE TEMP TABLE edges AS
SELECT * EXCLUDE (why) FROM placed($base, $span, $until) WHERE why IS NULL
