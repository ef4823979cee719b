import type { Signals } from "../../../../src/domain/signals/signal.ts";
import { servedModels } from "../../../../src/platform/model/model-source.ts";
import { scoreSignals } from "../../../../src/platform/model/score-signals.ts";

/** How many checkouts one call scores, and how. */
export type ScoreCall = {
  readonly checkouts: number;
  /** 1, or 2 as a checkout with a visit has. */
  readonly readings: number;
  /** Score with the live model a second time, in the place of a shadow model. */
  readonly withShadow: boolean;
};

/** Readings whose values differ, so that nothing is scored twice in a row. */
const READINGS = 64;

/** A Worker that scores readings in which every feature was observed, exactly as the service does; answers with the model. */
export default {
  async fetch(request: Request): Promise<Response> {
    const { checkouts, readings, withShadow }: ScoreCall = JSON.parse(await request.text());
    const { live } = servedModels();
    if (live === undefined) return new Response("The live model cannot be served.", { status: 503 });
    const models = { live, shadow: withShadow ? live : undefined };
    const { features, modelVersion } = live.manifest;
    const signalsOf = (n: number): Signals =>
      Object.fromEntries(
        features.map(({ signal, transform, mean, scale }) => {
          const on = mean + (((n % 13) - 6) / 6) * scale;
          return [signal, transform === "log1p" ? Math.expm1(on) : on];
        }),
      );
    const varied = Array.from({ length: READINGS }, (_, n) =>
      Array.from({ length: readings }, (_reading, at) => signalsOf(n + at)),
    );
    for (let n = 0; n < checkouts; n += 1) scoreSignals(models, varied[n % READINGS] ?? []);
    return new Response(modelVersion);
  },
};
