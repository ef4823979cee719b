import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { registrableDomain } from "../../../src/domain/identity/mail-domain.ts";
import { isPublicMailDomain } from "../../../src/domain/identity/public-mail-domains.ts";

const SOURCE = readFileSync("src/domain/identity/public-mail-domains.ts", "utf8");
const WRITTEN = (/`([^`]+)`\s*\.trim/.exec(SOURCE)?.[1] ?? "").trim().split(/\s+/);

describe("public mail domains", () => {
  it("are written as they are looked up, each once", () => {
    expect(WRITTEN.length).toBeGreaterThan(200);
    expect(WRITTEN.filter((domain) => registrableDomain(domain) !== domain)).toEqual([]);
    expect(new Set(WRITTEN).size).toBe(WRITTEN.length);
  });

  it("are the written ones and the providers whose spellings are folded", () => {
    expect([...WRITTEN, "gmail.com", "proton.me"].every(isPublicMailDomain)).toBe(true);
    expect(["firm.example", "notgmail.com"].some(isPublicMailDomain)).toBe(false);
  });
});
