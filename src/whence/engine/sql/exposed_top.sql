-- in:  exposed
-- par: most
-- out: party, key, name, country, role, tiers, share_ppm, can_ppm, hidden_ppm, via, counts, hidden
SELECT party, key, name, country, role, tiers, share_ppm, can_ppm, hidden_ppm, via, counts, hidden
FROM exposed ORDER BY rank LIMIT $most
