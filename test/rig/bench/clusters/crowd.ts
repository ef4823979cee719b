import { buyerCheckout } from "../../shared/buyer.ts";

type BuyerCheckout = ReturnType<typeof buyerCheckout>;

/** Accounts that the sale has seen before anything is measured. */
export const CROWD = 10_000;
export const FARMS = 30;
export const FARM_ACCOUNTS = 100;
const DEVICE_ACCOUNTS = 4;
const CARD_ACCOUNTS = 5;
const PLACES = 3;
const HOSTEL = { from: FARMS * FARM_ACCOUNTS, accounts: 500 };
const OFFICE = { from: HOSTEL.from + HOSTEL.accounts, accounts: 300 };
const FORWARDER = { from: OFFICE.from + OFFICE.accounts, accounts: 200 };
/** Numbers whose addresses no buyer has. */
const PLACE_FROM = 20_000_000;
const DAY_MS = 24 * 3_600_000;

/**
 * The n-th account of the crowd: farms of a hundred accounts on shared devices, cards and places, three hubs (a hostel, an
 * office, a forwarder), and people who share nothing.
 */
export function crowdCheckout(n: number): BuyerCheckout {
  if (n < HOSTEL.from) return ofFarm(n, Math.floor(n / FARM_ACCOUNTS), { device: n, card: n, place: n });
  if (n < OFFICE.from) return atHub(n, `Room ${n}, Student Hostel`, HOSTEL.from);
  if (n < FORWARDER.from) return atHub(n, "Business Park", OFFICE.from);
  if (n < FORWARDER.from + FORWARDER.accounts) return atHub(n, `Suite ${n}`, FORWARDER.from);
  return buyerCheckout(n);
}

/** A kind of buyers whose checkouts are timed. */
export type Asking = { readonly name: string; readonly checkout: (n: number) => BuyerCheckout };

/** What a checkout of theirs costs is the baseline of all others. */
export const SHARES_NOTHING: Asking = { name: "shares nothing", checkout: buyerCheckout };

export const IN_CLUSTERS: readonly Asking[] = [
  {
    name: "new account of a farm",
    checkout: (n) => ofFarm(n, n % FARMS, { device: n, card: n, place: n }),
  },
  { name: "account of a farm again", checkout: (n) => crowdCheckout(n % (FARMS * FARM_ACCOUNTS)) },
  {
    name: "new account on both sides of a cut",
    checkout: (n) => {
      const [one, other] = cutMembers(n);
      return ofFarm(n, n % FARMS, { device: one, card: other, place: n });
    },
  },
  { name: "resident of a hostel of 500", checkout: (n) => atHub(n, `Room ${n}, Student Hostel`, HOSTEL.from) },
  { name: "colleague at an office of 300", checkout: (n) => atHub(n, "Business Park", OFFICE.from) },
];

/** The two accounts of the n-th cut: of one farm, of no device or card in common. */
export function cutPair(n: number): readonly [number, number] {
  const first = (n % FARMS) * FARM_ACCOUNTS;
  const [one, other] = cutMembers(n);
  return [first + one, first + other];
}

function cutMembers(n: number): readonly [number, number] {
  const step = 7 * (Math.floor(n / FARMS) % 7);
  return [step, FARM_ACCOUNTS / 2 + step];
}

/** @param of members of the farm whose device, card and place the account comes with */
function ofFarm(
  n: number,
  farm: number,
  of: { readonly device: number; readonly card: number; readonly place: number },
): BuyerCheckout {
  const plain = buyerCheckout(n);
  const member = (each: number) => each % FARM_ACCOUNTS;
  return {
    ...plain,
    account: { ...plain.account, createdAt: new Date(Date.now() - 2 * DAY_MS).toISOString() },
    device: { id: `farm_${farm}_device_${Math.floor(member(of.device) / DEVICE_ACCOUNTS)}` },
    payment: { ...plain.payment, fingerprint: `farm_${farm}_card_${Math.floor(member(of.card) / CARD_ACCOUNTS)}` },
    shippingAddress: buyerCheckout(PLACE_FROM + farm * PLACES + (of.place % PLACES)).shippingAddress,
  };
}

function atHub(n: number, line: string, hub: number): BuyerCheckout {
  const { shippingAddress } = buyerCheckout(PLACE_FROM + FARMS * PLACES + hub);
  const [, street = ""] = shippingAddress.lines;
  return { ...buyerCheckout(n), shippingAddress: { ...shippingAddress, lines: [line, street] } };
}
