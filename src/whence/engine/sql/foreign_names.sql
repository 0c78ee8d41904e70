-- in:  mentions
-- out: t, every distinct name that is not plain ASCII
SELECT name AS t FROM mentions WHERE NOT regexp_full_match(name, '[ -~]*')
GROUP BY 1 ORDER BY 1
