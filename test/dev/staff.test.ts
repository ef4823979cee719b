import { createLocalJWKSet, jwtVerify } from "jose";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { mintServiceToken } from "../../src/dev/worker/staff/access-token.ts";
import { returnPath } from "../../src/dev/worker/staff/return-path.ts";
import { composition, ISSUER } from "./composition.ts";
import { NOW_MS } from "./contract-service.ts";

const KEY_SET = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });

describe("the staff issuer", () => {
  it("signs in as the chosen person with a token that its published keys verify", async () => {
    const browser = composition().browser();
    const response = await browser.postForm("/dev/sign-in", {
      person: "person-1",
      returnTo: "/console/decisions?sale=a",
    });
    expect([response.status, response.headers.get("Location")]).toEqual([303, "/console/decisions?sale=a"]);
    const keys = KEY_SET.parse(await (await browser.get("/cdn-cgi/access/certs")).json());
    const { payload, protectedHeader } = await jwtVerify(
      browser.cookies.get("CF_Authorization") ?? "",
      createLocalJWKSet(keys),
      { issuer: ISSUER.issuer, audience: ISSUER.audience, currentDate: new Date(NOW_MS) },
    );
    expect(protectedHeader).toEqual({ alg: "RS256", kid: "staff-1", typ: "JWT" });
    expect(payload).toEqual({
      iss: ISSUER.issuer,
      aud: [ISSUER.audience],
      sub: "person-1",
      email: "trust.one@firsthand.example",
      type: "app",
      iat: NOW_MS / 1000,
      nbf: NOW_MS / 1000,
      exp: NOW_MS / 1000 + 43_200,
    });
  });

  it("publishes no private member of its key", async () => {
    const answer = await composition().browser().get("/cdn-cgi/access/certs");
    const { keys } = KEY_SET.parse(await answer.json());
    expect(keys.map((key) => Object.keys(key).toSorted())).toEqual([["alg", "e", "kid", "kty", "n", "use"]]);
  });

  it("signs nobody in who is not on the list", async () => {
    const browser = composition().browser();
    const response = await browser.postForm("/dev/sign-in", { person: "person-9", returnTo: "/console" });
    expect([response.status, browser.cookies.size]).toEqual([400, 0]);
  });

  it("signs nobody in from another site", async () => {
    const browser = composition().browser();
    const response = await browser.postForm("/dev/sign-in", { person: "person-1" }, "https://evil.example");
    expect([response.status, browser.cookies.size]).toEqual([403, 0]);
  });

  it.each(["https://evil.example/", "//evil.example/", "/\\evil.example", "console", "", undefined])(
    "leads to the console instead of to %j",
    (wanted) => {
      expect(returnPath(wanted)).toBe("/console");
    },
  );
});

describe("a service of the development composition", () => {
  it("is a token with a client id, without a subject and without an e-mail", async () => {
    const token = await mintServiceToken({ issuer: ISSUER, clientId: "rules-check.access", nowMs: NOW_MS });
    const keys = KEY_SET.parse(await (await composition().browser().get("/cdn-cgi/access/certs")).json());
    const { payload } = await jwtVerify(token, createLocalJWKSet(keys), { currentDate: new Date(NOW_MS) });
    expect(payload).toMatchObject({ sub: "", common_name: "rules-check.access", type: "app" });
    expect(payload.email).toBe(undefined);
  });
});

describe("forwarding", () => {
  it("passes the signed-in person on as Cloudflare Access does", async () => {
    const { calls, browser } = composition();
    const staff = browser();
    await staff.postForm("/dev/sign-in", { person: "person-2", returnTo: "/console" });
    await staff.get("/console");
    const header = calls.at(-1)?.headers;
    expect(header?.get("Cf-Access-Jwt-Assertion")).toBe(staff.cookies.get("CF_Authorization"));
    expect(header?.get("CF-Connecting-IP")).toBe("127.0.0.1");
  });

  it("lets a client that carries its own assertion through with it", async () => {
    const { calls, browser } = composition();
    await browser().get("/v1/rules", { "Cf-Access-Jwt-Assertion": "own" });
    expect(calls.at(-1)?.headers.get("Cf-Access-Jwt-Assertion")).toBe("own");
  });

  it("sends who is not signed in to the sign-in page and back", async () => {
    const { calls, browser } = composition();
    const response = await browser().get("/console/decisions/dec_1?x=1");
    expect([response.status, response.headers.get("Location")]).toEqual([
      302,
      "/dev/sign-in?returnTo=%2Fconsole%2Fdecisions%2Fdec_1%3Fx%3D1",
    ]);
    expect(calls).toEqual([]);
  });

  it("asks to sign in again once the token has run out", async () => {
    const { clock, browser } = composition();
    const staff = browser();
    await staff.postForm("/dev/sign-in", { person: "person-1", returnTo: "/console" });
    clock.nowMs += 12 * 3_600_000;
    expect((await staff.get("/console")).status).toBe(302);
  });

  it("asks to sign in again after signing out", async () => {
    const staff = composition().browser();
    await staff.postForm("/dev/sign-in", { person: "person-1", returnTo: "/console" });
    await staff.get("/cdn-cgi/access/logout");
    expect((await staff.get("/console")).status).toBe(302);
  });

  it("hands everything else to the service, public calls without any assertion", async () => {
    const { calls, browser } = composition();
    expect(await browser().text("/healthz")).toBe("forwarded /healthz");
    expect(calls.at(-1)?.headers.has("Cf-Access-Jwt-Assertion")).toBe(false);
  });
});

describe("every page of the composition", () => {
  it.each(["/", "/shop", "/dev/sign-in"])("%s allows no inline script, no inline style and no frame", async (path) => {
    const response = await composition().browser().get(path);
    expect(response.headers.get("Content-Security-Policy")).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(response.headers.get("Referrer-Policy")).toBe("same-origin");
    const page = await response.text();
    expect(page).not.toMatch(/ style=|<style|<script(?![^>]* src=)| on[a-z]+=/);
  });
});
