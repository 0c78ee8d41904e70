-- in:  staged, texts as they are written
-- par: words, a pattern of words that may say "to order"; light, a plain weight up to which
--      none is beyond all goods
-- out: temporary table seen: every distinct text of the columns whose texts are few beside
--      the rows, found in one walk over these: what (the column, or the first of those
--      that go together), the texts, and n, how many rows bear them. With the units of weight
--      go whether weights without a unit stand beside them (net, gross), and those of zero, less,
--      or not light; of numbers only what is none that is plain; "notify" are the consignees
--      who may be "to order" (addressed) with whom to notify.
CREATE OR REPLACE TEMP TABLE seen AS
WITH marked AS (
  SELECT *, n_weight_net IS NOT NULL OR (odd_weight_net IS NOT NULL
      AND regexp_full_match(odd_weight_net, '[-0-9.,]+')) AS net,
    n_weight_gross IS NOT NULL OR (odd_weight_gross IS NOT NULL
      AND regexp_full_match(odd_weight_gross, '[-0-9.,]+')) AS gross,
    CASE WHEN n_weight_net <= 0 OR n_weight_net > $light THEN n_weight_net END AS odd_net,
    CASE WHEN n_weight_gross <= 0 OR n_weight_gross > $light THEN n_weight_gross END
      AS odd_gross,
    notify <> '' AND regexp_matches(lower(buyer), $words) AS ordering
  FROM staged
), asked AS (
  SELECT * EXCLUDE (notify, notify_address),
    CASE WHEN ordering THEN buyer END AS addressed,
    CASE WHEN ordering THEN notify END AS notify,
    CASE WHEN ordering THEN notify_address END AS notify_address
  FROM marked
)
SELECT CASE
    WHEN GROUPING("date") = 0 THEN 'date' WHEN GROUPING(hs) = 0 THEN 'hs'
    WHEN GROUPING(amendment) = 0 THEN 'amendment'
    WHEN GROUPING(odd_weight_net) = 0 THEN 'weight_net'
    WHEN GROUPING(odd_weight_gross) = 0 THEN 'weight_gross'
    WHEN GROUPING(odd_quantity) = 0 THEN 'quantity'
    WHEN GROUPING(weight_unit) = 0 THEN 'weight_unit'
    WHEN GROUPING(seller) = 0 THEN 'seller' WHEN GROUPING(buyer) = 0 THEN 'buyer'
    WHEN GROUPING(maker) = 0 THEN 'maker' ELSE 'notify' END AS what,
  "date", hs, amendment, odd_weight_net, odd_weight_gross, odd_quantity,
  weight_unit, unit, net, gross, odd_net, odd_gross,
  seller, seller_address, seller_country, seller_uscc, buyer, buyer_address,
  buyer_country, maker, maker_address, maker_country,
  addressed, notify, notify_address, count(*) AS n
FROM asked
GROUP BY GROUPING SETS (
  ("date"), (hs), (amendment), (odd_weight_net), (odd_weight_gross), (odd_quantity),
  (weight_unit, unit, net, gross, odd_net, odd_gross),
  (seller, seller_address, seller_country, seller_uscc),
  (buyer, buyer_address, buyer_country), (maker, maker_address, maker_country),
  (addressed, notify, notify_address))
