import { beforeAll, describe, expect, it } from "vitest";
import { type CampaignSetting, type CampaignWeek, playCampaign } from "../rig/campaign/play-campaign.ts";
import { SEED } from "../support/seed.ts";

const SETTING: CampaignSetting = {
  seed: SEED,
  weeks: 10,
  units: 100,
  weightMax: 4,
  perHousehold: 2,
  patient: 1000,
  casual: 500,
  farm: { groups: 5, accounts: 50 },
  unlinked: 10,
};

describe("a campaign of ten weeks to which a farm of 250 linked accounts comes", () => {
  let weeks: readonly CampaignWeek[];
  beforeAll(() => {
    weeks = playCampaign(SETTING);
  });

  it("gives no entry more tickets than it may", () => {
    expect(weeks.map(({ heaviest }) => heaviest)).toEqual([1, 2, 3, 4, 4, 4, 4, 4, 4, 4]);
  });

  it("gives one ticket to whoever was called the week before", () => {
    expect(weeks.map(({ notReset }) => notReset)).toEqual(weeks.map(() => 0));
  });

  it("gives a group of accounts the chances of one household, and never more of the tickets than at first", () => {
    const [first] = weeks.map(({ farmShare }) => farmShare);
    expect(weeks.map(({ farm }) => farm.eligible)).toEqual(weeks.map(() => 10));
    for (const { farmShare } of weeks.slice(1)) expect(farmShare).toBeLessThan(first ?? 0);
  });

  it("raises the chance of who came from the first week on, until they have all the tickets that one may have", () => {
    const chances = weeks.map(({ chance }) => chance.since);
    for (const at of [1, 2, 3]) expect(chances[at]).toBeGreaterThan(chances[at - 1] ?? 1);
    for (const chance of chances.slice(3)) expect(chance).toBeGreaterThan(1.4 * (chances[0] ?? 1));
    for (const { chance } of weeks.slice(3)) expect(chance.since).toBeGreaterThan(3 * chance.newcomer);
  });

  it("gives everybody one ticket where it may give no more", () => {
    const flat = playCampaign({ ...SETTING, weightMax: 1, weeks: 4 });
    expect(flat.map(({ heaviest }) => heaviest)).toEqual([1, 1, 1, 1]);
    expect(flat[3]?.chance.since).toBe(flat[3]?.chance.newcomer);
  });
});
