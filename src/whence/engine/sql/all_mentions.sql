-- in:  told (mentions of every source)
-- out: view mentions: each mention once
CREATE OR REPLACE TEMP VIEW mentions AS
SELECT h, any_value(name) AS name, any_value(address) AS address,
  any_value(country) AS country, any_value(kind) AS kind, any_value(code) AS code
FROM told GROUP BY h
