-- in:  parties
-- out: country, in the order of the numbers
SELECT coalesce(country, '') AS country FROM parties ORDER BY party
