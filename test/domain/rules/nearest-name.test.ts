import { describe, expect, it } from "vitest";
import { nearestHint, nearestName } from "../../../src/domain/rules/nearest-name.ts";

const NAMES = ["device.units_in_sale", "email.disposable", "email.aliased"];

describe("nearestName", () => {
  it.each([
    ["email.dispoable", "email.disposable"],
    ["email.dispsoable", "email.disposable"],
    ["e-mail.aliased", "email.aliased"],
    ["device.unit_in_sale", "device.units_in_sale"],
    ["weather", undefined],
  ])("of %s is %s", (name, nearest) => {
    expect(nearestName(name, NAMES)).toBe(nearest);
  });
});

describe("nearestHint", () => {
  it("names the nearest, or else all where they are few", () => {
    expect(nearestHint("wbe", ["web", "app"])).toBe('Did you mean "web"?');
    expect(nearestHint("fax machine", ["web", "app"])).toBe("Known are: web, app.");
    expect(nearestHint("fax", [])).toBeUndefined();
  });
});
