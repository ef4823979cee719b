/** A checkout waits no longer than this for what another place knows. */
const PATIENCE_MS = 1000;

/**
 * Awaits a call.
 * @throws Error where it takes longer than a checkout can wait; the call goes on unheeded
 */
export async function inTime<T>(call: Promise<T>): Promise<T> {
  const late = scheduler.wait(PATIENCE_MS).then(() => Promise.reject(new Error(`no answer within ${PATIENCE_MS} ms`)));
  return await Promise.race([call, late]);
}
