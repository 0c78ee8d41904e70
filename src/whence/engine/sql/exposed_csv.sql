-- in:  exposed
-- par: out
-- out: every ranked row; a name that would start a formula begins with an apostrophe
COPY (
  SELECT rank, key, CASE WHEN regexp_matches(name, '^[=+@\t\r-]') THEN '''' || name ELSE name END AS name,
    country, role, tiers, share_ppm, can_ppm, hidden_ppm,
    unweighed_ppm, via, stands_out, hidden
  FROM exposed ORDER BY rank
) TO $out (FORMAT csv, HEADER)
