/** Pseudonyms stay this long in a sale after it has closed: beyond the last chargeback about it they serve no purpose. */
export const SALE_RETENTION_DAYS = 180;

/** Rows of one table that have outlived their use. */
export type Retention = {
  readonly table: string;
  /** Days from the moment that `expired` compares. */
  readonly days: number;
  /** Columns of the primary key. */
  readonly key: string;
  /** Which rows are old; `?1` is the moment before which everything is. */
  readonly expired: string;
  /** How many went of which sale is written down, so that its figures still add up. */
  readonly counted?: boolean | undefined;
};

/** Long enough for a chargeback (120 days) and the dispute about it. */
const DECISION_DAYS = 180;
/** A product that comes once a year meets the buyers of the year before. */
const BUYER_DAYS = 400;
/** Longer than the days from one sale of a series to the next: who comes no more has no weight some day. */
const WEIGHT_DAYS = 120;
/** Disputes with sellers, and the staff's own accountability. */
const CASE_DAYS = 730;

/** A report waits for its case while there is a flood of others. */
const WAITING_DAYS = 30;

/** Personal data of a case goes when the case has not changed for so long; the case itself names a shop. */
const OF_OLD_CASES = "case_id IN (SELECT case_id FROM reseller_case WHERE updated_at_ms < ?1)";

/** What is kept of a buyer goes before the buyer, who says when. */
const OF_OLD_BUYERS = "account IN (SELECT account FROM buyer WHERE last_at_ms < ?1)";

/** How long rows about people stay in D1. Tables that are not here hold none, or are chains that prove what staff did. */
export const D1_RETENTION: readonly Retention[] = [
  {
    table: "decision",
    days: DECISION_DAYS,
    key: "decision_id",
    expired: "at_ms < ?1",
    counted: true,
  },
  { table: "decision_key", days: DECISION_DAYS, key: "decision_id", expired: "at_ms < ?1" },
  { table: "outcome", days: DECISION_DAYS, key: "call", expired: "recorded_at_ms < ?1" },
  { table: "checkout_review", days: DECISION_DAYS, key: "decision_id", expired: "decided_at_ms < ?1" },
  { table: "delivery", days: DECISION_DAYS, key: "pseudonym, decision_id", expired: "recorded_at_ms < ?1" },
  { table: "delivery_call", days: DECISION_DAYS, key: "call", expired: "recorded_at_ms < ?1" },
  { table: "buyer_link", days: BUYER_DAYS, key: "link, account", expired: OF_OLD_BUYERS },
  { table: "buyer_edge", days: BUYER_DAYS, key: "account, other", expired: OF_OLD_BUYERS },
  { table: "buyer_purchase", days: BUYER_DAYS, key: "account, sale_id", expired: OF_OLD_BUYERS },
  {
    table: "buyer",
    days: BUYER_DAYS,
    key: "account",
    expired: `last_at_ms < ?1 AND NOT EXISTS (SELECT 1 FROM buyer_link WHERE buyer_link.account = buyer.account)
      AND NOT EXISTS (SELECT 1 FROM buyer_purchase WHERE buyer_purchase.account = buyer.account)`,
  },
  {
    table: "campaign_weight",
    days: WEIGHT_DAYS,
    key: "campaign_id, account, kind, week",
    expired: "drawn_at_ms < ?1",
  },
  { table: "cluster_cut", days: BUYER_DAYS, key: "account, other", expired: "at_ms < ?1" },
  {
    table: "case_report",
    days: CASE_DAYS,
    key: "report_id",
    expired: `at_ms < ?1 AND (case_id IS NULL OR ${OF_OLD_CASES})`,
  },
  // Whatever has not come to its turn by then is the rest of a flood.
  {
    table: "waiting_contact",
    days: WAITING_DAYS,
    key: "report_id, kind, pseudonym",
    expired: "report_id IN (SELECT report_id FROM waiting_report WHERE at_ms < ?1)",
  },
  { table: "waiting_report", days: WAITING_DAYS, key: "report_id", expired: "at_ms < ?1" },
  { table: "case_contact", days: CASE_DAYS, key: "case_id, kind, pseudonym", expired: OF_OLD_CASES },
  { table: "case_attachment", days: CASE_DAYS, key: "attachment_id", expired: OF_OLD_CASES },
  { table: "case_purchase", days: CASE_DAYS, key: "case_id, decision_id", expired: OF_OLD_CASES },
  { table: "case_identity", days: CASE_DAYS, key: "case_id, pseudonym", expired: OF_OLD_CASES },
  { table: "webhook_delivery", days: 30, key: "shop, webhook_id, event_id", expired: "event_at_ms < ?1" },
  { table: "webhook_call", days: 2, key: "call", expired: "recorded_at_ms < ?1" },
  { table: "erasure_call", days: 2, key: "call", expired: "recorded_at_ms < ?1" },
  { table: "erasure", days: CASE_DAYS, key: "erasure_id", expired: "at_ms < ?1" },
  { table: "staff_action", days: CASE_DAYS, key: "seq", expired: "at_ms < ?1" },
];
