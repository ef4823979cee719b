import { expect, it } from "vitest";
import { runBurst } from "../rig/registrations.ts";

it("a burst of registrations loses none and doubles none, and repeats get the same bytes", async () => {
  const { broken, rows } = await runBurst({ registrations: 400, repeats: 400, connections: 32, shards: 4 });
  expect(broken).toEqual([]);
  expect(rows).toBe(400);
});
