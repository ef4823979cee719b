import { runOneOf } from "./shared/run-one-of.ts";

await runOneOf({
  call: "npm run verify --",
  about: "Recomputes what the service says of itself, and prints every difference.",
  commands: {
    ledger: {
      summary: "a sale, from its rows and from its copy in the archive",
      load: async () => (await import("./verify/ledger.ts")).verifyLedger,
    },
    draw: {
      summary: "a draw, from its statements and files, and where a receipt came in it",
      load: async () => (await import("./verify/draw.ts")).verifyDrawProgram,
    },
    sellers: {
      summary: "the signed list of authorized sellers",
      load: async () => (await import("./verify/sellers.ts")).verifySellers,
    },
    evidence: {
      summary: "an evidence pack: its signature, its files and its history",
      load: async () => (await import("./verify/evidence.ts")).verifyEvidence,
    },
  },
  examples: ["npm run verify -- ledger --sale demo"],
});
