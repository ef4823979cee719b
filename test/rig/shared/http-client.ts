import { Agent, type ClientRequest, request } from "node:http";

export type HttpCall = {
  readonly method: "GET" | "POST" | "PUT";
  readonly path: string;
  readonly headers?: { readonly [name: string]: string };
  readonly body?: string | Uint8Array | undefined;
};

export type HttpAnswer = {
  readonly status: number;
  readonly header: (name: string) => string | undefined;
  readonly text: string;
};

export type HttpClient = {
  /** Rejects where no whole answer came, as when the connection broke. */
  readonly send: (call: HttpCall) => Promise<HttpAnswer>;
  readonly close: () => void;
};

const ANSWER_WITHIN_MS = 60_000;

/** Calls one server over connections that are kept open, so many at most. */
export function httpClient(baseUrl: string, connections: number, answerWithinMs = ANSWER_WITHIN_MS): HttpClient {
  const { hostname, port } = new URL(baseUrl);
  const agent = new Agent({
    keepAlive: true,
    maxSockets: connections,
    maxFreeSockets: connections,
    scheduling: "fifo",
  });
  return {
    send: ({ method, path, headers, body }) =>
      new Promise((resolve, reject) => {
        const length = body === undefined ? {} : { "Content-Length": String(Buffer.byteLength(body)) };
        const options = { agent, host: hostname, port, method, path, headers: { ...headers, ...length } };
        const call: ClientRequest = request({ ...options, timeout: answerWithinMs }, (response) => {
          let text = "";
          response.setEncoding("utf8");
          response.on("data", (chunk: string) => {
            text += chunk;
          });
          response.on("error", reject);
          response.on("end", () => {
            const header = (name: string) => {
              const value = response.headers[name];
              return Array.isArray(value) ? value.join(", ") : value;
            };
            resolve({ status: response.statusCode ?? 0, header, text });
          });
        });
        call.on("timeout", () => call.destroy(new Error(`no answer within ${answerWithinMs} ms`)));
        call.on("error", reject);
        call.end(body);
      }),
    close: () => agent.destroy(),
  };
}
