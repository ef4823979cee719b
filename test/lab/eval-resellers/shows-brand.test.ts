import { describe, expect, it } from "vitest";
import { type ShownAs, showsBrand } from "../../../models/lab/eval-resellers/shows-brand.ts";
import { parseHost } from "../../../src/resellers/domain/host/parse-host.ts";

function shownAs(text: string): ShownAs | undefined {
  const host = parseHost(text);
  return host.ok ? showsBrand(host.value, ["acmephone", "acme", "ac"]) : undefined;
}

describe("the definition of a host that shows its brand", () => {
  it.each([
    ["my-acmephones.example", "outright"],
    ["pacmen.example", "outright"],
    ["ac-me.example", "outright"],
    ["acme.sale.example", "outright"],
    ["acmeph0ne.example", "outright"],
    ["аcmeрhone.example", "look-alike"],
    ["4cm3ph0ne.example", "look-alike"],
    ["acnephone.example", "slip"],
    ["acnephone-sale.example", "slip"],
    ["camephone.example", "slip"],
    ["cmephone.example", "slip"],
    ["xacnephone.example", undefined],
    ["ac.example", "short"],
    ["ac-9.example", "short"],
    ["ace.example", undefined],
    ["sale.acme", undefined],
  ])("calls %s %s", (host, shown) => {
    expect(shownAs(host)).toBe(shown);
  });
});
