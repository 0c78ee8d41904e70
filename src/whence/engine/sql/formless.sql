-- in:  parties, found(party)
-- out: party, name: those of them whose names bear no organisation form
SELECT p.party, p.name FROM parties p SEMI JOIN found f ON f.party = p.party
WHERE NOT p.formed ORDER BY 1
