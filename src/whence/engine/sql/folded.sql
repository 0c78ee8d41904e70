-- in:  mentions, forms(word, class), foreign_folds(t, folded), lands(t, code; '' not
--      understood, and so says nothing; place, the cell where it names a place, else ''),
--      nobody(t): names that say "to order"
-- out: temporary table folded: h, name, land, place, address, kind, code, key (the mention's
--      key as everywhere), writing (the name without case, marks and form)
CREATE OR REPLACE TEMP TABLE folded AS
WITH f AS (SELECT map(list(word), list(class)) AS forms FROM forms)
SELECT m.h, m.name, coalesce(l.code, '') AS land, coalesce(l.place, '') AS place,
  m.address, m.kind, m.code,
  'm-' || substr(sha256(
    '[[' || to_json(m.name) || '],' || to_json(m.country) || ',' || to_json(m.address)
    || ',[' || CASE WHEN m.code = '' THEN '' ELSE
      '[' || to_json(m.kind) || ',' || to_json(m.code) || ']' END || ']]'), 1, 24) AS key,
  coalesce(nullif(fold(coalesce(x.folded, m.name), f.forms), ''), m.name) AS writing
FROM mentions m
CROSS JOIN f
LEFT JOIN foreign_folds x ON x.t = m.name
LEFT JOIN lands l ON l.t = m.country
WHERE m.name NOT IN (SELECT t FROM nobody)
