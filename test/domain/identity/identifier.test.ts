import { describe, expect, it } from "vitest";
import { identifierValue, keptValue } from "../../../src/domain/identity/identifier.ts";

describe("a telephone number that somebody names of themselves", () => {
  it("is the one of checkouts, with its country's code or beside its country", () => {
    expect(identifierValue("phone", "+91 98123 45678")).toBe("+919812345678");
    expect(identifierValue("phone", "098123 45678", "IN")).toBe("+919812345678");
    expect(identifierValue("phone", "07700 900123", "UK")).toBe("+447700900123");
  });

  it("cannot be read where nothing says the country", () => {
    expect(identifierValue("phone", "098123 45678")).toBeUndefined();
  });

  it("is kept by its digits where it cannot be read, and by nothing where there are too few", () => {
    expect(keptValue("phone", "098123 45678", "IN")).toBe("+919812345678");
    expect(keptValue("phone", "098123 45678")).toBe("unreadable:09812345678");
    expect(keptValue("phone", "12")).toBeUndefined();
    expect(keptValue("email", "12345")).toBeUndefined();
  });
});
