import { runOneOf } from "../../src/cli/shared/run-one-of.ts";

/** Everything that makes or measures the models and the tables of data, a few times a year. */
await runOneOf({
  call: "npm run lab --",
  about: "Records, trains, measures and rehearses; makes generated tables anew.",
  commands: {
    "record-bots": {
      summary: "let programs buy in the demo shop, in real Chromium, and keep what was observed",
      load: async () => (await import("./record-bots.ts")).recordBots,
    },
    train: { summary: "train the checkout model", load: async () => (await import("./train.ts")).train },
    "eval-model": {
      summary: "measure the model on sources it never saw, and write its card",
      load: async () => (await import("./eval-model.ts")).evalModel,
    },
    "eval-unseen": {
      summary: "judge programs that no model was trained on, and forged payloads",
      load: async () => (await import("./eval-unseen.ts")).evalUnseen,
    },
    "eval-identity": {
      summary: "measure the household keys on jigs and on recorded addresses",
      load: async () => (await import("./eval-identity.ts")).evalIdentity,
    },
    "eval-resellers": {
      summary: "measure the host detectors on public lists",
      load: async () => (await import("./eval-resellers.ts")).evalResellers,
    },
    "rehearse-farm": {
      summary: "play a sale that a farm of accounts comes to",
      load: async () => (await import("./rehearse-farm.ts")).rehearseFarm,
    },
    "replay-purchases": {
      summary: "send recorded purchases through the running service as checkouts",
      load: async () => (await import("./replay-purchases.ts")).replayPurchases,
    },
    "identity-corpus": {
      summary: "write the corpus of address jigs and of neighbours",
      load: async () => (await import("./identity-corpus.ts")).identityCorpus,
    },
    drift: {
      summary: "how far recorded checkouts have moved from training, or from another time",
      load: async () => (await import("./drift.ts")).drift,
    },
    "address-words": {
      summary: "write the table of address abbreviations",
      load: async () => (await import("./address-words.ts")).addressWords,
    },
    "disposable-domains": {
      summary: "write the set of disposable mail domains",
      load: async () => (await import("./disposable-domains.ts")).disposableDomains,
    },
    "look-alikes": {
      summary: "write the table of letters that look like others",
      load: async () => (await import("./look-alikes.ts")).lookAlikes,
    },
    "phone-carriers": {
      summary: "write the table of networks of telephone numbers",
      load: async () => (await import("./phone-carriers.ts")).phoneCarriers,
    },
    "postal-codes": {
      summary: "write where the postal codes of a country are",
      load: async () => (await import("./postal-codes.ts")).postalCodes,
    },
  },
  examples: ["npm run lab -- eval-identity", "npm run lab -- train --help"],
});
