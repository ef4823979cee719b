import type { PostalAddress } from "../../../src/domain/checkout.ts";
import { createRandom, type Random } from "../../../test/rig/shared/random.ts";
import { FORM_JIGS } from "../identity-corpus/form-jigs.ts";
import { type Home, inventHome, writeHome } from "../identity-corpus/home.ts";
import type { Jig } from "../identity-corpus/jig.ts";
import { LETTER_JIGS } from "../identity-corpus/letter-jigs.ts";
import { SOFT_JIGS } from "../identity-corpus/soft-jigs.ts";
import type { FarmAssumptions } from "./assumptions.ts";
import type { Buyer, Means } from "./buyer.ts";
import { drawNumberBlock, numberOf } from "./draw-phone.ts";
import { inLetters } from "./in-letters.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const COSMETIC = [...FORM_JIGS, ...LETTER_JIGS].filter(({ kind }) => kind === "cosmetic");

/** The accounts of one farm. Devices, cards and places are dealt independently, as an operator who mixes them would. */
export function drawFarm(dice: Random, farm: FarmAssumptions, opensAtMs: number): Buyer[] {
  const random = createRandom(dice.between(1, 1_000_000));
  const places = Array.from({ length: farm.places }, () => inventHome(random));
  const devices = shuffled(dice, dealDevices(farm));
  const payments = shuffled(
    dice,
    Array.from({ length: farm.accounts }, (_, n) => `farm-card-${Math.floor(n / farm.accountsPerPayment)}`),
  );
  const means = (device: string | undefined, payment: string | undefined): Means => ({
    device: device ?? dice.pick(atLeastOne(devices)),
    payment: payment ?? dice.pick(atLeastOne(payments)),
    address: spell(dice.pick(atLeastOne(places)), { dice, random, farm }),
  });
  const blocks = Array.from({ length: Math.ceil(farm.accounts / farm.accountsPerNumberBlock) }, () =>
    drawNumberBlock(dice),
  );
  return Array.from({ length: farm.accounts }, (_, n): Buyer => {
    const isNew = dice.chance(farm.newShare);
    const ageMs = isNew ? dice.uniform() * 3 * DAY_MS + HOUR_MS / 4 : (60 + dice.uniform() * 600) * DAY_MS;
    const isAliased = dice.chance(farm.aliasedShare);
    const mailbox = `box${Math.floor(n / farm.accountsPerAliasedMailbox)}`;
    return {
      side: "farm",
      account: {
        id: `farm-${n}`,
        createdAt: new Date(opensAtMs - ageMs).toISOString(),
        email: isAliased ? `${mailbox}+${n}@gmail.com` : ownMailbox(n, farm),
        phone: numberOf(blocks[Math.floor(n / farm.accountsPerNumberBlock)] ?? "", n % farm.accountsPerNumberBlock),
        verified: dice.chance(farm.verifiedShare) ? ["email", "phone"] : [],
      },
      arrivesAtMs: opensAtMs + dice.between(0, farm.arrivalMsMax),
      tries: [
        means(devices[n], payments[n]),
        ...Array.from({ length: farm.tries - 1 }, () => means(undefined, undefined)),
      ],
      answersChallenge: dice.chance(farm.answersChallengeShare),
      answersInMs: dice.between(2000, 15_000),
      pays: [true, true, true],
      paysInMs: dice.between(2000, 60_000),
    };
  });
}

function ownMailbox(n: number, { ownDomainEveryNth, accountsPerDomain }: FarmAssumptions): string {
  const isOwnDomain = n % ownDomainEveryNth === 0;
  const domain = Math.floor(n / ownDomainEveryNth / accountsPerDomain);
  return isOwnDomain ? `farm.${n}@farm-${domain}.example` : `farm.${n}@gmail.com`;
}

function dealDevices({ accounts, deviceGroups }: FarmAssumptions): string[] {
  const dealt = deviceGroups.flatMap(([size, share]) =>
    Array.from({ length: Math.round(accounts * share) }, (_, n) => `farm-device-${size}-${Math.floor(n / size)}`),
  );
  return Array.from({ length: accounts }, (_, n) => dealt[n] ?? `farm-device-own-${n}`);
}

/** The place as one account of the farm writes it. */
function spell(home: Home, by: { dice: Random; random: Random; farm: FarmAssumptions }): PostalAddress {
  const { dice, random, farm } = by;
  const roll = dice.uniform();
  const jigs: readonly Jig[] =
    roll < farm.plainShare ? [] : roll < farm.plainShare + farm.cosmeticShare ? COSMETIC : SOFT_JIGS;
  const usable = shuffled(dice, jigs);
  for (const { write } of usable) {
    const written = write(home, random);
    if (written !== undefined) return { ...written, name: `Farm ${inLetters(dice.between(1, 10_000))}` };
  }
  return { ...writeHome(home), name: `Farm ${inLetters(dice.between(1, 10_000))}` };
}

function shuffled<T>(dice: Random, items: readonly T[]): T[] {
  const keyed = items.map((item) => ({ item, key: dice.uniform() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}

function atLeastOne<T>(items: readonly T[]): readonly [T, ...T[]] {
  const [first, ...others] = items;
  if (first === undefined) throw new RangeError("a farm has at least one of everything");
  return [first, ...others];
}
