import { markdownTable } from "../shared/markdown-table.ts";
import { BROWSERS, CALLED, FAIR_WINDOW, FARMS, type FarmAssumptions, PEOPLE } from "./assumptions.ts";
import type { DrawnSide } from "./draw-outcome.ts";
import type { Outcome, SideOutcome } from "./outcome.ts";
import {
  average,
  type Bar,
  barsOf,
  barsOfDraw,
  type Played,
  type PlayedDraw,
  type Scene,
  sceneName,
  UNITS,
  worst,
} from "./report.ts";

/** Of each bar its figure in one seed. */
const WORST_OF = [
  ({ farmShare }: Outcome) => farmShare,
  ({ refusedPeopleShare }: Outcome) => refusedPeopleShare,
  ({ askedAgainPeopleShare }: Outcome) => askedAgainPeopleShare,
] as const;

const percent = (share: number, digits = 1) => `${(100 * share).toFixed(digits)} %`;

/** The card beside the models: what was assumed, what was measured, and what that does not say. */
export function farmCard(allPlayed: readonly Played[], allDraws: readonly PlayedDraw[]): string {
  const [played, forged] = parted(allPlayed);
  const [draws, forgedDraws] = parted(allDraws);
  const main = played[0];
  if (main === undefined) return "";
  return `# Farm rehearsal

What \`npm run lab -- rehearse-farm --card\` measured. One sale of ${UNITS} units is played in virtual time with the identity keys,
signals, shipped policy and commands of production, on the in-memory rows. A farm of a thousand accounts and
${PEOPLE.count} people come. Everything is seeded; figures are averages over ${main.outcomes.length} seeds, with the worst seed beside them.

Outside "Forged payloads" the browser model is switched off: the farm is assumed to drive real browsers as well as people do, so
it would say the same of everybody and only identity, history and clusters decide. The farm also comes first: all of its accounts within
seconds. Nobody has a past in the shop.

## Bars

${markdownTable(
  ["bar", "average", "worst seed", "asked", "met"],
  barsOf(main.outcomes).map(({ name, measured, below, met }, index) => [
    name,
    percent(measured, 2),
    percent(worst(main.outcomes, WORST_OF[index] ?? WORST_OF[0]), 2),
    `< ${percent(below)}`,
    met ? "yes" : "no",
  ]),
)}

The farm is ${percent(main.outcomes[0]?.farmHeadShare ?? 0)} of all accounts. A person counts as refused who ends without a unit after any
denial or review, or after a challenge that they did not settle. Refused by nothing but the sale's own limits (one unit for a
device, two for a household): ${percent(
    share(main, (side) => side.refusedByLimits),
    2,
  )} of the people. Challenge not settled:
${percent(
  share(main, (side) => side.unproved),
  2,
)}. By the policy's judgement alone:
${percent(
  share(main, (side) => side.refused - side.refusedByLimits - side.unproved),
  2,
)}. Asked for a one-time code: ${percent(share(main, (side) => side.challenged))}. Asked for a proof of work, because the
sale was pressed or a rule takes one: ${percent(share(main, (side) => side.worked))}. Asked to wait after
unpaid holds: ${percent(
    share(main, (side) => side.delayed),
    2,
  )}.

## Scenes

${markdownTable(
  ["scene", "seeds", "units of the farm", "worst seed", "people refused", "people challenged"],
  played.map((each) => [
    sceneName(each.scene),
    String(each.outcomes.length),
    percent(average(each.outcomes, ({ farmShare }) => farmShare)),
    percent(worst(each.outcomes, ({ farmShare }) => farmShare)),
    percent(
      average(each.outcomes, ({ refusedPeopleShare }) => refusedPeopleShare),
      2,
    ),
    percent(share(each, (side) => side.challenged)),
  ]),
)}

Without a defence, the rules and limits that need it are silent: \`clusters\` stands for every rule that reads a cluster,
\`households\`, \`devices\`, \`payments\` and \`mailboxes\` (with telephones) for shops that do not tell them, \`challenges\` for a
shop that never asks for proof. Removing one may move its work to another, and where no proof is asked some wait less and
are found later, so the rows do not add up.

${drawnSection(draws)}
${forgedSection(forged, forgedDraws)}
## What stops the farm

Accounts of the typical farm that met each reason (first seed; one account can meet several):

${markdownTable(
  ["reason", "accounts of the farm", "people"],
  Object.entries(main.outcomes[0]?.farm.reasons ?? {})
    .sort(([, a], [, b]) => b - a)
    .map(([code, accounts]) => [code, String(accounts), String(main.outcomes[0]?.people.reasons[code] ?? 0)]),
)}

## Assumptions

Of the people: ${percent(PEOPLE.newShare, 0)} signed up in the three days before; ${percent(PEOPLE.phoneVerifiedShare, 0)} have a confirmed telephone and ${percent(PEOPLE.emailVerifiedShare, 0)} a
confirmed mailbox; ${percent(1 / PEOPLE.workMailboxes.everyNth, 0)} write from one of ${PEOPLE.workMailboxes.domains} employers; ${percent(PEOPLE.answersChallengeShare, 0)} of those asked enter the code; ${percent(PEOPLE.paysAtFirstShare, 0)} pay at the first try.
${PEOPLE.families.count} families try in twos from one address, ${percent(PEOPLE.families.onePaymentShare, 0)} of them with one card and ${percent(PEOPLE.families.oneDeviceShare, 0)} on one device. There are a hostel
with ${PEOPLE.hostels.residents} residents, ${PEOPLE.towers.count} towers with ${PEOPLE.towers.residents} each, an office with ${PEOPLE.offices.colleagues} colleagues, a forwarder with ${PEOPLE.forwarders.customers} customers;
${percent(PEOPLE.pickUpShare, 0)} pick up. ${percent(PEOPLE.addresses.ownSpellingShare, 0)} write their address in a way of their own and ${percent(PEOPLE.addresses.typoShare, 0)} mistype it. They come over minutes (mean ${PEOPLE.arrivalMsMean / 1000} s).

${markdownTable(
  ["of the farm", ...Object.keys(FARMS)],
  FARM_ROWS.map(([name, read]) => [name, ...Object.values(FARMS).map((farm) => read(farm))]),
)}

Devices of the typical farm are spread as recorded: of 3,387 fraudulent purchases of an online shop in 2015, 41 % were alone
on their device, 11 % in twos, 19 % in threes and fours, 30 % in groups of five to nine. Everything else of the farms and of
the people is assumed, not measured: how farms are equipped is not published.

## What this does not say

- The careful farm is the answer to what happens in a flash sale when nothing but the parcels' places is shared: then accounts
  look like people until others of the same place have come.
- A draw is judged with everybody in view. That helps against what accounts share, and not against a farm that shares nothing:
  such a farm gets the chances of its accounts, as anybody does. What the careful farm gets of a draw it gets by flats that it
  invents in a building, which only the building links: a building may be hundreds of households, and alone it refuses nobody.
- The rules were tuned on two plays of the typical farm, which took 6 % at first. Those two are not among these: since numbers and
  names are drawn as people have them, every seed plays another farm. The assumptions are the same; another farm will do better or worse.
- People are assumed not to write lines of filler, the one trick with the form of an address that is challenged by itself.
  Were it a habit of one in forty, more than 0.5 % of them would be refused.
- A farm's first accounts at each place buy before anything is known of them. What they get grows with the number of places.
- People's payloads are simulated, and the third forger draws from the very same hands: no recording of people in a checkout may be
  used here. What keeps that farm out is not what its browsers send, but what its accounts share and what each of them pays.
- Everybody who has a browser comes by a network of their own, as a farm with rented home connections does: networks say nothing here.
- The addresses of people and farm are invented, in the four countries of the corpus of jigged addresses.
`;
}

/** Draws and fair windows, against the same farms. */
function drawnSection(draws: readonly PlayedDraw[]): string {
  if (draws.length === 0) return "";
  const { draw, "fair window": window } = CALLED;
  return `## Drawn sales

The same farms and people register for a sale of ${UNITS} units that is drawn, each account once. The population is grouped, judged
and drawn, places are called, and each checkout in its turn is judged again, all by the functions and commands of production. In a
fair window of ${FAIR_WINDOW.fairWindow.seconds} s nobody is excluded, and who comes later stands behind everybody in it.

${markdownTable(
  [
    "sale",
    "farm",
    "units of the farm",
    "worst seed",
    "asked",
    "its accounts sharing",
    "refused in their turn",
    "people excluded (asked < 0.5 %)",
    "people sharing",
    "people refused in their turn",
    "met",
  ],
  draws.map((each) => {
    const { scene, outcomes } = each;
    const bars = barsOfDraw(each);
    const farm = (figure: (side: (typeof outcomes)[number]["farm"]) => number) =>
      percent(average(outcomes, (outcome) => figure(outcome.farm)) / 1000);
    return [
      scene.mode,
      scene.farm,
      percent(average(outcomes, ({ farmShare }) => farmShare)),
      percent(worst(outcomes, ({ farmShare }) => farmShare)),
      `< ${percent(bars[0]?.below ?? 0)}`,
      farm(({ shared }) => shared),
      farm(({ refused }) => refused),
      percent(
        average(outcomes, ({ excludedPeopleShare }) => excludedPeopleShare),
        2,
      ),
      percent(
        average(outcomes, ({ sharedPeopleShare }) => sharedPeopleShare),
        2,
      ),
      percent(
        average(outcomes, ({ refusedPeopleShare }) => refusedPeopleShare),
        2,
      ),
      bars.every(({ met }) => met) ? "yes" : "no",
    ];
  }),
)}

Of who is called in a draw ${percent(draw.peopleComeShare, 0)} of the people come, after ${draw.peopleComeMsMean / 60_000} min in the mean, within turns of two hours; in a fair
window ${percent(window.peopleComeShare, 0)}, after ${window.peopleComeMsMean / 1000} s, within two minutes. All of the farm comes, at once. Units of who does not come, is refused or does
not pay go to the next.
`;
}

/** Those without and those with forged payloads. */
function parted<T extends { readonly scene: Pick<Scene, "forgery"> }>(all: readonly T[]): [T[], T[]] {
  return [
    all.filter(({ scene }) => scene.forgery === undefined),
    all.filter(({ scene }) => scene.forgery !== undefined),
  ];
}

/** Sales that ask everybody for what a browser sends, and a farm that makes it up. */
function forgedSection(forged: readonly Played[], draws: readonly PlayedDraw[]): string {
  if (forged.length + draws.length === 0) return "";
  const seen = [...forged, ...draws].map(({ scene }) => scene.forgery);
  const about = new Map(seen.map((forgery) => [forgery?.name ?? "", forgery?.about ?? ""]));
  return `## Forged payloads

The same farms and people in sales that require what a browser sends (\`"clientSignals": "required"\`), with the model and the sketches of
crowds switched on. People send what simulated hands do: ${percent(BROWSERS.phoneShare, 0)} on a phone, of the others ${percent(BROWSERS.savedShare, 0)} to a saved address. The farm
runs no browser. It makes up a payload, a browser's key and a device for each try, and has begun each visit as long before as the payload
says:

${[...about].map(([name, what]) => `- *${name}*: ${what}.`).join("\n")}

${markdownTable(
  [
    "sale",
    "farm",
    "units of the farm",
    "worst seed",
    "asked",
    "people refused (asked < 0.5 %)",
    "worst seed",
    "asked more than once (asked < 2.0 %)",
    "asked for work",
    "asked for a code",
    "met",
  ],
  [
    ...forged.map(({ scene, outcomes }) => forgedRow("flash", { scene, outcomes, bars: barsOf(outcomes) })),
    ...draws.map((each) => forgedRow(each.scene.mode, { ...each, bars: barsOfDraw(each) })),
  ],
)}

Shares of people are of all who came to the sale. In a fair window about a fifth of them is called; of those who came in their turn
${turnWords(draws)}.
`;
}

/** What flash and drawn sales have in common. */
type Shares = Pick<Outcome, "farmShare" | "refusedPeopleShare" | "askedAgainPeopleShare"> & {
  readonly people: Pick<SideOutcome, "accounts" | "worked" | "challenged">;
};

function forgedRow(
  mode: string,
  played: {
    readonly scene: Pick<Scene, "farm" | "forgery">;
    readonly outcomes: readonly Shares[];
    readonly bars: readonly Bar[];
  },
): string[] {
  const { scene, outcomes, bars } = played;
  const mean = (figure: (outcome: Shares) => number, digits = 1) => percent(average(outcomes, figure), digits);
  const { farm, forgery } = scene;
  return [
    mode,
    `${farm}, ${forgery?.name ?? "not forged"}`,
    mean(({ farmShare }) => farmShare),
    percent(worst(outcomes, ({ farmShare }) => farmShare)),
    `< ${percent(bars[0]?.below ?? 0)}`,
    mean(({ refusedPeopleShare }) => refusedPeopleShare, 2),
    percent(
      worst(outcomes, ({ refusedPeopleShare }) => refusedPeopleShare),
      2,
    ),
    mean(({ askedAgainPeopleShare }) => askedAgainPeopleShare, 2),
    mean(({ people }) => people.worked / people.accounts),
    mean(({ people }) => people.challenged / people.accounts),
    bars.every(({ met }) => met) ? "yes" : "no",
  ];
}

function turnWords(draws: readonly PlayedDraw[]): string {
  const outcomes = draws.flatMap((each) => each.outcomes);
  const of = (figure: (people: DrawnSide) => number) =>
    percent(average(outcomes, ({ people }) => figure(people) / Math.max(1, people.came)));
  return `${of(({ refused }) => refused)} were refused, ${of(({ askedAgain }) => askedAgain)} were asked more than once`;
}

const FARM_ROWS: readonly (readonly [string, (farm: FarmAssumptions) => string])[] = [
  [
    "accounts on one device",
    ({ deviceGroups }) => deviceGroups.map(([size, of]) => `${size} (${percent(of, 0)})`).join(", "),
  ],
  ["accounts on one card", ({ accountsPerPayment }) => String(accountsPerPayment)],
  ["places for parcels", ({ places }) => String(places)],
  [
    "spelled plainly, with cosmetic tricks, with others",
    ({ plainShare, cosmeticShare }) =>
      [plainShare, cosmeticShare, 1 - plainShare - cosmeticShare].map((each) => percent(each, 0)).join(", "),
  ],
  ["made within three days", ({ newShare }) => percent(newShare, 0)],
  ["mail and phone confirmed", ({ verifiedShare }) => percent(verifiedShare, 0)],
  [
    "on an aliased mailbox",
    ({ aliasedShare, accountsPerAliasedMailbox }) =>
      aliasedShare === 0 ? "none" : `${percent(aliasedShare, 0)}, ${accountsPerAliasedMailbox} each`,
  ],
  [
    "other mailboxes on a domain of the farm's own",
    ({ ownDomainEveryNth, accountsPerDomain }) =>
      `${percent(1 / ownDomainEveryNth, 0)}, up to ${accountsPerDomain} accounts each`,
  ],
  ["telephone numbers of one hundred", ({ accountsPerNumberBlock }) => String(accountsPerNumberBlock)],
  ["enter a one-time code", ({ answersChallengeShare }) => percent(answersChallengeShare, 0)],
  ["come within", ({ arrivalMsMax }) => `${arrivalMsMax / 1000} s`],
  ["tries of a refused account", ({ tries }) => String(tries)],
];

function share({ outcomes }: Played, figure: (people: SideOutcome) => number): number {
  return average(outcomes, ({ people }) => figure(people) / people.accounts);
}
