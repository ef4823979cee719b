import { describe, expect, it } from "vitest";
import { EVENT_TYPES, EVENTS, isEventPattern, isMatch } from "../../../src/domain/events/registry.ts";
import { EVENT_DATA } from "../../../src/wire/webhook-events.ts";

describe("the events", () => {
  it.each(EVENT_TYPES)("%s has an example of the shape that is published", (type) => {
    expect(EVENT_DATA[type].safeParse(EVENTS[type].example)).toMatchObject({ success: true });
  });

  it.each(["hold.created", "hold.*", "sale.*", "decision.*"])("may be asked for by %s", (pattern) => {
    expect(isEventPattern(pattern)).toBe(true);
  });

  it.each(["*", "hold", "hold.", "hold.cre*", "hold.unknown", "h*", "[a-z]*", "webhook.test", "toString"])(
    "may not be asked for by %s",
    (pattern) => {
      expect(isEventPattern(pattern)).toBe(false);
    },
  );

  it("of one family are not those of another", () => {
    expect([isMatch("hold.*", "hold.sold"), isMatch("hold.*", "sale.opened")]).toEqual([true, false]);
  });
});
