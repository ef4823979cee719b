import { expect, test } from "vitest";
import { FORGERIES, forgedRecordings } from "../../../models/lab/eval-unseen/forgeries.ts";
import { simulatedPayload } from "../../../models/lab/eval-unseen/simulated-payload.ts";
import { withoutHistory } from "../../../models/lab/eval-unseen/without-history.ts";
import { readObservations } from "../../../models/lab/train/observed-signals.ts";
import { isMadeBySdk } from "../../../src/domain/signals/client/made-by-sdk.ts";
import { payloadSketches } from "../../../src/domain/signals/client/payload-sketches.ts";
import { createRandom } from "../../rig/shared/random.ts";

test.each(FORGERIES)("$name: payloads that the SDK could have made", (forgery) => {
  const readings = forgedRecordings(forgery).map(({ observations }) => readObservations(observations));
  expect(readings.map(isMadeBySdk)).toEqual(readings.map(() => true));
});

test.each(["typed", "saved address", "phone"] as const)(
  "a simulated payload, %s, is one that the SDK could have made",
  (filling) => {
    const random = createRandom(1);
    const readings = Array.from({ length: 100 }, () => readObservations(simulatedPayload(filling, random)));
    expect(readings.map(isMadeBySdk)).toEqual(readings.map(() => true));
  },
);

test("a copied payload repeats itself, and no other does", () => {
  const different = FORGERIES.map(
    (forgery) =>
      new Set(
        forgedRecordings(forgery).map(({ observations }) => payloadSketches(readObservations(observations)).join()),
      ).size,
  );
  expect(different).toEqual([1, 40, 40]);
});

test("a run as the first of its sale keeps what its own request says, and nothing that a sale remembers", () => {
  const [recording] = FORGERIES.slice(0, 1).flatMap(forgedRecordings);
  if (recording === undefined) throw new TypeError("There are forgeries.");
  const { decision } = recording;
  const remembered = { ...decision.signals, "household.other_accounts_in_sale": 3 };
  expect(withoutHistory({ ...recording, decision: { ...decision, signals: remembered } })).toEqual(recording);
});
