import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { exportJWK, generateKeyPair } from "jose";
import { defineConfig } from "vitest/config";
import { newSecret, newShopKey, newSigningKey } from "./src/dev/make-keys.ts";
import { migrationStatements } from "./src/dev/migrations.ts";
import { developmentBeacon } from "./src/dev/worker/beacon/beacon-chain.ts";
import { readCorpora } from "./test/support/corpora.ts";
import { SMS_ADAPTERS } from "./test/support/signed-text.ts";

/** Beacons are handed in: no test asks a relay. */
const BEACON_KEY = "11".repeat(32);

/** A test that hangs ends; none fails because the machine is busy. No test sets a limit of its own. */
const PATIENCE = { testTimeout: 900_000, hookTimeout: 900_000, expect: { poll: { timeout: 60_000 } } };

/** The files of a worker share its modules, which take longer to load than most tests take to run. */
const SHARED = {
  // The runner by itself leaves one core free, which is half of a small machine.
  maxWorkers: "100%",
  isolate: false,
  setupFiles: ["test/support/leave-nothing.ts", "test/support/seed-properties.ts"],
};

export default defineConfig(async () => ({
  test: {
    projects: [
      {
        test: {
          name: "node",
          environment: "node",
          ...PATIENCE,
          ...SHARED,
          include: ["test/**/*.test.ts"],
          exclude: ["test/workerd/**", "test/e2e/**", "test/load/**"],
        },
      },
      // Each of these has the machine to itself: it drives a service of its own as hard as it can.
      {
        test: {
          name: "load",
          environment: "node",
          ...PATIENCE,
          include: ["test/load/**/*.test.ts"],
          fileParallelism: false,
        },
      },
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath: "./wrangler.toml" },
            miniflare: { bindings: await testBindings() },
          }),
        ],
        test: {
          name: "workerd",
          ...PATIENCE,
          // Of two workers one sometimes never says that its file has ended, and the run waits for it until it is killed.
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
          include: ["test/workerd/**/*.test.ts"],
          isolate: false,
          setupFiles: ["test/workerd/support/leave-nothing.ts"],
        },
      },
      {
        test: {
          name: "browser",
          environment: "node",
          include: ["test/e2e/**/*.test.ts"],
          ...PATIENCE,
          // The files of a worker share its browser.
          ...SHARED,
        },
      },
    ],
  },
}));

/**
 * Settings of a deployment with two shops, with keys made for this run alone. What starts with TEST_ is for the tests and
 * unknown to the Worker.
 */
async function testBindings() {
  const shops = { "shop-a": newShopKey(), "shop-b": newShopKey() };
  const accountKey = await generateKeyPair("EdDSA", { extractable: true });
  const accessKey = await generateKeyPair("RS256", { extractable: true });
  const accountJwk = { ...(await exportJWK(accountKey.publicKey)), kid: "account-key" };
  return {
    ENVIRONMENT: "test",
    ISSUER: "https://firsthand.test",
    SHOPS: JSON.stringify(
      Object.fromEntries(
        Object.entries(shops).map(([id, { hash }]) => [
          id,
          {
            name: id,
            keyHashes: [hash],
            hostname: `${id}.example`,
            origins: [`https://${id}.example`],
            accountKeys: [accountJwk],
            staffEvents: id === "shop-a",
          },
        ]),
      ),
    ),
    SIGNING_KEYS: JSON.stringify(
      await Promise.all((["active", "next", "retiring", "retired"] as const).map((status) => newSigningKey(status))),
    ),
    TOKEN_SECRETS: JSON.stringify([{ kid: "test", k: newSecret() }]),
    WEBHOOK_KEYS: JSON.stringify([{ kid: "test", k: newSecret() }]),
    // Sales of the epoch before may still run.
    PEPPERS: JSON.stringify([
      { epoch: "test1", k: newSecret() },
      { epoch: "test0", k: newSecret() },
    ]),
    ACCESS_TEAM_DOMAIN: "https://team.access.test",
    ACCESS_AUDIENCE: newSecret(),
    STAFF_ROLES: JSON.stringify({
      "email:trust@staff.example": "trust",
      "email:brand@staff.example": "brand",
      "group:admins": "admin",
      "service:rules-check.access": "service",
    }),
    SMS_ADAPTERS: JSON.stringify(SMS_ADAPTERS),
    BEACON: JSON.stringify([{ ...developmentBeacon(BEACON_KEY).chain, addresses: [] }]),
    TEST_BEACON_KEY: BEACON_KEY,
    TEST_SHOP_KEYS: JSON.stringify({ "shop-a": shops["shop-a"].key, "shop-b": shops["shop-b"].key }),
    TEST_ACCOUNT_KEY: JSON.stringify({ ...(await exportJWK(accountKey.privateKey)), kid: "account-key" }),
    TEST_ACCESS_KEY: JSON.stringify({ ...(await exportJWK(accessKey.privateKey)), kid: "access-key" }),
    TEST_MIGRATIONS: JSON.stringify(await migrationStatements()),
    TEST_CORPORA: JSON.stringify(await readCorpora()),
    TEST_WHOLE_CORPORA: process.env.WHOLE_CORPORA ?? "",
  };
}
