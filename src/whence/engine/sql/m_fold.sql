-- Gives every later statement: fold(name, forms), a name without case, marks and accents,
-- each word that is a company form replaced by its class; forms is a MAP of word to class.
CREATE OR REPLACE TEMP MACRO fold(name, forms) AS
  array_to_string(
    list_transform(
      list_filter(
        string_split(
          regexp_replace(
            regexp_replace(lower(strip_accents(nfc_normalize(name))), '[.'']', '', 'g'),
            '[^\pL\pN]+', ' ', 'g'),
          ' '),
        lambda w: w <> ''),
      lambda w: coalesce(forms[w], w)),
    ' ')
