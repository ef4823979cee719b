import { runOneOf } from "./shared/run-one-of.ts";

await runOneOf({
  call: "npm run resellers --",
  about: "Finds, imports and checks shops that pose as a brand.",
  commands: {
    scan: { summary: "scan a list of host names", load: async () => (await import("./resellers/scan.ts")).scanProgram },
    import: {
      summary: "open cases about the sellers of a list",
      load: async () => (await import("./resellers/import.ts")).importProgram,
    },
    check: {
      summary: "check settings, brands and registry",
      load: async () => (await import("./resellers/check.ts")).checkProgram,
    },
    "verify-sellers": {
      summary: "verify the signed list of authorized sellers",
      load: async () => (await import("./resellers/verify-sellers.ts")).verifySellers,
    },
    "verify-evidence": {
      summary: "verify an evidence pack: its signature, its files and its history",
      load: async () => (await import("./resellers/verify-evidence.ts")).verifyEvidence,
    },
  },
  examples: ["npm run resellers -- check"],
});
