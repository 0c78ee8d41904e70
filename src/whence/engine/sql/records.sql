-- in:  staged (texts of one source), days(t, day), codes(t, code), odd(role, t, number,
--      factor), units(t, grams), idents(t, code), amended(t, number), ordered(t): consignees
--      that say "to order", able(t): notify parties that can be the buyer of such goods
-- par: source, the key of the source; factors of grams by role; most, the grams that a
--      consignment weighs at most; out
-- out: one row a usable record: row, day (-1 unknown), hs (six digits, '' any),
--      grams (-1 unknown), seller, buyer, maker (mention(), 0 nobody), notify (the notify
--      party where he stands for a buyer "to order", 1 where he cannot, 0 elsewhere), told (64 bits of
--      the bill, or of the whole row where there is none), has_bill, master (0 none),
--      amended, bill
COPY (
  SELECT
    s."row",
    CAST(coalesce(d.day, -1) AS INTEGER) AS "day",
    coalesce(c.code, '') AS hs,
    coalesce(
      weight(s.n_weight_net, $f_net, on_.number, on_.factor, s.weight_unit <> '', wu.grams, $most),
      weight(s.n_weight_gross, $f_gross, og.number, og.factor, s.weight_unit <> '', wu.grams, $most),
      weight(s.n_quantity, $f_quantity, oq.number, oq.factor, s.unit <> '', qu.grams, $most),
      -1) AS grams,
    mention(s.seller, s.seller_address, s.seller_country, coalesce(i.code, '')) AS seller,
    mention(s.buyer, s.buyer_address, s.buyer_country, '') AS buyer,
    mention(s.maker, s.maker_address, s.maker_country, '') AS maker,
    CASE WHEN o.t IS NULL OR s.notify = '' THEN 0::UBIGINT
         WHEN n.t IS NULL THEN 1::UBIGINT
         ELSE mention(s.notify, s.notify_address, '', '') END AS notify,
    CASE WHEN s.bill <> '' THEN hash(s.bill) ELSE hash(s.alike, $source) END AS told,
    s.bill <> '' AS has_bill,
    CASE WHEN s.master = '' OR s.master = s.bill THEN 0::UBIGINT
         ELSE hash(s.master) END AS master,
    CAST(coalesce(a.number, 0) AS INTEGER) AS amended,
    s.bill
  FROM staged s
  LEFT JOIN days d ON d.t = s."date"
  LEFT JOIN codes c ON c.t = s.hs
  LEFT JOIN odd on_ ON on_.role = 'weight_net' AND on_.t = s.odd_weight_net
  LEFT JOIN odd og ON og.role = 'weight_gross' AND og.t = s.odd_weight_gross
  LEFT JOIN odd oq ON oq.role = 'quantity' AND oq.t = s.odd_quantity
  LEFT JOIN units wu ON wu.t = s.weight_unit
  LEFT JOIN units qu ON qu.t = s.unit
  LEFT JOIN idents i ON i.t = s.seller_uscc
  LEFT JOIN amended a ON a.t = s.amendment
  LEFT JOIN ordered o ON o.t = s.buyer
  LEFT JOIN able n ON n.t = s.notify
  WHERE NOT (s."date" <> '' AND d.day IS NULL)
    AND NOT (s.seller = '' AND s.maker = '')
) TO $out (FORMAT parquet)
