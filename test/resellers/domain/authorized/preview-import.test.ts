import { describe, expect, it } from "vitest";
import type { Partner } from "../../../../src/resellers/domain/authorized/partner.ts";
import { previewImport } from "../../../../src/resellers/domain/authorized/preview-import.ts";

const NORTH: Partner = {
  id: "north",
  legalName: "North Retail",
  storefrontNames: ["North"],
  aliases: [],
  hosts: ["north.example"],
  urlPrefixes: ["market.example/stores/north"],
  regions: ["IN"],
  validFrom: "2026-01-01",
};
const EAST: Partner = { ...NORTH, id: "east", hosts: ["east.example"], urlPrefixes: [] };

describe("previewImport", () => {
  it("sees nothing to do between equal registries in any order", () => {
    expect(previewImport([NORTH, EAST], [EAST, { ...NORTH }])).toEqual({
      added: [],
      removed: [],
      changed: [],
      unchangedCount: 2,
      lostAddresses: [],
    });
  });

  it("names who comes, who goes, what changes, and which addresses lose their partner", () => {
    const moved = { ...NORTH, hosts: ["new-north.example"], validTo: "2026-12-31" };
    const west = { ...EAST, id: "west", hosts: ["west.example"] };
    expect(previewImport([NORTH, EAST], [moved, west])).toEqual({
      added: [west],
      removed: [EAST],
      changed: [{ before: NORTH, after: moved, columns: ["hosts", "validTo"] }],
      unchangedCount: 0,
      lostAddresses: ["east.example", "north.example"],
    });
  });

  it("does not call an address lost that passes to another partner", () => {
    expect(previewImport([EAST], [{ ...NORTH, hosts: ["east.example"] }]).lostAddresses).toEqual([]);
  });
});
