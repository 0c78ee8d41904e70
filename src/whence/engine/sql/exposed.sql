-- in:  parties, found(party, tiers, share_ppm, can_ppm, via), withheld(party)
-- par: least_share, most_tiers, of the path policy; withheld_name
-- out: temporary table exposed, the ranked rows: rank (from 1), party, key, name, country,
--      role, tiers, share_ppm, can_ppm, via (the key of the first supplier on the way),
--      counts (whether policy is met). What counts comes first, then by share, then near.
CREATE OR REPLACE TEMP TABLE exposed AS
SELECT row_number() OVER (
    ORDER BY (f.share_ppm >= $least_share AND f.tiers <= $most_tiers) DESC,
      f.share_ppm DESC, f.tiers, f.can_ppm DESC, p.key) AS rank,
  p.party, p.key,
  CASE WHEN w.party IS NOT NULL THEN $withheld_name ELSE p.name END AS name,
  p.country, p.role, f.tiers, f.share_ppm, f.can_ppm, coalesce(v.key, '') AS via,
  f.share_ppm >= $least_share AND f.tiers <= $most_tiers AS counts
FROM found f
JOIN parties p ON p.party = f.party
LEFT JOIN parties v ON v.party = f.via
LEFT JOIN withheld w ON w.party = f.party
