-- in:  asked(t), forms(word, class)
-- out: t, writing
WITH f AS (SELECT map(list(word), list(class)) AS forms FROM forms)
SELECT a.t, coalesce(nullif(fold(a.t, f.forms), ''), a.t) AS writing
FROM asked a CROSS JOIN f ORDER BY 1
