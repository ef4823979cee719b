import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newSecrets, newShopKey } from "../../src/dev/make-keys.ts";
import { checkoutAnswer } from "../../src/wire/checkout.ts";
import { healthAnswer } from "../../src/wire/service.ts";
import { freePort } from "../rig/shared/own-service.ts";
import { checkoutOf, SALE } from "../support/fixtures.ts";

describe("the Worker on a machine of one's own", () => {
  let folder: string;
  let baseUrl: string;
  let program: ChildProcess;
  const shop = newShopKey();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "firsthand-own-"));
    const port = await freePort();
    baseUrl = `http://127.0.0.1:${port}`;
    const shops = { my: { name: "My shop", keyHashes: [shop.hash], hostname: "localhost" } };
    program = spawn(process.execPath, ["examples/own-machine.ts"], {
      env: {
        ...process.env,
        ...(await newSecrets()),
        DATA: folder,
        PORT: String(port),
        ISSUER: baseUrl,
        SHOPS: JSON.stringify(shops),
      },
      stdio: ["ignore", "pipe", "inherit"],
    });
    if (program.stdout === null) throw new Error("The program says nothing.");
    for await (const line of createInterface(program.stdout)) if (line.startsWith("Firsthand listens")) break;
  });
  afterAll(async () => {
    program.kill("SIGTERM");
    await once(program, "exit");
    await rm(folder, { recursive: true, force: true });
  });

  async function call(method: string, path: string, body?: object): Promise<unknown> {
    const headers = {
      Authorization: `Bearer ${shop.key}`,
      "Content-Type": "application/json",
      "Idempotency-Key": crypto.randomUUID(),
    };
    const response = await fetch(baseUrl + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    expect([path, response.status]).toEqual([path, 200]);
    return await response.json();
  }

  it("sells, and carries nothing that is for development", async () => {
    const { status, warnings = [] } = healthAnswer.parse(await call("GET", "/healthz"));
    expect([status, warnings.map((each) => each.split(":")[0])]).toEqual([
      "ok",
      ["STAFF_ROLES", "ACCESS_TEAM_DOMAIN, ACCESS_AUDIENCE"],
    ]);
    await call("PUT", "/v1/sales/own", SALE);
    const order = { ...checkoutOf(1), channel: "store" };
    const { allowToken } = checkoutAnswer.parse(await call("POST", "/v1/sales/own/checkouts", order));
    await call("POST", "/v1/tokens/redeem", { token: allowToken, orderId: "ord-1" });
    expect((await fetch(`${baseUrl}/dev/sign-in`)).status).toBe(404);
    expect((await fetch(`${baseUrl}/console`)).status).not.toBe(200);
  });
});
