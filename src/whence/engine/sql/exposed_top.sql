-- in:  exposed
-- par: most
-- out: party, key, name, country, role, tiers, share_ppm, can_ppm, hidden_ppm,
--      unweighed_ppm, via, stands_out, hidden
SELECT party, key, name, country, role, tiers, share_ppm, can_ppm, hidden_ppm,
    unweighed_ppm, via, stands_out, hidden
FROM exposed ORDER BY rank LIMIT $most
