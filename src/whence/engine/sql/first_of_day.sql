-- in:  staged
-- par: text, of a date
-- out: row, the first that bears it
SELECT min("row") FROM staged WHERE "date" = $text
