-- in:  counted
-- par: until, the last day that is believed
-- out: month (since 1970-01), n: dated records by month
SELECT (year(d) - 1970) * 12 + month(d) - 1 AS month, count(*) AS n
FROM (SELECT DATE '1970-01-01' + "day" AS d FROM counted
      WHERE "day" >= 0 AND "day" <= $until)
GROUP BY 1 ORDER BY 1
