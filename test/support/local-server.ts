import { createServer, type RequestListener } from "node:http";

/** A server on a free port of this machine. */
export type LocalServer = {
  readonly origin: string;
  /** Ends it, and breaks off whatever it still answers. */
  readonly close: () => Promise<void>;
};

export async function serveLocally(answer: RequestListener): Promise<LocalServer> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new TypeError("The server listens on a port.");
  return {
    origin: `http://127.0.0.1:${address.port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
