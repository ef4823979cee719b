import { EventEmitter, once } from "node:events";
import { createServer, type IncomingHttpHeaders, type RequestListener, type ServerResponse } from "node:http";

/** A message as a receiver got it. */
export type Received = { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: string };

/** How a receiver answers; by default with 204. */
export type Answer = (response: ServerResponse, received: Received) => void;

/** A receiver of webhooks on this machine, which remembers what it got. */
export async function startReceiver(answer: Answer = (response) => void response.writeHead(204).end()) {
  const received: Received[] = [];
  const arrivals = new EventEmitter();
  const listen: RequestListener = (request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const message = { path: request.url ?? "", headers: request.headers, body: Buffer.concat(parts).toString() };
      received.push(message);
      arrivals.emit("message");
      answer(response, message);
    });
  };
  const server = createServer(listen);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/hooks`,
    received,
    /** Waits until a message came that is looked for. */
    async until(found: (message: Received) => boolean): Promise<Received> {
      for (;;) {
        const message = received.find(found);
        if (message !== undefined) return message;
        await once(arrivals, "message");
      }
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

export type Receiver = Awaited<ReturnType<typeof startReceiver>>;
