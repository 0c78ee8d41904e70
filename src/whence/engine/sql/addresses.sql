-- in:  members
-- par: words, a pattern of place names in lower case
-- out: address, country: distinct addresses that hold one of them
SELECT address, country FROM members
WHERE address <> '' AND regexp_matches(lower(strip_accents(address)), $words)
GROUP BY ALL ORDER BY 1, 2
