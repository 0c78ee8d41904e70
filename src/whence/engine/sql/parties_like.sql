-- in:  members
-- par: part, a piece of a folded name
-- out: party, name: up to twelve parties with that piece in a name
SELECT party, min(name) AS name FROM members WHERE contains(writing, $part)
GROUP BY 1 ORDER BY 1 LIMIT 12
