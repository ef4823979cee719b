import { CALL_PATIENCE_MS } from "../domain/limits.ts";

/**
 * Awaits a call for a bounded time; a late one goes on unheeded.
 * @param late gives the answer of a late call; without it that is an error
 * @throws what the call throws, and Error where it is late
 */
export async function withTimeout<Value, Late = never>(
  call: Promise<Value>,
  withinMs = CALL_PATIENCE_MS,
  late: () => Late = noAnswer,
): Promise<Value | Late> {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, withinMs);
  });
  try {
    return await Promise.race([call, over.then(late)]);
  } finally {
    clearTimeout(timer);
  }
}

function noAnswer(): never {
  throw new Error("no answer in time");
}
