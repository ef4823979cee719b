-- What staff did to a webhook names it as `shop/webhook`, and no sale.
ALTER TABLE staff_action ADD COLUMN webhook TEXT;
