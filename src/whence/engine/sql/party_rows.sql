-- in:  parties, asked(party)
-- out: party, key, name, country, mentions, names, why, role, role_why
SELECT p.party, p.key, p.name, p.country, p.mentions, p.names, p.why, p.role, p.role_why
FROM parties p SEMI JOIN asked a ON a.party = p.party ORDER BY 1
