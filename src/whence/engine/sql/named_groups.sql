-- in:  grouped, asked(writing)
-- out: writing, land, rep: the groups of mentions that are written so
SELECT g.writing, g.land, g.rep FROM grouped g SEMI JOIN asked a ON a.writing = g.writing
GROUP BY ALL ORDER BY 1, 2, 3
