-- in:  exposed
-- out: how many count, and how many would but for who only carries
SELECT count(*) FILTER (counts), count(*) FILTER (hidden) FROM exposed
