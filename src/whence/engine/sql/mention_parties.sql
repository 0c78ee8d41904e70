-- in:  members
-- out: key (of a mention), party
SELECT key, party FROM members ORDER BY 1
