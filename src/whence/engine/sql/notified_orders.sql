-- in:  texts
-- out: t, the distinct consignees that hold a word which may say "to order", where
--      somebody is to be notified
SELECT addressed AS t FROM texts WHERE what = 'notify' AND addressed IS NOT NULL
GROUP BY 1 ORDER BY 1
