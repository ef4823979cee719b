import type { PostalAddress } from "../../../src/domain/checkout.ts";
import { createRandom, type Random } from "../../../test/rig/shared/random.ts";
import { FORM_JIGS } from "../identity-corpus/form-jigs.ts";
import { type Home, inventHome, writeHome } from "../identity-corpus/home.ts";
import { SOFT_JIGS } from "../identity-corpus/soft-jigs.ts";
import { PEOPLE } from "./assumptions.ts";
import type { Buyer, Means } from "./buyer.ts";
import { drawNumberBlock, numberOf } from "./draw-phone.ts";
import { inLetters } from "./in-letters.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Lines of filler are a scalper's trick and no habit of people. */
const HABITS = FORM_JIGS.filter(({ family, kind }) => kind === "cosmetic" && family !== "filler-lines");
const TYPOS = SOFT_JIGS.filter(({ family }) => family.startsWith("typo-"));

/** The people of a sale: most live alone with what they have, some share a home, a card or a parcel desk. */
export function drawPeople(dice: Random, opensAtMs: number, share = 1): Buyer[] {
  const count = Math.round(PEOPLE.count * share);
  const homes = createRandom(dice.between(1, 1_000_000));
  const home = () => inventHome(homes);
  const written = (of: Home) => writeAsPeopleDo(of, dice, homes);
  const plans: Partial<Means>[] = [];
  const add = (means: Partial<Means>) => plans.push(means);
  const groups = (each: number) => Array.from({ length: Math.round(each * share) }, (_, n) => n);

  for (const n of groups(PEOPLE.families.count)) {
    const shared = home();
    const payment = dice.chance(PEOPLE.families.onePaymentShare) ? { payment: `family-card-${n}` } : {};
    const device = dice.chance(PEOPLE.families.oneDeviceShare) ? { device: `family-device-${n}` } : {};
    add({ address: written(shared), ...payment, ...device });
    add({ address: written(shared), ...payment, ...device });
  }
  for (const _ of groups(PEOPLE.hostels.count)) {
    const hostel = { ...home(), building: "Student Hostel", unit: undefined };
    for (let room = 1; room <= PEOPLE.hostels.residents; room++) {
      const unit = dice.chance(PEOPLE.hostels.withoutRoomShare)
        ? undefined
        : { word: "Room", value: String(100 + room) };
      add({ address: written({ ...hostel, unit }) });
    }
  }
  for (const _ of groups(PEOPLE.towers.count)) {
    const tower = home();
    for (let flat = 1; flat <= PEOPLE.towers.residents; flat++) {
      add({ address: written({ ...tower, unit: { word: "Flat", value: String(100 * flat + 1) } }) });
    }
  }
  for (const _ of groups(PEOPLE.offices.count)) {
    const office: Home = { ...home(), building: "Business Park", unit: undefined };
    for (let n = 0; n < PEOPLE.offices.colleagues; n++) add({ address: written(office) });
  }
  for (const _ of groups(PEOPLE.forwarders.count)) {
    const desk = home();
    for (let n = 1; n <= PEOPLE.forwarders.customers; n++) {
      add({ address: written({ ...desk, unit: { word: "Suite", value: String(4000 + 37 * n) } }) });
    }
  }
  while (plans.length < count)
    add(dice.chance(PEOPLE.pickUpShare) ? { address: undefined } : { address: written(home()) });
  return plans.slice(0, count).map((means, n) => person(dice, { n, means, opensAtMs }));
}

/** People abbreviate, leave out, add a landmark or mistype, each in a way of their own. */
function writeAsPeopleDo(home: Home, dice: Random, random: Random): PostalAddress {
  const roll = dice.uniform();
  const { ownSpellingShare, typoShare } = PEOPLE.addresses;
  const jigs = roll < typoShare ? TYPOS : roll < typoShare + ownSpellingShare ? HABITS : [];
  const jig = jigs[dice.between(0, Math.max(0, jigs.length - 1))];
  return jig?.write(home, random) ?? writeHome(home);
}

function mailHostOf(n: number): string {
  const { everyNth, domains } = PEOPLE.workMailboxes;
  return n % everyNth === 0 ? `employer-${(n / everyNth) % domains}.example` : "yahoo.com";
}

function person(dice: Random, { n, means, opensAtMs }: { n: number; means: Partial<Means>; opensAtMs: number }): Buyer {
  const isNew = dice.chance(PEOPLE.newShare);
  const ageMs = isNew ? dice.uniform() * 3 * DAY_MS + HOUR_MS / 4 : (10 + dice.uniform() * 1500) * DAY_MS;
  const phone: ("email" | "phone")[] = dice.chance(PEOPLE.phoneVerifiedShare) ? ["phone"] : [];
  const email: ("email" | "phone")[] = dice.chance(PEOPLE.emailVerifiedShare) ? ["email"] : [];
  const address: PostalAddress | undefined =
    means.address === undefined ? undefined : { ...means.address, name: `Person ${inLetters(n)}` };
  return {
    side: "person",
    account: {
      id: `person-${n}`,
      createdAt: new Date(opensAtMs - ageMs).toISOString(),
      email: `person.${n}@${mailHostOf(n)}`,
      phone: numberOf(drawNumberBlock(dice), dice.between(0, 99)),
      verified: [...phone, ...email],
    },
    arrivesAtMs: opensAtMs + Math.round(-Math.log(1 - dice.uniform()) * PEOPLE.arrivalMsMean),
    tries: [{ device: means.device ?? `phone-${n}`, payment: means.payment ?? `card-${n}`, address }],
    answersChallenge: dice.chance(PEOPLE.answersChallengeShare),
    answersInMs: dice.between(10_000, 60_000),
    pays: [dice.chance(PEOPLE.paysAtFirstShare), dice.chance(PEOPLE.paysAtSecondShare), false],
    paysInMs: dice.between(15_000, 180_000),
  };
}
