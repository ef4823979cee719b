import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createConsole } from "../../src/http/console/console.ts";
import { PAGES } from "../../src/http/console/pages.ts";
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

const PEOPLE = [
  ["ana", "trust"],
  ["dee", "brand"],
  ["ben", "admin"],
] as const;

/** An address of the console with each parameter as something that it may be. */
function addressOf(path: string): string {
  return `/console${path === "/" ? "" : path.replaceAll(/:\w+\{(\w+)[^}]*\}/g, "$1").replaceAll(/:\w+/g, "x")}`;
}

/** Every form of the console. */
const FORMS = PAGES.flatMap(({ forms = [] }) => forms.map(({ path, roles }) => ({ path: addressOf(path), roles })));

it("an address of the console that is no page is a page that says so", async () => {
  const seen = await callAs("ana", "/console/nothing", { method: "GET" });
  expect([seen.status, seen.headers.get("content-type")]).toEqual([404, "text/html; charset=UTF-8"]);
  expect(seen.text).toContain("The console has no such page.");
});

/** A body without a declared length that never ends. */
function endless(): ReadableStream {
  return new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(65_536).fill(0x61)) });
}

async function send(who: keyof typeof STAFF, path: string, body: Call["body"], headers: Call["headers"] = {}) {
  return await callAs(who, path, { body, headers: { ...OURS, "Content-Type": TYPES[0] ?? "", ...headers } });
}

describe("the forms of the console", () => {
  it("are all in the registry of pages: nothing else takes a POST", () => {
    const taken = createConsole().routes.filter(({ method }) => method === "POST");
    expect(taken.map(({ path }) => addressOf(path)).toSorted()).toEqual(FORMS.map(({ path }) => path).toSorted());
    expect(FORMS.filter(({ path }) => /[:{}|]/.test(path))).toEqual([]);
  });
});

describe.each(FORMS)("the form of $path", ({ path, roles }) => {
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
    for (const [who, role] of PEOPLE) {
      const { status, text } = await send(who, path, endless());
      if (roles.includes(role)) expect(status, role).toBe(413);
      else expect([status, text], role).toEqual([403, expect.stringContaining("This needs the role")]);
    }
  });
});

describe("the pages of the console", () => {
  const shown = PAGES.filter(({ show }) => show !== undefined).map((page) => [page.path, page] as const);
  it.each(shown)("%s opens to the roles that it names, and to no other", async (path, { roles }) => {
    for (const [who, role] of PEOPLE) {
      const { text } = await callAs(who, addressOf(path));
      expect(text.includes("This needs the role"), role).toBe(!roles.includes(role));
    }
    expect((await callAs("checker", addressOf(path))).status).toBe(403);
  });

  it.each<[(typeof PEOPLE)[number][0], readonly string[]]>([
    ["ana", ["Sales", "Decisions", "Reviews", "Rules", "Lists", "Model", "Resellers", "Webhooks"]],
    ["dee", ["Sales", "Decisions", "Reviews", "Model", "Resellers"]],
    ["ben", ["Sales", "Decisions", "Reviews", "Rules", "Lists", "Model", "Resellers", "Webhooks", "Erasure"]],
  ])("show %s a menu of what the role may open", async (who, titles) => {
    const { text } = await callAs(who, "/console");
    const menu = /<nav class="nav".*?<\/nav>/s.exec(text)?.[0] ?? "";
    expect([...menu.matchAll(/>([A-Z][a-z]+)<\/a>/g)].map(([, title]) => title)).toEqual(titles);
  });
});
