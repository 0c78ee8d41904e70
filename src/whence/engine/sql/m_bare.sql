-- Gives every later statement: bare(text), a text without blanks around it. Trimming a set
-- of characters is dear, and nearly no text needs it: only one whose first sign is below
-- "!" or above "~", or whose last one is.
CREATE OR REPLACE TEMP MACRO bare(t) AS
  CASE WHEN t = '' THEN t
    WHEN t < '!' OR t > chr(126) OR array_extract(t, -1) NOT BETWEEN '!' AND '~'
    THEN trim(t, ' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13) || chr(160)
      || chr(12288) || chr(65279))
    ELSE t END
