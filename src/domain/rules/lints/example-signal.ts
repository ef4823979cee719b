import { SIGNALS } from "../../signals/catalogue.ts";
import { valuesOf } from "../condition/signal-values.ts";
import { nearestHint } from "../nearest-name.ts";
import type { Lint } from "./lint.ts";

const TYPE_NAMES = { bool: "boolean", number: "number", string: "string" } as const;

/** Examples are checkouts that can happen: known signals with values of their type. */
export const exampleSignal: Lint = {
  code: "example-signal",
  *check({ fragments }) {
    for (const rule of fragments) {
      for (const [index, example] of rule.value.examples.entries()) {
        for (const [name, value] of Object.entries(example?.given ?? {})) {
          const place = { at: rule, path: ["examples", index, "given"], name, rule: rule.value.id };
          const signal = SIGNALS.get(name);
          const values = valuesOf(name);
          if (!signal) {
            yield { ...place, message: `There is no signal "${name}".`, hint: nearestHint(name, SIGNALS.keys()) };
          } else if (typeof value !== TYPE_NAMES[signal.type]) {
            yield { ...place, message: `${name} is a ${signal.type}, and this is a ${typeof value}.` };
          } else if (values && !values.includes(String(value))) {
            yield { ...place, message: `${name} is never "${value}".`, hint: nearestHint(String(value), values) };
          }
        }
      }
    }
  },
};
