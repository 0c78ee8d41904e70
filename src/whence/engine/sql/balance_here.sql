-- in:  weighed (see trace.balancing), of one bucket of parties; products(number, product)
-- out: view balance: the same with the name of each product
CREATE OR REPLACE TEMP VIEW balance AS
SELECT w.* REPLACE (p.product AS product)
FROM weighed w JOIN products p ON p.number = w.product
