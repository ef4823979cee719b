import { z } from "zod";

/** The parts of a trace of Chromium that matter here: calls from the browser into a function of some script. */
const traceSchema = z.object({
  traceEvents: z.array(
    z.object({
      name: z.string(),
      /** Microseconds of processor time of the thread. */
      tdur: z.number().optional(),
      args: z.object({ data: z.object({ url: z.string().optional() }).optional() }).optional(),
    }),
  ),
});

/**
 * How long each call into a script took, whatever it called in turn included.
 * @param trace as Chromium writes it, with the category `devtools.timeline`
 * @param suffix how the script's address ends
 * @returns milliseconds of processor time
 */
export function callsInto(trace: Buffer, suffix: string): number[] {
  const { traceEvents } = traceSchema.parse(JSON.parse(trace.toString("utf8")));
  return traceEvents
    .filter(({ name, args }) => name === "FunctionCall" && args?.data?.url?.endsWith(suffix) === true)
    .map(({ tdur = 0 }) => tdur / 1000);
}
