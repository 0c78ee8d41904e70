-- in:  members
-- par: writing, a folded name; pieces, a pattern of pieces of its words; most
-- out: party, name: parties with a name that holds a piece, each by its likest name in
--      letters, the likest first
SELECT party, arg_max(name, jaro_winkler_similarity(writing, $writing)) AS name
FROM members WHERE regexp_matches(writing, $pieces)
GROUP BY party
ORDER BY max(jaro_winkler_similarity(writing, $writing)) DESC, party LIMIT $most
