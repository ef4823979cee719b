import { describe, expect, it } from "vitest";
import { standingOf, VOUCHERS, VOUCHING_CLUSTER_MAX, type Voucher } from "../../../src/domain/standing/standing.ts";

const ALONE = 1;

describe("the standing of a buyer", () => {
  it.each<readonly [readonly Voucher[], number]>([
    [[], 0],
    [["household"], 1],
    [["payment"], 2],
    [["payment", "household"], 3],
    [["browser"], 4],
    [["account"], 4],
    [["account", "browser", "payment", "household"], 11],
  ])("of what %j vouches for is %d points", (reasons, points) => {
    expect(standingOf(new Set(reasons), ALONE)).toEqual({ points, reasons });
  });

  it("is nothing where more accounts than a family share the past", () => {
    const everything = new Set(VOUCHERS);
    expect(standingOf(everything, VOUCHING_CLUSTER_MAX).points).toBe(11);
    expect(standingOf(everything, VOUCHING_CLUSTER_MAX + 1)).toEqual({ points: 0, reasons: [] });
  });
});
