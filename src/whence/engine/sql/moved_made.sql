-- in:  moved_out, of one bucket of parties; made(hs): codes of what is weighed
-- out: what was shipped of these codes
SELECT o.party, o.hs, o.quarter, o.grams, o.unweighed
FROM moved_out o SEMI JOIN made m ON m.hs = o.hs
