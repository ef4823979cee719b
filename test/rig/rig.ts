import { type CommandList, runOneOf } from "../../src/cli/shared/run-one-of.ts";

/** Everything that drives the service, or a part of it, harder than tests do. */
const RIGS: CommandList = {
  call: "npm run rig --",
  about: "Plays, breaks, floods and times what is deployed, for minutes where tests take seconds.",
  commands: {
    sim: {
      summary: "seeded histories of a sale in virtual time, against a model",
      load: async () => (await import("./sim.ts")).sim,
    },
    "sim-draws": {
      summary: "the same of drawn sales: who is called, has a unit, and is never passed over",
      load: async () => (await import("./sim.ts")).simDraws,
    },
    "fair-window": {
      summary: "200,000 arrivals of a fair window, and what being early was worth",
      load: async () => (await import("./fair-window.ts")).fairWindow,
    },
    webhooks: {
      summary: "prints the events that the service of npm start sends, for development",
      load: async () => (await import("./listen.ts")).listen,
    },
    faults: {
      summary: "a real workerd killed, stopped, starved and misled under load",
      load: async () => (await import("./faults.ts")).faults,
    },
    load: {
      summary: "one flash sale under 50,000 checkouts, against its promises",
      load: async () => (await import("./load.ts")).load,
    },
    registrations: {
      summary: "50,000 registrations in a burst and 10,000 repeats of one, against their promises",
      load: async () => (await import("./registrations.ts")).registrations,
    },
    overload: {
      summary: "several times the capacity, and how much is still served",
      load: async () => (await import("./overload.ts")).overload,
    },
    "price-of-entry": {
      summary: "what a thousand forged accounts cost, in a calm sale and while one is besieged",
      load: async () => (await import("./price-of-entry.ts")).priceOfEntry,
    },
    "bench checkout": {
      summary: "checkouts a second and where their time goes, beside a floor",
      load: async () => (await import("./bench/checkout.ts")).benchCheckout,
    },
    "bench clusters": {
      summary: "links and clusters of one checkout",
      load: async () => (await import("./bench/clusters.ts")).benchClusters,
    },
    "bench memory": {
      summary: "a sale of 200,000 accounts: its heap, and the pages that an attempt writes",
      load: async () => (await import("./bench/memory.ts")).benchMemory,
    },
    "bench pools": {
      summary: "checkouts of a sale of 10,000 pools beside those of one",
      load: async () => (await import("./bench/pools.ts")).benchPools,
    },
    "bench score": {
      summary: "one score of the live model",
      load: async () => (await import("./bench/score.ts")).benchScore,
    },
    "bench rules": {
      summary: "the policy in workerd, and ten rules beside other engines",
      load: async () => (await import("./bench/rules.ts")).benchRules,
    },
    "bench sdk": {
      summary: "what the browser SDK costs the page that includes it",
      load: async () => (await import("./bench/sdk.ts")).benchSdk,
    },
    "bench proofs": {
      summary: "honest checkouts of slow browsers that come without a proof of their key",
      load: async () => (await import("./bench/proofs.ts")).benchProofs,
    },
    "bench resellers": {
      summary: "host names scanned a second",
      load: async () => (await import("./bench/resellers.ts")).benchResellers,
    },
    "bench registrations": {
      summary: "registrations a second beside a floor, over one register and several",
      load: async () => (await import("./bench/registrations.ts")).benchRegistrations,
    },
    "bench rows": {
      summary: "what a sale of 200,000 accounts with eight tries each takes of object and archive, and its billed rows",
      load: async () => (await import("./bench/rows.ts")).benchRows,
    },
    "bench draw": {
      summary: "a million entries frozen and drawn, in the parts of an object",
      load: async () => (await import("./bench/draw.ts")).benchDraw,
    },
    dev: {
      summary: "the Worker alone in wrangler dev, built anew at each change",
      load: async () => (await import("./dev.ts")).dev,
    },
    mutation: {
      summary: "mutants of ledger and tokens, each of which some test has to kill",
      load: async () => (await import("./mutation.ts")).mutation,
    },
  },
  examples: ["npm run rig -- sim --seeds 100", "npm run rig -- bench clusters --help"],
};

await runOneOf(RIGS);
