import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createConsole } from "../../src/http/console/console.ts";
import { serveCertificates } from "./support/access-team.ts";
import { type Call, migrateDatabase } from "./support/deployment.ts";
import { callAs, type STAFF } from "./support/staff.ts";

vi.spyOn(console, "error").mockImplementation(() => undefined);

beforeAll(async () => {
  await migrateDatabase();
  serveCertificates();
});
afterAll(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const OURS = { Origin: "https://firsthand.test", "Sec-Fetch-Site": "same-origin" };
const TYPES = ["application/x-www-form-urlencoded", "multipart/form-data; boundary=b"];

/** Every address of the console that takes a form, with each parameter as something that it may be. */
const FORMS = createConsole()
  .routes.filter(({ method }) => method === "POST")
  .map(({ path }) => `/console${path.replaceAll(/:\w+\{(\w+)[^}]*\}/g, "$1").replaceAll(/:\w+/g, "x")}`);

/** A body without a declared length that never ends. */
function endless(): ReadableStream {
  return new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(65_536).fill(0x61)) });
}

async function send(who: keyof typeof STAFF, path: string, body: Call["body"], headers: Call["headers"] = {}) {
  return await callAs(who, path, { body, headers: { ...OURS, "Content-Type": TYPES[0] ?? "", ...headers } });
}

describe("the forms of the console", () => {
  it("are found by its own list of addresses", () => {
    expect(FORMS).toEqual(expect.arrayContaining(["/console/sales/x/pause", "/console/rules/proposals/x/approve"]));
    expect(FORMS.filter((path) => /[:{}|]/.test(path))).toEqual([]);
  });
});

describe.each(FORMS)("the form of %s", (path) => {
  it.each(TYPES)("of the type %s is 413 as soon as it is longer than it may be", async (type) => {
    expect((await send("ben", path, endless(), { "Content-Type": type })).status).toBe(413);
  });

  it("is 413 by the length that it declares", async () => {
    expect((await send("ben", path, new Uint8Array(9 * 1024 * 1024))).status).toBe(413);
  });

  it.each([
    ["another site", { Origin: "https://evil.example" }],
    ["nowhere", { Origin: "null" }],
    ["a sibling site", { "Sec-Fetch-Site": "same-site" }],
  ])("is 403 from %s, and not read", async (_, headers) => {
    const seen = await send("ben", path, endless(), headers);
    expect(seen.status).toBe(403);
    expect(seen.text).toContain("This form was sent by another site");
  });

  it("is 403 for a program, and for whoever has no role that it needs", async () => {
    expect((await send("checker", path, endless())).status).toBe(403);
    const refused = await Promise.all((["ana", "dee"] as const).map((who) => send(who, path, endless())));
    const statuses = refused.map(({ status }) => status).toSorted();
    // The role admin may do everything; no form is open to both of the others.
    expect([
      [403, 403],
      [403, 413],
    ]).toContainEqual(statuses);
    for (const { status, text } of refused) if (status === 403) expect(text).toContain("This needs the role");
  });
});
