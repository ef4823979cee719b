import { describe, expect, it } from "vitest";
import { readEmail } from "../../../src/domain/identity/email.ts";
import { privateMailDomain, registrableDomain } from "../../../src/domain/identity/mail-domain.ts";

describe("the private domain of a mailbox", () => {
  it.each([
    ["mail.firm.co.in", "firm.co.in"],
    ["a.b.farm.example", "farm.example"],
    ["firm.uk.com", "firm.uk.com"],
    ["student.university.edu", "university.edu"],
  ])("of %s is %s", (host, domain) => {
    expect(privateMailDomain(host)).toBe(domain);
  });

  it.each([
    ["gmail.com", "a provider whose spellings are folded"],
    ["googlemail.com", "its other name"],
    ["yahoo.co.in", "a public host"],
    ["privaterelay.appleid.com", "a relay that hides people's own mailbox"],
    ["mailinator.com", "a throw-away host"],
    ["co.uk", "a bare public suffix"],
    ["127.0.0.1", "a network address"],
  ])("of %s is none: %s", (host) => {
    expect(privateMailDomain(host)).toBeUndefined();
  });

  it("is read from the mailbox in whatever letters it was typed", () => {
    expect(readEmail("Ann@Mail.Firm.EXAMPLE.")?.privateDomain).toBe("firm.example");
    expect(readEmail("ann@gmail.com")?.privateDomain).toBeUndefined();
  });
});

describe("the domain that somebody registered", () => {
  it("is nothing of text that is no host", () => {
    expect(["", "..", "not a host", "com"].map(registrableDomain)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
