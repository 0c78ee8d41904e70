-- in:  parties, found(party)
-- out: party, names: those of them whose names bear no organisation form
SELECT p.party, p.names FROM parties p SEMI JOIN found f ON f.party = p.party
WHERE NOT p.formed ORDER BY 1
