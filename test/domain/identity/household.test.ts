import { describe, expect, it } from "vitest";
import type { PostalAddress } from "../../../src/domain/checkout.ts";
import { explainHousehold } from "../../../src/domain/identity/address/household.ts";

const HOME: PostalAddress = {
  name: "A Buyer",
  lines: ["Flat 4B, Sea View", "12 Hill Road"],
  city: "Mumbai",
  region: "MH",
  postalCode: "400050",
  country: "IN",
};

const keysOf = (address: PostalAddress) => explainHousehold(address).keys;
const exact = (country: string, postalCode: string, ...lines: string[]) =>
  keysOf({ name: "A Buyer", lines, postalCode, country, city: "Town" }).exact;

describe("the keys of a home", () => {
  it("hold its numbers inside out, its words in any order, and its street", () => {
    expect(keysOf(HOME)).toEqual({
      exact: "IN|400050|4b_12|||hill road,sea view|||",
      building: "IN|400050|12|||hill|",
      near: ["IN|400050|4b_12|||||1|i h", "IN|400050|4b_12|||||2|hl", "IN|400050|4b_12|||||b|av"],
      nearAsked: [
        "IN|400050||||||0|seew",
        "IN|400050||||||1|iird",
        "IN|400050||||||2|avhloa",
        "open|IN|mumbai|4b_12|||||hill",
      ],
      nearFoundBy: ["coded|IN|mumbai|4b_12|||||hill"],
    });
  });

  it("come with the parts of the address and the steps that led to them", () => {
    const lines = ["Flat No. 4-B Sеa View", "12 Hill Rd., nr Apollo Hospital, Mumbai 400 050", "Ph 9812345678"];
    expect(explainHousehold({ ...HOME, lines })).toEqual({
      keys: keysOf(HOME),
      steps: [
        { step: "letters-folded", from: lines.join(","), to: lines.join(",").toLowerCase().replace("sеa", "sea") },
        { step: "abbreviation-spelled-out", from: "no", to: "number" },
        { step: "abbreviation-spelled-out", from: "rd", to: "road" },
        { step: "abbreviation-spelled-out", from: "nr", to: "near" },
        { step: "town-dropped", from: "mumbai 400 050", to: "" },
        { step: "note-dropped", from: "ph 9812345678", to: "" },
        { step: "landmark-dropped", from: "nr apollo hospital", to: "" },
        { step: "postal-code", from: "400050", to: "400050" },
        { step: "unit", from: "4b", to: "4b" },
        { step: "house", from: "12", to: "12" },
        { step: "name", from: "hill road", to: "hill road" },
        { step: "name", from: "sea view", to: "sea view" },
        { step: "street", from: "12", to: "hill" },
        { step: "building", from: "", to: "sea view" },
      ],
    });
  });

  it("are absent where the address says nothing", () => {
    expect(keysOf({ ...HOME, lines: ["", ". ,", "--"] })).toEqual({
      exact: undefined,
      building: undefined,
      near: [],
      nearAsked: [],
      nearFoundBy: [],
    });
  });
});

describe("an address without a number", () => {
  const hamlet = { ...HOME, lines: ["Rampur Village", "near the temple"] };

  it("needs its recipient's name to be a household, or the village would be one", () => {
    expect(keysOf(hamlet).exact).not.toBe(keysOf({ ...hamlet, name: "B Buyer" }).exact);
    expect(keysOf({ ...hamlet, name: "buyer, A." }).exact).toBe(keysOf(hamlet).exact);
  });

  it("is no household without a name", () => {
    expect(keysOf({ ...hamlet, name: undefined }).exact).toBeUndefined();
  });
});

describe("a number that is left out", () => {
  const full = { ...HOME, lines: ["Sea View", "12 Hill Road"] };
  const finds = (one: PostalAddress, other: PostalAddress) => {
    const { near, nearAsked } = keysOf(one);
    return [...near, ...nearAsked].some((key) => keysOf(other).near.includes(key));
  };

  it("is found by the full address, with a typo too, and finds nothing itself", () => {
    expect(finds(full, { ...HOME, lines: ["Sea View", "Hill Road"] })).toBe(true);
    expect(finds(full, { ...HOME, lines: ["Sae View", "Hill Road"] })).toBe(true);
    expect(finds({ ...HOME, lines: ["Sea View", "Hill Road"] }, full)).toBe(false);
  });

  it("joins no two numbers, and no street alone", () => {
    expect(finds(full, { ...HOME, lines: ["Sea View", "14 Hill Road"] })).toBe(false);
    expect(finds(full, { ...HOME, lines: ["Hill Road"] })).toBe(false);
    const unnumbered = (...lines: string[]) => keysOf({ ...HOME, lines, city: undefined }).nearAsked;
    expect(unnumbered("12 Van Praag Road")).toEqual([]);
    expect(unnumbered("Sea View, 3rd Cross, Hill Road")).toEqual([]);
  });
});

describe("a saint", () => {
  it("is no street, so that the house's name and the street may change places", () => {
    const one = keysOf({ ...HOME, lines: ["St. Francis Village", "99 Noble Close"] });
    const other = keysOf({ ...HOME, lines: ["Noble Close", "99 St. Francis Village"] });
    expect(one.near.some((key) => other.near.includes(key))).toBe(true);
  });
});

describe("one household is written in many ways", () => {
  it.each([
    ["IN", "110057", ["C-12, Ground Floor, Vasant Vihar"], ["12, C Block, Vasant Vihar, G.F."]],
    ["IN", "400703", ["Flat 402, A Wing, Plot 12, Sector 15, Vashi"], ["A/402, Sec-15, Plot No. 12, Vashi"]],
    ["IN", "400703", ["Tower A Flat 1203 Palm Grove"], ["A-1203, Palm Grove"]],
    ["IN", "560038", ["#12, 3rd Cross, 5th Main Road"], ["No 12, Third Crs, 5th Main Rd"]],
    ["IN", "500034", ["H.No. 12-3-456/7, Road No. 3"], ["12-3-456-7, Rd No 3, opp. Star Hospital"]],
    ["IN", "411001", ["4, M.G. Road"], ["4 MG Rd"]],
    ["US", "20001", ["123 Main St SE Apt 4B"], ["123 Main Street Southeast, #4-B"]],
    ["US", "10128", ["120 E 96th St Apt 5"], ["Apt. 5", "120 East 96th Street"]],
    ["GB", "SW1A 1AA", ["Flat 2, 221B Baker St"], ["221-b Baker Street, Flat 2"]],
    ["DE", "10115", ["Müllerstr. 12"], ["Mueller Straße 12"]],
    ["FR", "75002", ["Appt 4, 12 rue de la Paix"], ["12, rue de la Paix Appartement 4"]],
    ["NL", "1012 AB", ["Kerkstraat 12-3"], ["Kerkstr. 12/3"]],
    ["RU", "101000", ["ул. Ленина, д. 12, кв. 4"], ["Улица ЛЕНИНА, дом 12, квартира 4"]],
    ["CN", "100020", ["建国路88号3号楼2单元401室"], ["建国路８８-3-2-401"]],
    ["JP", "104-0061", ["銀座一丁目2番3号 401号室"], ["銀座1-2-3-401"]],
  ])("in %s %s: %j is %j", (country, code, one, other) => {
    expect(exact(country, code, ...one)).toBeDefined();
    expect(exact(country, code, ...one)).toBe(exact(country, code, ...other));
  });

  it("takes the region and the town from the front of a Japanese line", () => {
    const address = { postalCode: "1040061", country: "JP", region: "東京都", city: "中央区" };
    expect(keysOf({ ...address, lines: ["東京都中央区銀座1-2-3"] })).toEqual(
      keysOf({ ...address, lines: ["銀座1-2-3"] }),
    );
  });

  it("takes a ZIP code without the four digits after it", () => {
    expect(exact("US", "20001-1234", "123 Main St")).toBe(exact("US", "20001", "123 Main St"));
  });
});

describe("neighbours stay apart", () => {
  it.each([
    ["IN", ["Flat 4, 12 North Street"], ["Flat 12, 4 North Street"]],
    ["IN", ["12 Hill Road, 1st Floor"], ["12 Hill Road, 2nd Floor"]],
    ["IN", ["House 12, Sector 15"], ["House 12, Sector 51"]],
    ["IN", ["Tower A, Flat 12, Palm Grove"], ["Tower B, Flat 12, Palm Grove"]],
    ["IN", ["Tower 1, Flat 203, Palm Grove"], ["Flat 1203, Palm Grove"]],
    ["IN", ["12 Hill Road near Gate 2"], ["12 Hill Road near Gate 3"]],
    ["IN", ["Gandhi Nagar near SBI"], ["Gandhi Nagar near Temple"]],
    ["US", ["123 N Main St"], ["123 S Main St"]],
    ["US", ["123 25th Avenue"], ["123 25th Street"]],
    ["US", ["16½ Elm St"], ["161/2 Elm St"]],
    ["US", ["4² Elm St"], ["42 Elm St"]],
    ["JP", ["銀座1-2-3"], ["銀座1-23"]],
  ])("in %s: %j is not %j", (country, one, other) => {
    expect(exact(country, "11111", ...one)).not.toBe(exact(country, "11111", ...other));
  });

  it("keeps villages of one German postal code apart, and towns that carry a number", () => {
    const german = { lines: ["Hauptstraße 12"], postalCode: "99999", country: "DE" };
    expect(keysOf({ ...german, city: "Oberdorf" }).exact).not.toBe(keysOf({ ...german, city: "Unterdorf" }).exact);
    const indian = { lines: ["House 12"], postalCode: "160015", country: "IN" };
    expect(keysOf({ ...indian, city: "Sector 15" }).exact).not.toBe(keysOf({ ...indian, city: "Sector 16" }).exact);
  });
});
