-- in:  grouped, moved(rep, to, why): groups that are one by code or by hand;
--      apart(key): mentions a person took out of their group
-- out: temporary table joined: grouped with the last rep, and why
CREATE OR REPLACE TEMP TABLE joined AS
SELECT g.h, g.key, g.name, g.land, g.place, g.address, g.kind, g.code, g.writing,
  CASE WHEN a.key IS NOT NULL THEN g.key ELSE coalesce(m.to_rep, g.rep) END AS rep,
  CASE WHEN a.key IS NOT NULL THEN 'judged different'
       WHEN m.why IS NOT NULL THEN m.why
       WHEN g.size > 1 THEN
         'the same name but for case, marks and the spelling of its form, in one country'
       ELSE 'one mention' END AS why
FROM grouped g
LEFT JOIN moved m ON m.rep = g.rep
LEFT JOIN apart a ON a.key = g.key
