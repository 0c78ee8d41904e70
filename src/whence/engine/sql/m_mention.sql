-- Gives every later statement: mention(name, address, country, code), 64 bits that name
-- a mention inside one store; 0 where there is no name.
CREATE OR REPLACE TEMP MACRO mention(name, address, country, code) AS
  CASE WHEN name = '' THEN 0::UBIGINT ELSE hash(name, address, country, code) END
