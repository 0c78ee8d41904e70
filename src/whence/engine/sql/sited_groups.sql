-- in:  grouped
-- out: rep, land, name, address of groups that state an address with a number in it, each
--      name and address once
SELECT rep, land, name, address FROM grouped
WHERE regexp_matches(address, '[0-9]') GROUP BY ALL ORDER BY 1, 2, 3, 4
