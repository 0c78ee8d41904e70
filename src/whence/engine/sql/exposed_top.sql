-- in:  exposed
-- par: most
-- out: party, key, name, country, role, tiers, share_ppm, can_ppm, via, counts
SELECT party, key, name, country, role, tiers, share_ppm, can_ppm, via, counts
FROM exposed ORDER BY rank LIMIT $most
