-- in:  members, asked(address, country)
-- out: party, address: parties one of whose mentions bears the address
SELECT m.party, min(m.address) AS address FROM members m
SEMI JOIN asked a ON a.address = m.address AND a.country = m.country
GROUP BY 1 ORDER BY 1
