import type * as z from "zod";
import { healthAnswer, jwksAnswer } from "../../wire/service.ts";
import { parsedJson } from "../shared/parsed-json.ts";
import { type Finding, warning, well, wrong } from "./finding.ts";

/** Clocks of people and shops that are further off meet windows at other moments than the service. */
const CLOCK_OFF_MS = 2000;
/** Whoever does not answer within this is not there. */
const PATIENCE_MS = 10_000;

/** A build from before it said its time is asked, too. */
const healthOfAnyBuild = healthAnswer.partial({ serverTimeMs: true });

type Answer = { readonly status: number; readonly text: string };

/**
 * Looks at a running service as a stranger can: its health, its keys, its clock and whether it is the build that lies here.
 * @param build of this folder; undefined where nothing was built
 */
export async function serviceFindings(baseUrl: string, build: string | undefined): Promise<readonly Finding[]> {
  const startMs = Date.now();
  const health = await ask(baseUrl, "/healthz");
  if (typeof health === "string") return [wrong(baseUrl, `${health}; is the address right, and does the service run?`)];
  return [
    ...healthFindings(baseUrl, health, build),
    clockFinding(baseUrl, health, { startMs, endMs: Date.now() }),
    await keysFinding(baseUrl),
  ];
}

function healthFindings(baseUrl: string, { status, text }: Answer, build: string | undefined): readonly Finding[] {
  const where = `${baseUrl}/healthz`;
  const health = parsed(text, healthOfAnyBuild);
  if (health === undefined) return [wrong(where, `answered ${status} with something else; another service is there`)];
  const { problems = [], warnings = [], policyHash, modelVersion } = health;
  return [
    ...problems.map((each) => wrong(where, each)),
    ...warnings.map((each) => warning(where, each)),
    ...(problems.length === 0 ? [well(where, "answers ok")] : []),
    policyHash === "unknown"
      ? wrong(where, "policyHash: no policy is live; publish one with `npm run rules -- publish`")
      : well(where, `policy ${policyHash} is live`),
    modelVersion === "none"
      ? wrong(where, "modelVersion: no model is loaded, so the policy's careful answer stands in; deploy a whole model")
      : well(where, `model ${modelVersion} scores`),
    build === undefined || build === health.build
      ? well(where, `build ${health.build}`)
      : warning(
          where,
          `build ${health.build} is not the one of this folder, ${build}; \`npx wrangler deploy\` brings it`,
        ),
  ];
}

/** The service says its time at some moment of the call. */
function clockFinding(
  baseUrl: string,
  { text }: Answer,
  { startMs, endMs }: { readonly startMs: number; readonly endMs: number },
): Finding {
  const saidMs = parsed(text, healthOfAnyBuild)?.serverTimeMs;
  const what = `clock of ${baseUrl}`;
  if (saidMs === undefined) {
    return warning(what, "was not compared: this build does not say its time yet, the one of this folder does");
  }
  const offMs = Math.max(0, saidMs - endMs, startMs - saidMs);
  return offMs <= CLOCK_OFF_MS
    ? well(what, "agrees with the one of this machine")
    : warning(what, `is ${Math.round(offMs / 1000)} s from the one of this machine; set yours by NTP`);
}

async function keysFinding(baseUrl: string): Promise<Finding> {
  const where = `${baseUrl}/.well-known/jwks.json`;
  const answer = await ask(baseUrl, "/.well-known/jwks.json");
  const keys = typeof answer === "string" ? undefined : parsed(answer.text, jwksAnswer)?.keys;
  if (keys === undefined) return wrong(where, "holds no keys that shops could verify allow tokens by");
  return well(where, `${keys.length} ${keys.length === 1 ? "key" : "keys"} to verify allow tokens by`);
}

/** @returns what kept it from answering, where it did not */
async function ask(baseUrl: string, path: string): Promise<Answer | string> {
  try {
    const response = await fetch(`${baseUrl}${path}`, { redirect: "manual", signal: AbortSignal.timeout(PATIENCE_MS) });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return `does not answer (${cause instanceof Error ? cause.message : String(cause)})`;
  }
}

function parsed<Schema extends z.ZodType>(text: string, schema: Schema): z.infer<Schema> | undefined {
  const read = schema.safeParse(parsedJson(text));
  return read.success ? read.data : undefined;
}
