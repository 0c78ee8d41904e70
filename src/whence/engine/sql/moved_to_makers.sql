-- in:  moved_in, of one bucket of parties; makers(party); looked_at(hs): codes of what
--      is weighed or goes into it
-- out: what these makers took in of these codes: most parties make nothing weighed
SELECT i.party, i.hs, i.quarter, i.grams, i.unweighed
FROM moved_in i SEMI JOIN makers m ON m.party = i.party
  SEMI JOIN looked_at l ON l.hs = i.hs
