import { describe, expect, it } from "vitest";
import { officialClaim } from "../../../../src/resellers/domain/detectors/official-claim.ts";
import { settings, subjectAt, xiaomi } from "../shipped.ts";

function detailsOf(text: string): readonly string[] {
  return officialClaim
    .detect(subjectAt("sale.example", { text }), xiaomi, settings.thresholds)
    .map(({ detail }) => detail);
}

describe("claims of being official", () => {
  it.each([
    ["Welcome to the Official Xiaomi Store!", '"official xiaomi store"'],
    ["OFFICIAL\n\txiaomi   STORE", '"official xiaomi store"'],
    ["Оfficial Xiaоmi Store", '"official xiaomi store"'],
    ["<b>Official</b> <i>Mi</i> Store", undefined],
    ["Tienda Oficial Xiaomi México", '"tienda oficial xiaomi"'],
    ["欢迎光临 小米官方旗舰店", '"小米官方旗舰店"'],
    ["We repair Xiaomi phones", undefined],
    ["unofficial Xiaomi store", undefined],
    ["", undefined],
  ])("reads %j", (text, detail) => {
    expect(detailsOf(text)).toEqual(detail === undefined ? [] : [detail]);
  });

  it("reads no more than the beginning of a very long text", () => {
    expect(detailsOf(`${"phone ".repeat(100_000)} official xiaomi store`)).toEqual([]);
  });
});
