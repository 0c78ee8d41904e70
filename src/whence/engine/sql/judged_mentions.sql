-- in:  grouped, asked(key)
-- out: key, rep, of the mentions a person judged
SELECT g.key, g.rep FROM grouped g SEMI JOIN asked a ON a.key = g.key ORDER BY 1
