-- in:  parties
-- out: key, in the order of the numbers
SELECT key FROM parties ORDER BY party
