-- in:  seen
-- out: one row: of each of these columns, whether a text of it bears blanks around it
SELECT bool_or("date" <> bare("date")) AS "date", bool_or(hs <> bare(hs)) AS hs,
  bool_or(amendment <> bare(amendment)) AS amendment,
  bool_or(weight_unit <> bare(weight_unit)) AS weight_unit,
  bool_or(unit <> bare(unit)) AS unit,
  bool_or(seller <> bare(seller)) AS seller,
  bool_or(seller_address <> bare(seller_address)) AS seller_address,
  bool_or(seller_country <> bare(seller_country)) AS seller_country,
  bool_or(seller_uscc <> bare(seller_uscc)) AS seller_uscc,
  bool_or(buyer <> bare(buyer)) AS buyer,
  bool_or(buyer_address <> bare(buyer_address)) AS buyer_address,
  bool_or(buyer_country <> bare(buyer_country)) AS buyer_country,
  bool_or(maker <> bare(maker)) AS maker,
  bool_or(maker_address <> bare(maker_address)) AS maker_address,
  bool_or(maker_country <> bare(maker_country)) AS maker_country,
  bool_or(notify <> bare(notify)) AS notify,
  bool_or(notify_address <> bare(notify_address)) AS notify_address
FROM seen
