import { describe, expect, it } from "vitest";
import { validSignals } from "../domain/signals/client/valid-signals.ts";
import { composition } from "./composition.ts";
import { NOW_MS } from "./contract-service.ts";

const { observations } = validSignals();
const SENT = { consent: true, way: "keyboard-only", startedAt: "2026-12-01T08:30:00.000Z", observations };

describe("a recorded session", () => {
  it("is kept as one line, like those of programs, with what the SDK observed and nothing else", async () => {
    const { recorded, browser } = composition();
    const typed = { name: "Asha Rao", observations: { ...observations, text: { state: "ok", value: "Asha Rao" } } };
    const response = await browser().postJson("/dev/record/sessions", { ...SENT, ...typed });
    expect([response.status, await response.json()]).toEqual([200, { saved: true }]);
    expect(recorded).toHaveLength(1);
    expect(recorded[0]).toMatch(/^[^\n]+\n$/);
    expect(JSON.parse(recorded[0] ?? "")).toEqual({
      driver: "person-keyboard-only",
      seed: NOW_MS,
      startedAt: SENT.startedAt,
      versions: { browser: "unknown" },
      observations,
    });
  });

  it.each([
    ["without consent", { consent: false }],
    ["of no known way", { way: "telepathy" }],
    ["that the SDK did not make", { observations: { keys: { state: "ok", value: { count: -1 } } } }],
  ])("%s is not kept", async (_, change) => {
    const { recorded, browser } = composition();
    expect((await browser().postJson("/dev/record/sessions", { ...SENT, ...change })).status).toBe(400);
    expect(recorded).toEqual([]);
  });
});
