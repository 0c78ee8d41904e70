-- in:  parties, found(party, tiers, steps, share_ppm, can_ppm, hidden_ppm, unweighed_ppm,
--      via), withheld(party); steps are tiers without those who only carry or pay
-- par: least_share, most_tiers, of the path policy; withheld_name
-- out: temporary table exposed, the ranked rows: rank (from 1), party, key, name, country,
--      role, tiers, share_ppm, can_ppm, hidden_ppm, unweighed_ppm, via (the key of the
--      first supplier on the way), stands_out (whether policy is met), hidden (whether it
--      would be, had those who only carry passed on flagged goods only). What stands out comes first, then what is
--      hidden, then by share, then near.
CREATE OR REPLACE TEMP TABLE exposed AS
WITH judged AS (
  SELECT *, share_ppm >= $least_share AND steps <= $most_tiers AS stands_out,
    share_ppm < $least_share AND hidden_ppm >= $least_share AND steps <= $most_tiers
      AS hidden
  FROM found
)
SELECT row_number() OVER (
    ORDER BY f.stands_out DESC, f.hidden DESC,
      f.share_ppm DESC, f.tiers, f.can_ppm DESC, p.key) AS rank,
  p.party, p.key,
  CASE WHEN w.party IS NOT NULL THEN $withheld_name ELSE p.name END AS name,
  p.country, p.role, f.tiers, f.share_ppm, f.can_ppm, f.hidden_ppm, f.unweighed_ppm,
  coalesce(v.key, '') AS via, f.stands_out, f.hidden
FROM judged f
JOIN parties p ON p.party = f.party
LEFT JOIN parties v ON v.party = f.via
LEFT JOIN withheld w ON w.party = f.party
