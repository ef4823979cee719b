import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import worker from "../../../src/worker.ts";

/** Calls the same Worker as a deployment with other settings would: storage is shared, settings are replaced. */
export async function callWith(settings: object, path: string, init: RequestInit = {}): Promise<Response> {
  const context = createExecutionContext();
  const response = await worker.fetch(
    new Request(`https://firsthand.test${path}`, init),
    { ...env, ...settings },
    context,
  );
  await waitOnExecutionContext(context);
  return response;
}
