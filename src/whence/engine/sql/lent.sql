-- in:  lending(src, row, bought), lent
-- out: table lent holds them too
INSERT INTO lent SELECT src, "row", bought FROM lending
