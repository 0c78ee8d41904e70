-- in:  again, masters, carriers(party): who only carries or pays
-- out: temporary table dropped: src, row, why: records that are not counted, because
--      others tell the same goods: the same record again, an earlier state of an amended
--      bill, or a master bill whose house bills are there. The latter two are left out
--      only where those that stand name everybody on them who does more than carry, on
--      the same side: a bill written anew hides nobody. A bill with a master of its own is no master.
CREATE OR REPLACE TEMP TABLE dropped AS
WITH ranked AS (
  SELECT *, max(amended) OVER (PARTITION BY told) AS latest,
    row_number() OVER (
      PARTITION BY told, amended, hs, "day", grams, seller, buyer, maker
      ORDER BY src, "row") AS nth,
    max(maker) OVER (
      PARTITION BY told, amended, hs, "day", grams, seller, buyer) AS made
  FROM again WHERE several
  UNION ALL
  -- A bill told once has no other state of its own.
  SELECT *, amended, 1, maker FROM again WHERE NOT several
), replaced AS (
  SELECT *, CASE WHEN amended < latest THEN 'amended' ELSE 'master bill' END AS why
  FROM ranked
  WHERE has_bill AND (amended < latest
    OR (master = 0 AND told IN (SELECT told FROM masters)))
), named AS (
  SELECT 'amended' AS why, told, unnest([seller, maker, buyer]) AS party,
    unnest([false, false, true]) AS bought
    FROM ranked WHERE amended = latest
  UNION
  SELECT 'master bill', master, unnest([seller, maker, buyer]),
    unnest([false, false, true])
    FROM again WHERE master <> 0
), alone AS (
  SELECT DISTINCT src, "row" FROM (
    SELECT src, "row", why, told, unnest([seller, maker, buyer]) AS party,
      unnest([false, false, true]) AS bought
    FROM replaced
  ) o
  ANTI JOIN carriers c ON c.party = o.party
  ANTI JOIN named n ON n.why = o.why AND n.told = o.told AND n.party = o.party
    AND n.bought = o.bought
  WHERE party IS NOT NULL
)
SELECT src, "row", min(why) AS why FROM (
  SELECT src, "row", 'told twice' AS why FROM ranked
    WHERE nth > 1 OR (maker IS NULL AND made IS NOT NULL)
  UNION ALL
  SELECT r.src, r."row", r.why FROM replaced r
    ANTI JOIN alone a ON a.src = r.src AND a."row" = r."row"
) GROUP BY 1, 2
