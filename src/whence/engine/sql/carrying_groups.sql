-- in:  grouped, carrying(t, role)
-- out: rep, name: the names of groups whose names say that they only carry or pay
SELECT g.rep, g.name FROM grouped g SEMI JOIN carrying c ON c.t = g.name
GROUP BY ALL ORDER BY ALL
