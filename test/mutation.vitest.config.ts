import { defineConfig } from "vitest/config";

/** The tests that mutants of the ledger and of the tokens have to fail: plain Node, no runtime, no simulation. */
export default defineConfig({
  test: {
    environment: "node",
    include: ["test/domain/{stock,tokens,sale}/**/*.test.ts"],
    setupFiles: ["test/support/seed-properties.ts"],
  },
});
