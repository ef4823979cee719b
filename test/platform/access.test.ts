import { CompactSign, exportJWK, generateKeyPair, type JWK } from "jose";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { parseConfig } from "../../src/config.ts";
import { assert } from "../../src/domain/result.ts";
import { verifyIdentity, verifyStaff } from "../../src/platform/callers/access.ts";
import { type LocalServer, serveLocally } from "../support/local-server.ts";
import { validSettings } from "../support/settings.ts";

type Certificates = { status: number; body: string; location?: string };

let settings: Awaited<ReturnType<typeof validSettings>>["settings"];
let publicJwk: JWK;
let sign: (claims: object) => Promise<string>;
let team: LocalServer;
let served: Certificates;
let asked: number;

beforeAll(async () => {
  ({ settings } = await validSettings());
  const { publicKey, privateKey } = await generateKeyPair("RS256");
  publicJwk = { ...(await exportJWK(publicKey)), kid: "team-key", alg: "RS256", use: "sig" };
  sign = (claims) =>
    new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
      .setProtectedHeader({ alg: "RS256", kid: "team-key" })
      .sign(privateKey);
});

/** The team's certificates, served on this machine as a test wants them. */
beforeEach(async () => {
  asked = 0;
  served = { status: 200, body: JSON.stringify({ keys: [publicJwk] }) };
  team = await serveLocally((request, response) => {
    asked += 1;
    const found = request.url === "/cdn-cgi/access/certs";
    response.writeHead(found ? served.status : 404, served.location === undefined ? {} : { Location: served.location });
    response.end(served.body);
  });
});
afterEach(() => team.close());

/** A deployment whose team is the server of this test. */
function deployment(change: object = {}) {
  const parsed = parseConfig({ ...settings, ACCESS_TEAM_DOMAIN: team.origin, ...change });
  assert(parsed.ok, "the settings are valid");
  return parsed.value;
}

function person(change: object = {}) {
  const nowSeconds = Math.floor(Date.now() / 1000);
  const times = { iat: nowSeconds, nbf: nowSeconds, exp: nowSeconds + 60 };
  return sign({
    iss: team.origin,
    aud: ["the-audience"],
    sub: "person-1",
    email: "ana@staff.example",
    ...times,
    ...change,
  });
}

/** As Access vouches for a program that showed a service token. */
function program(change: object = {}) {
  return person({ sub: "", email: undefined, common_name: "ci.access", ...change });
}

const UNPROVED = { ok: false, error: { kind: "unproved" } };

describe("verifyStaff", () => {
  it("knows a person by the sub that Access vouches for, and gives the role of the e-mail", async () => {
    expect(await verifyStaff(deployment(), await person())).toEqual({
      ok: true,
      value: { sub: "person-1", email: "ana@staff.example", role: "trust" },
    });
  });

  it("gives the role of a group, where the e-mail has none", async () => {
    const proof = await person({ email: "ben@staff.example", groups: ["others", "admins", 7] });
    expect(await verifyStaff(deployment(), proof)).toMatchObject({ ok: true, value: { role: "admin" } });
  });

  it("gives no role for a group that is called like somebody's address, nor for an address that is called like a group", async () => {
    const posing = await person({
      email: "cem@staff.example",
      groups: ["ana@staff.example", "email:ana@staff.example"],
    });
    expect(await verifyStaff(deployment(), posing)).toMatchObject({ ok: false, error: { kind: "no-role" } });
    const named = await person({ email: "admins", groups: [["admins"], { name: "admins" }] });
    expect(await verifyStaff(deployment(), named)).toMatchObject({ ok: false, error: { kind: "no-role" } });
  });

  it("tells a person without a role from nobody", async () => {
    const email = "cem@staff.example";
    expect(await verifyStaff(deployment(), await person({ email }))).toEqual({
      ok: false,
      error: { kind: "no-role", email },
    });
    expect(await verifyStaff(deployment(), undefined)).toEqual(UNPROVED);
  });

  it("takes no program for a person, though it knows the program", async () => {
    expect(await verifyStaff(deployment(), await program())).toEqual({ ok: false, error: { kind: "service" } });
  });

  it("accepts nobody where Access is not set up, and asks nobody either", async () => {
    const refused = await verifyStaff(deployment({ ACCESS_AUDIENCE: "" }), await person());
    expect([refused, asked]).toEqual([{ ok: false, error: { kind: "not-configured" } }, 0]);
  });
});

describe("verifyIdentity", () => {
  it("knows a person", async () => {
    expect(await verifyIdentity(deployment(), await person())).toMatchObject({
      ok: true,
      value: { person: { sub: "person-1" } },
    });
  });

  it("knows a program that the configuration names, by the client id of its token", async () => {
    expect(await verifyIdentity(deployment(), await program())).toEqual({
      ok: true,
      value: { service: { clientId: "ci.access" } },
    });
  });

  it.each([
    ["a program that the configuration does not name", { common_name: "other.access" }],
    ["a person's e-mail as client id", { common_name: "ana@staff.example" }],
    ["a group's name as client id", { common_name: "admins" }],
    ["a client id that is no text", { common_name: ["ci.access"] }],
    ["a program with a subject", { sub: "person-1" }],
    ["a program with an e-mail", { email: "ana@staff.example" }],
  ])("knows nobody in %s", async (_, change) => {
    expect(await verifyIdentity(deployment(), await program(change))).toEqual(UNPROVED);
  });

  it("gives a person no role by the name of a program", async () => {
    const email = "ci.access";
    expect(await verifyIdentity(deployment(), await person({ email, common_name: email }))).toEqual({
      ok: false,
      error: { kind: "no-role", email },
    });
  });
});

describe("the certificates of the team", () => {
  it.each<[string, Partial<Certificates>]>([
    ["fail", { status: 500, body: "" }],
    ["are garbage", { body: "<html>" }],
    ["are no key set", { body: "[]" }],
    ["are empty", { body: '{"keys":[]}' }],
    ["are a redirect elsewhere", { status: 302, location: "http://127.0.0.1:1/certs", body: "" }],
    ["are not found", { status: 404, body: "" }],
  ])("that %s let nobody in, and are not fetched again at once", async (_, change) => {
    served = { ...served, ...change };
    const config = deployment();
    const proof = await person();
    expect(await verifyStaff(config, proof)).toEqual(UNPROVED);
    expect(await verifyStaff(config, proof)).toEqual(UNPROVED);
    expect(asked).toBeLessThanOrEqual(2);
  });

  it("that cannot be reached let nobody in", async () => {
    const config = deployment({ ACCESS_TEAM_DOMAIN: "http://127.0.0.1:1" });
    expect(await verifyStaff(config, await person({ iss: "http://127.0.0.1:1" }))).toEqual(UNPROVED);
  });

  it("are fetched once, however many ask, and go on being good while the team is down", async () => {
    const config = deployment();
    const proof = await person();
    const together = await Promise.all(Array.from({ length: 50 }, () => verifyStaff(config, proof)));
    expect(together.every(({ ok }) => ok)).toBe(true);
    served = { status: 500, body: "" };
    expect(await verifyStaff(config, proof)).toMatchObject({ ok: true });
    expect(asked).toBe(1);
  });

  it("are not fetched again and again for keys that nobody has", async () => {
    const config = deployment();
    await verifyStaff(config, await person());
    const { privateKey } = await generateKeyPair("RS256");
    for (let turn = 0; turn < 20; turn += 1) {
      const forged = await new CompactSign(new TextEncoder().encode("{}"))
        .setProtectedHeader({ alg: "RS256", kid: `stranger-${turn}` })
        .sign(privateKey);
      expect(await verifyStaff(config, forged)).toEqual(UNPROVED);
    }
    expect(asked).toBe(1);
  });
});
