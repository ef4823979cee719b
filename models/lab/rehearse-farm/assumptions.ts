/** What is assumed of the people of a sale. Shares are of all people unless they say otherwise. */
export const PEOPLE = {
  count: 5000,
  /** They come after the opening, with this mean of an exponential distribution. */
  arrivalMsMean: 90_000,
  /** Accounts made within three days before the sale, because of it; the others are months to years old. */
  newShare: 0.08,
  phoneVerifiedShare: 0.85,
  emailVerifiedShare: 0.8,
  /** Of those who are asked for a one-time code. */
  answersChallengeShare: 0.97,
  paysAtFirstShare: 0.93,
  paysAtSecondShare: 0.7,
  /** Most write their address plainly; some abbreviate, reorder or add a landmark, and some mistype a word. */
  addresses: { ownSpellingShare: 0.4, typoShare: 0.05 },
  /** Two people of one family who both try: one address, often one card, seldom one device. */
  families: { count: 60, onePaymentShare: 0.5, oneDeviceShare: 0.2 },
  /** Homes with many households under one number; a tenth of a hostel's residents leave their room out. */
  hostels: { count: 1, residents: 30, withoutRoomShare: 0.1 },
  towers: { count: 6, residents: 8 },
  /** Colleagues who order to their desk: one address for all. */
  offices: { count: 1, colleagues: 12 },
  /** A forwarder gives every customer a suite of their own. */
  forwarders: { count: 1, customers: 12 },
  pickUpShare: 0.03,
  /** Mailboxes of an employer or a university instead of a public host: one in so many people, from so many of them. */
  workMailboxes: { everyNth: 20, domains: 10 },
} as const;

/** What people fill in a checkout with, where payloads are part of a rehearsal. */
export const BROWSERS = {
  phoneShare: 0.6,
  /** Of those at a computer, whose address the shop has saved. */
  savedShare: 0.15,
  /** A visit begins so long before the page has been watched. */
  visitBeforePageMs: 300,
} as const;

/** A fair window as long as it may be, so that most people who come over minutes are within it. */
export const FAIR_WINDOW = { fairWindow: { seconds: 300, admitPerSecond: 250 } } as const;

/** What is assumed of who is called in a drawn sale. People of a fair window are at the page; a farm's programs come at once. */
export const CALLED = {
  draw: { peopleComeShare: 0.9, peopleComeMsMean: 1_200_000, farmComesMsMax: 60_000 },
  "fair window": { peopleComeShare: 0.95, peopleComeMsMean: 15_000, farmComesMsMax: 5000 },
} as const;

/** How a farm of a thousand accounts is equipped. */
export type FarmAssumptions = {
  readonly accounts: number;
  /** Accounts on one device, and the share of accounts that are on such a device. */
  readonly deviceGroups: readonly (readonly [accounts: number, share: number])[];
  readonly accountsPerPayment: number;
  /** Real places that take parcels for the farm. */
  readonly places: number;
  /** Ways to write the place: as it is, with cosmetic tricks, with tricks that change what is written. */
  readonly plainShare: number;
  readonly cosmeticShare: number;
  /** Accounts made for this sale within three days; the others were bought and are months old. */
  readonly newShare: number;
  readonly verifiedShare: number;
  /** Mailboxes are spelled in several ways: accounts on one mailbox, and the share of accounts that are on such a mailbox. */
  readonly accountsPerAliasedMailbox: number;
  readonly aliasedShare: number;
  /** Of mailboxes that are not aliased, one in so many is of a domain of the farm's own; a public host has the others. */
  readonly ownDomainEveryNth: number;
  /** Accounts on one such domain. */
  readonly accountsPerDomain: number;
  /** Rented telephone numbers of one hundred. */
  readonly accountsPerNumberBlock: number;
  /** Rented telephone numbers answer one-time codes so often. */
  readonly answersChallengeShare: number;
  /** All come within this of the opening. */
  readonly arrivalMsMax: number;
  /** A refused account tries so often in all, each time with another device, card and spelling of the farm's. */
  readonly tries: number;
};

export const FARMS = {
  /**
   * Devices as recorded: of 3,387 fraudulent purchases of an online shop (the data set "fraud e-commerce" of 2015), 41 % were
   * alone on their device, 11 % in twos, 19 % in threes and fours, 30 % in groups of five to nine. The rest is assumed.
   */
  typical: {
    accounts: 1000,
    deviceGroups: [
      [1, 0.41],
      [2, 0.11],
      [4, 0.18],
      [7, 0.3],
    ],
    accountsPerPayment: 5,
    places: 12,
    plainShare: 0.1,
    cosmeticShare: 0.6,
    newShare: 0.6,
    verifiedShare: 0.5,
    accountsPerAliasedMailbox: 8,
    aliasedShare: 0.4,
    ownDomainEveryNth: 3,
    accountsPerDomain: 40,
    accountsPerNumberBlock: 5,
    answersChallengeShare: 0.7,
    arrivalMsMax: 5000,
    tries: 3,
  },
  /** Everything in short supply. */
  crude: {
    accounts: 1000,
    deviceGroups: [[25, 1]],
    accountsPerPayment: 25,
    places: 4,
    plainShare: 0.3,
    cosmeticShare: 0.6,
    newShare: 0.9,
    verifiedShare: 0.2,
    accountsPerAliasedMailbox: 50,
    aliasedShare: 0.8,
    ownDomainEveryNth: 1,
    accountsPerDomain: 1000,
    accountsPerNumberBlock: 25,
    answersChallengeShare: 0.4,
    arrivalMsMax: 5000,
    tries: 3,
  },
  /** A device, a card, a mailbox and an old account for each; only places that take parcels are shared. */
  careful: {
    accounts: 1000,
    deviceGroups: [[1, 1]],
    accountsPerPayment: 1,
    places: 60,
    plainShare: 0,
    cosmeticShare: 0.3,
    newShare: 0.2,
    verifiedShare: 0.9,
    accountsPerAliasedMailbox: 1,
    aliasedShare: 0,
    ownDomainEveryNth: 10,
    accountsPerDomain: 5,
    accountsPerNumberBlock: 1,
    answersChallengeShare: 0.95,
    arrivalMsMax: 60_000,
    tries: 1,
  },
} as const satisfies { readonly [name: string]: FarmAssumptions };
export type FarmName = keyof typeof FARMS;
