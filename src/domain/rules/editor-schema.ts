import * as z from "zod";
import type { Json } from "../canonical-json.ts";
import { SIGNALS } from "../signals/catalogue.ts";
import type { Signal } from "../signals/signal.ts";
import { valuesOf } from "./condition/signal-values.ts";
import { listFileSchema } from "./list-file.ts";
import { policyFileSchema } from "./policy-file.ts";
import { ruleFileSchema } from "./rule-file.ts";

/**
 * The JSON Schema with which editors complete and check policy files. One schema serves the three kinds of files: what
 * has packs is the policy, what has entries is a list, all else is a rule. Examples know every signal by name and type.
 * @see https://json-schema.org/draft/2020-12
 */
export function editorSchema(): Json {
  const given = {
    type: "object",
    description: "The signals that were observed. What is left out is absent.",
    properties: Object.fromEntries([...SIGNALS.values()].map((signal) => [signal.name, signalSchema(signal)])),
    additionalProperties: false,
  };
  const rule = plainSchema(ruleFileSchema, (name, value) => (name === "given" ? given : value));
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "A file of a Firsthand policy",
    if: { required: ["packs"] },
    then: { $ref: "#/$defs/policy" },
    else: {
      if: { required: ["entries"] },
      then: { $ref: "#/$defs/list" },
      else: { $ref: "#/$defs/rule" },
    },
    $defs: { rule, policy: plainSchema(policyFileSchema), list: plainSchema(listFileSchema) },
  };
}

function plainSchema(schema: z.ZodType, revive?: (name: string, value: Json) => Json): Json {
  const { $schema: _, ...plain } = z.toJSONSchema(schema, { io: "input" });
  return JSON.parse(JSON.stringify(plain), revive);
}

/** Units of numbers that may be below zero. */
const SIGNED_UNITS: ReadonlySet<string> = new Set(["correlation", "log ratio"]);

function signalSchema({ name, title, type, unit }: Omit<Signal<never>, "derive">): Json {
  const values = valuesOf(name);
  const description = values ? title : `${title} (${unit})`;
  if (values) return { enum: values, description };
  if (type === "number") return { type: "number", ...(SIGNED_UNITS.has(unit) ? {} : { minimum: 0 }), description };
  return { type: type === "bool" ? "boolean" : "string", description };
}
