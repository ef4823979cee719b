import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import * as z from "zod";
import { checkoutOf } from "../support/fixtures.ts";
import { PATIENCE_MS, type RunningService, runningService } from "./running-service.ts";

/** The archive that exports read is about a second behind the sale. */
const ARCHIVE_WAIT_MS = 60_000;

const PUBLISHED_WITHIN = { timeout: PATIENCE_MS, interval: 500 };

/** The commands of rules/README.md that need a service, in the order in which an analyst meets them. */
const COMMANDS = [...readFileSync("rules/README.md", "utf8").matchAll(/```bash\n([\s\S]*?)```/g)].flatMap(
  ([, text = ""]) => text.trim().split("\n"),
);

let service: RunningService;

beforeAll(async () => {
  service = await runningService();
  cpSync("rules", join(service.folder, "rules"), { recursive: true });
  await checkOut();
  await vi.waitFor(
    () => expect(run("npm run rules export -- --sale demo --out first.ndjson").stdout).toContain(": 1 decision"),
    { timeout: ARCHIVE_WAIT_MS },
  );
  const file = join(service.folder, "rules/policy.yaml");
  writeFileSync(file, readFileSync(file, "utf8").replace(/^title: .*$/m, "title: The policy of this test"));
});

afterAll(() => service?.stop());

async function checkOut(): Promise<string> {
  const response = await fetch(`${service.baseUrl}/v1/sales/demo/checkouts`, {
    method: "POST",
    headers: {
      Authorization: `Bearer ${service.shopKey}`,
      "Idempotency-Key": crypto.randomUUID(),
      "Content-Type": "application/json",
    },
    body: JSON.stringify({ ...checkoutOf(1), channel: "store" }),
  });
  return await response.text();
}

/** Runs a command as it stands in the page, in the folder of the service. */
function run(command: string) {
  const line = command
    .replace(/^npm run rules/, `${process.execPath} ${resolve("src/cli/rules.ts")}`)
    .replace(" -- ", " ");
  const { status, stdout, stderr } = spawnSync(line, { shell: true, encoding: "utf8", cwd: service.folder });
  return { status, stdout, stderr };
}

describe("a command of rules/README.md that needs a service", () => {
  it("is not the only one", () => {
    expect(COMMANDS.length).toBe(5);
  });

  it.each(COMMANDS)("runs as it is written: %s", (command) => {
    expect(run(command)).toMatchObject({ status: 0 });
  });

  it("left a history of what the page did", () => {
    const { stdout } = run("npm run rules history -- --json");
    expect(JSON.parse(stdout)).toMatchObject([
      { body: { kind: "published", why: "Farms moved to gift cards", effect: { decisions: 1 } } },
      { body: { kind: "rolled-back", shipped: true } },
    ]);
  });

  it("publishes nothing as a service", () => {
    const { status, stderr } = run("npm run rules publish -- --why alone --as rules-check.access");
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining("This needs a person") });
  });

  it("waits for a second person with exit code 3, and takes the word of one", () => {
    const { stdout, status } = run("npm run rules publish -- --why again --sale never-was");
    expect(status).toBe(3);
    const proposal = /--approve (\d+)/.exec(stdout)?.[1];
    expect(run(`npm run rules publish -- --approve ${proposal} --why me`)).toMatchObject({ status: 1 });
    expect(run(`npm run rules publish -- --approve ${proposal} --why ok --as trust-2@firsthand.test`).status).toBe(0);
  });

  it("has new checkouts decided by what is live within ten seconds", async () => {
    const { stdout } = run("npm run rules history -- --json");
    const live = z.array(z.object({ body: z.looseObject({ kind: z.string(), hash: z.string().optional() }) }));
    const { kind, hash } = live.parse(JSON.parse(stdout)).at(-1)?.body ?? {};
    expect(kind).toBe("published");
    await vi.waitFor(
      async () => expect(JSON.parse(await checkOut())).toMatchObject({ policyHash: hash }),
      PUBLISHED_WITHIN,
    );
  });

  it("refuses a policy with problems with the list that check gives", () => {
    const file = join(service.folder, "rules/packs/account/burst.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace(/^when: /m, "when: nothing > 1 && "));
    const { status, stderr } = run("npm run rules publish -- --why broken");
    expect(status).toBe(1);
    expect(stderr).toContain("signal-unknown");
    expect(stderr).toContain("what is live stays live");
  });

  it("takes a file of outcomes, and says which decisions it does not know", () => {
    const { record } = JSON.parse(readFileSync(join(service.folder, "first.ndjson"), "utf8"));
    const outcome = { decisionId: record.decisionId, outcome: "chargeback", at: "2026-01-01T00:00:00Z" };
    const unknown = { ...outcome, decisionId: "dec_never" };
    writeFileSync(join(service.folder, "outcomes.ndjson"), `${JSON.stringify(outcome)}\n${JSON.stringify(unknown)}\n`);
    const { status, stdout } = run("npm run rules outcomes -- --from outcomes.ndjson --json");
    expect({ status, answer: JSON.parse(stdout) }).toEqual({
      status: 1,
      answer: { recorded: 1, unknown: ["dec_never"] },
    });
  });
});
