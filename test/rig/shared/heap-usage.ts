import { once } from "node:events";
import { z } from "zod";
import type { BareWorker } from "./bare-worker.ts";

/** What an isolate has at a moment, in bytes, with what nothing refers to any more and no collection has freed yet. */
export type HeapUsage = { readonly heapBytes: number; readonly bufferBytes: number };

const TARGETS = z.array(z.object({ id: z.string(), webSocketDebuggerUrl: z.string() }));
const ANSWER = z.object({
  id: z.int(),
  result: z.object({ usedSize: z.number(), backingStorageSize: z.number() }),
});

/**
 * Asks the inspector of a Worker that was started with `isInspected` what it has. Nothing is collected for it.
 * @returns how to ask, and how to stop asking
 */
export async function inspectHeap({ miniflare }: BareWorker, workerName: string) {
  const { host } = await miniflare.getInspectorURL();
  const targets = TARGETS.parse(await (await fetch(`http://${host}/json`)).json());
  const target = targets.find(({ id }) => id.endsWith(workerName));
  if (target === undefined) throw new Error(`No inspector of ${workerName} answers.`);
  const socket = new WebSocket(target.webSocketDebuggerUrl);
  await once(socket, "open");
  let asked = 0;
  return {
    async usage(): Promise<HeapUsage> {
      asked += 1;
      socket.send(JSON.stringify({ id: asked, method: "Runtime.getHeapUsage" }));
      for (;;) {
        const [{ data }] = await once(socket, "message");
        const { success, data: answer } = ANSWER.safeParse(JSON.parse(String(data)));
        if (success && answer.id === asked)
          return { heapBytes: answer.result.usedSize, bufferBytes: answer.result.backingStorageSize };
      }
    },
    close: () => socket.close(),
  };
}
