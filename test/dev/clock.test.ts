import { describe, expect, it } from "vitest";
import { composition } from "./composition.ts";

describe("the clock of the development service", () => {
  it.each([
    {},
    { advanceSeconds: 0 },
    { advanceSeconds: -60 },
    { advanceSeconds: 1e9 },
    { advanceSeconds: "60" },
    "now",
  ])("stays where it is when it is asked for %j", async (asked) => {
    const { browser, clock } = composition();
    const before = clock.nowMs;
    const answer = await browser().postJson("/dev/clock", asked);
    expect([answer.status, await answer.text(), clock.nowMs]).toEqual([
      400,
      expect.stringContaining("advanceSeconds"),
      before,
    ]);
  });

  it("goes on alone nowhere: where the service behind it keeps its own time, so does it", async () => {
    const { browser, clock } = composition();
    const before = clock.nowMs;
    const answer = await browser().postJson("/dev/clock", { advanceSeconds: 60 });
    expect([answer.status, await answer.text(), clock.nowMs]).toEqual([
      409,
      expect.stringContaining("npm start -- --clock"),
      before,
    ]);
  });
});
