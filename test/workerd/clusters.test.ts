import { env, runDurableObjectAlarm } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import { checkoutOf } from "../support/fixtures.ts";
import { serveCertificates } from "./support/access-team.ts";
import { migrateDatabase, saleStub } from "./support/deployment.ts";
import { decided, decisionOf, newSale } from "./support/shopping.ts";
import { callAs } from "./support/staff.ts";

beforeAll(async () => {
  serveCertificates();
  await migrateDatabase();
});

/** Checks out and gives the pseudonym of the account. */
async function buy(saleId: string, buyer: number, change: object = {}): Promise<string> {
  const { decisionId } = await decided(saleId, { ...checkoutOf(buyer), ...change });
  const { account } = (await decisionOf(decisionId)).keys;
  return String(account);
}

const html = async (path: string) => (await callAs("ana", path)).text;

describe("the clusters of a sale", () => {
  it("are accounts that bring the same device, with the reason and the moment", async () => {
    const saleId = await newSale();
    const first = await buy(saleId, 1);
    const second = await buy(saleId, 2, { device: { id: "dev_1" } });
    await buy(saleId, 3);
    expect(await saleStub(saleId).clusters()).toEqual([
      { account: expect.any(String), accounts: 2, lastJoinedAtMs: expect.any(Number) },
    ]);
    const cluster = await saleStub(saleId).cluster(first);
    expect(cluster?.members.toSorted()).toEqual([first, second].toSorted());
    expect(cluster?.edges).toEqual([
      {
        account: second,
        other: first,
        kinds: ["device", "created"],
        weight: expect.any(Number),
        atMs: expect.any(Number),
        byHolds: false,
      },
    ]);
  });

  it("are listed for staff, each with a page that says why", async () => {
    const saleId = await newSale();
    const first = await buy(saleId, 1);
    await buy(saleId, 2, { device: { id: "dev_1" } });
    expect(await html(`/console/sales/${saleId}/clusters`)).toContain(`/console/sales/${saleId}/clusters/`);
    await runDurableObjectAlarm(saleStub(saleId));
    const page = await html(`/console/sales/${saleId}/clusters/${first}`);
    expect(page).toContain("2 accounts that belong together");
    expect(page).toMatch(/2 and 1<\/th><td>device and day of registration<\/td>/);
    expect(page).toContain("named at checkouts");
  });

  it("name what is shared from the archive, and mark a hub", async () => {
    const saleId = await newSale();
    const { shippingAddress } = checkoutOf(1);
    const first = await buy(saleId, 1);
    await buy(saleId, 2, { device: { id: "dev_1" } });
    for (let buyer = 3; buyer < 9; buyer += 1) await buy(saleId, buyer, { shippingAddress });
    await runDurableObjectAlarm(saleStub(saleId));
    const page = await html(`/console/sales/${saleId}/clusters/${first}`);
    expect(page.match(/hub: says little/g)?.length).toBeGreaterThanOrEqual(1);
    expect(page).toMatch(/<th scope="row">address <span class="badge">hub: says little/);
    expect(page).toMatch(/<th scope="row">device *<\/th>/);
  });

  it("show linked accounts of earlier sales", async () => {
    const saleId = await newSale();
    const first = await buy(saleId, 1);
    await env.DB.prepare(
      `INSERT INTO buyer_edge (account, other, kinds, weight, sale_id, at_ms)
       VALUES (?1, 'e.away', '["payment"]', 1, 'before', 0), ('e.away', ?1, '["payment"]', 1, 'before', 0)`,
    )
      .bind(first)
      .run();
    const page = await html(`/console/sales/${saleId}/clusters/${first}`);
    expect(page).toContain("Known from earlier sales, not seen in this one");
    expect(page.match(/in an earlier sale<span/g)).toHaveLength(1);
  });

  it("say so of an account that no link joins to another, and of a sale without any", async () => {
    const saleId = await newSale();
    const first = await buy(saleId, 1);
    expect(await html(`/console/sales/${saleId}/clusters/${first}`)).toContain("An account alone");
    expect(await html(`/console/sales/${saleId}/clusters`)).toContain("No two accounts belong together yet");
  });

  it.each([
    "/console/sales/never-made/clusters",
    "/console/sales/never-made/clusters/a.b",
    "/console/sales/NO/clusters",
  ])("%s is 404", async (path) => {
    expect((await callAs("ana", path)).status).toBe(404);
  });
});
