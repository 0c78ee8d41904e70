-- Gives every later statement: plain(text), whether a number needs no reader but CAST.
CREATE OR REPLACE TEMP MACRO plain(t) AS
  regexp_full_match(t, '-?[0-9]{1,12}([.][0-9]{1,15})?')
