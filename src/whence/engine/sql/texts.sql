-- in:  seen
-- out: temporary table texts: the same without blanks around the texts
CREATE OR REPLACE TEMP TABLE texts AS
SELECT what, n, net, gross, odd_net, odd_gross,
  odd_weight_net AS weight_net, odd_weight_gross AS weight_gross,
  odd_quantity AS quantity, bare("date") AS "date", bare(hs) AS hs,
  bare(amendment) AS amendment, bare(weight_unit) AS weight_unit, bare(unit) AS unit,
  bare(seller) AS seller, bare(seller_address) AS seller_address,
  bare(seller_country) AS seller_country, bare(seller_uscc) AS seller_uscc,
  bare(buyer) AS buyer, bare(buyer_address) AS buyer_address,
  bare(buyer_country) AS buyer_country, bare(maker) AS maker,
  bare(maker_address) AS maker_address, bare(maker_country) AS maker_country,
  bare(addressed) AS addressed, bare(notify) AS notify,
  bare(notify_address) AS notify_address
FROM seen
