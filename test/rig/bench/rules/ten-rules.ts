/** One condition in three languages, which have to say the same of a checkout of which everything was observed. */
export type BenchRule = {
  readonly id: string;
  readonly cel: string;
  /** As json-rules-engine takes it: all of these hold. */
  readonly all: readonly { readonly fact: string; readonly operator: string; readonly value: unknown }[];
  readonly zen: string;
};

/** Ten conditions of the kinds that the shipped policy is made of: one to three comparisons, membership, no lists. */
export const TEN_RULES: readonly BenchRule[] = [
  {
    id: "disposable-mailbox",
    cel: "email.disposable",
    all: [{ fact: "email.disposable", operator: "equal", value: true }],
    zen: "email.disposable == true",
  },
  {
    id: "alias-on-new-account",
    cel: "email.aliased && account.age_hours < 24",
    all: [
      { fact: "email.aliased", operator: "equal", value: true },
      { fact: "account.age_hours", operator: "lessThan", value: 24 },
    ],
    zen: "email.aliased == true and account.age_hours < 24",
  },
  {
    id: "device-farm",
    cel: "device.other_accounts_attempted >= 5 && account.age_hours < 24",
    all: [
      { fact: "device.other_accounts_attempted", operator: "greaterThanInclusive", value: 5 },
      { fact: "account.age_hours", operator: "lessThan", value: 24 },
    ],
    zen: "device.other_accounts_attempted >= 5 and account.age_hours < 24",
  },
  {
    id: "remote-orders-on-one-phone",
    cel: 'channel in ["sms", "phone"] && phone.other_accounts_in_sale >= 2',
    all: [
      { fact: "channel", operator: "in", value: ["sms", "phone"] },
      { fact: "phone.other_accounts_in_sale", operator: "greaterThanInclusive", value: 2 },
    ],
    zen: "channel in ['sms', 'phone'] and phone.other_accounts_in_sale >= 2",
  },
  {
    id: "pickup-farm",
    cel: 'order.fulfilment == "pickup" && phone.other_accounts_in_sale >= 2 && account.age_hours < 168',
    all: [
      { fact: "order.fulfilment", operator: "equal", value: "pickup" },
      { fact: "phone.other_accounts_in_sale", operator: "greaterThanInclusive", value: 2 },
      { fact: "account.age_hours", operator: "lessThan", value: 168 },
    ],
    zen: "order.fulfilment == 'pickup' and phone.other_accounts_in_sale >= 2 and account.age_hours < 168",
  },
  {
    id: "burst",
    cel: "account.attempts_last_minute >= 6",
    all: [{ fact: "account.attempts_last_minute", operator: "greaterThanInclusive", value: 6 }],
    zen: "account.attempts_last_minute >= 6",
  },
  {
    id: "several-accounts",
    cel: 'household.other_accounts_in_sale >= 2 && order.fulfilment == "delivery"',
    all: [
      { fact: "household.other_accounts_in_sale", operator: "greaterThanInclusive", value: 2 },
      { fact: "order.fulfilment", operator: "equal", value: "delivery" },
    ],
    zen: "household.other_accounts_in_sale >= 2 and order.fulfilment == 'delivery'",
  },
  {
    id: "instrument-farm",
    cel: "payment.other_accounts_in_sale >= 3",
    all: [{ fact: "payment.other_accounts_in_sale", operator: "greaterThanInclusive", value: 3 }],
    zen: "payment.other_accounts_in_sale >= 3",
  },
  {
    id: "quantity-splitting",
    cel: "payment.units_in_sale >= 4 && payment.other_accounts_in_sale >= 2",
    all: [
      { fact: "payment.units_in_sale", operator: "greaterThanInclusive", value: 4 },
      { fact: "payment.other_accounts_in_sale", operator: "greaterThanInclusive", value: 2 },
    ],
    zen: "payment.units_in_sale >= 4 and payment.other_accounts_in_sale >= 2",
  },
  {
    id: "visit-forged",
    cel: 'visit.state == "invalid" && channel in ["web", "app"]',
    all: [
      { fact: "visit.state", operator: "equal", value: "invalid" },
      { fact: "channel", operator: "in", value: ["web", "app"] },
    ],
    zen: "visit.state == 'invalid' and channel in ['web', 'app']",
  },
];
