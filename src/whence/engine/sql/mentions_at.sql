-- in:  members, asked(key)
-- out: key, name, country, address, why of these mentions
SELECT m.key, m.name, m.country, m.address, m.why
FROM members m SEMI JOIN asked a ON a.key = m.key ORDER BY 1
