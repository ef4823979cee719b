import { describe, expect, it } from "vitest";
import { isOwnHost } from "../../src/dev/worker/own-host.ts";
import { composition } from "./composition.ts";

const ISSUER = "https://access.firsthand.test";

describe("the development service", () => {
  it.each([
    "http://localhost:8787/console",
    "http://127.0.0.1:8788/",
    "http://[::1]:8787/",
    "https://access.firsthand.test/cdn-cgi/access/certs",
  ])("answers to its own name: %s", (url) => {
    expect(isOwnHost(url, ISSUER)).toBe(true);
  });

  it.each([
    "http://rebound.example:8787/dev/sign-in",
    "http://localhost.rebound.example/",
    "http://127.0.0.1.rebound.example/",
    "http://0.0.0.0:8787/",
  ])("answers nothing under a name of others: %s", (url) => {
    expect(isOwnHost(url, ISSUER)).toBe(false);
  });

  it("signs nobody in who came by a name of others", async () => {
    const { router } = composition();
    const form = { method: "POST", body: new URLSearchParams({ person: "person-1", returnTo: "/" }) };
    const seen = await router.request("http://rebound.example:8787/dev/sign-in", form);
    expect([seen.status, seen.headers.get("Set-Cookie")]).toEqual([421, null]);
    expect((await router.request("http://rebound.example:8787/console")).status).toBe(421);
  });
});
