-- in:  members, asked(party)
-- out: key, name, country, address, why of every mention of these parties
SELECT m.key, m.name, m.country, m.address, m.why
FROM members m SEMI JOIN asked a ON a.party = m.party ORDER BY 2, 3, 4, 1
