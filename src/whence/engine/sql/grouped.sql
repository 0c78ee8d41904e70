-- in:  folded
-- out: temporary table grouped: h, key, name, land, place, address, kind, code, writing, rep,
--      why: rep is the smallest mention key of those that are one by their writing.
--      A name without a country joins the only country it is known in. Where codes of
--      one kind differ, each code is one firm, and who bears none joins none of them.
CREATE OR REPLACE TEMP TABLE grouped AS
WITH lands AS (
  SELECT writing, count(DISTINCT land) FILTER (land <> '') AS n, max(land) AS only
  FROM folded GROUP BY 1
), placed AS (
  SELECT f.*, CASE WHEN f.land = '' AND l.n = 1 THEN l.only ELSE f.land END AS side
  FROM folded f JOIN lands l USING (writing)
), torn AS (
  SELECT writing, side FROM placed WHERE code <> ''
  GROUP BY writing, side, kind HAVING count(DISTINCT code) > 1
), split AS (
  SELECT p.*, CASE WHEN t.writing IS NULL THEN '' ELSE p.code END AS apart
  FROM placed p LEFT JOIN (SELECT DISTINCT writing, side FROM torn) t
    ON t.writing = p.writing AND t.side = p.side
)
SELECT h, key, name, land, place, address, kind, code, writing,
  min(key) OVER w AS rep, count(*) OVER w AS size
FROM split WINDOW w AS (PARTITION BY writing, side, apart)
