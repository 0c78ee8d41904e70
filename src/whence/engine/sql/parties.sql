-- in:  joined, carrying(t, role): names that say the firm only carries or pays
-- par: out; persons, a pattern of the forms that persons' names bear too
-- out: one row a party by key: party (0, 1, ...), key, name, country, mentions, names (the
--      first of them), address, codes, why, role, role_why,
--      formed (a name bears the word of an organisation form that no person's bears)
COPY (
  WITH firsts AS (
    SELECT rep, min(key) AS first, count(*) AS mentions,
      arg_max(name, (regexp_full_match(name, '[ -~]*'), length(name), name)) AS name,
      list_sort(list_distinct(list(name)))[1:20] AS names,
      CASE WHEN count(DISTINCT land) FILTER (land <> '') = 1 THEN max(land)
           ELSE '' END AS country,
      max(address) AS address,
      list_sort(list_distinct(list(code) FILTER (code <> ''))) AS codes,
      string_agg(DISTINCT why, '; ' ORDER BY why) FILTER (why <> 'one mention') AS why,
      min(c.role) AS role, min(c.t) AS role_name,
      bool_or(contains(regexp_replace(j.writing, $persons, '', 'g'), 'f:')) AS formed
    FROM joined j LEFT JOIN carrying c ON c.t = j.name
    GROUP BY rep
  ), keyed AS (
    SELECT *, 'p-' || substr(sha256(first), 1, 16) AS key FROM firsts
  )
  SELECT CAST(row_number() OVER (ORDER BY key) - 1 AS INTEGER) AS party, key, rep, name,
    country, mentions, names, address, codes, coalesce(why, 'one mention') AS why,
    coalesce(role, '') AS role,
    CASE WHEN role IS NULL THEN '' ELSE 'its name: ' || role_name END AS role_why,
    formed
  FROM keyed ORDER BY key
) TO $out (FORMAT parquet, ROW_GROUP_SIZE 8192)
