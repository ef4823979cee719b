import type { RequestListener } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { type LocalServer, serveLocally } from "../support/local-server.ts";
import { type HttpClient, httpClient } from "./shared/http-client.ts";

const ANSWER_WITHIN_MS = 100;

let server: LocalServer;
let client: HttpClient;
afterEach(async () => {
  client.close();
  await server.close();
});

async function callTo(answer: RequestListener) {
  server = await serveLocally(answer);
  client = httpClient(server.origin, 1, ANSWER_WITHIN_MS);
  return await client.send({ method: "POST", path: "/", body: "{}" });
}

describe("httpClient", () => {
  it("gives status, headers and text of an answer", async () => {
    const answer = await callTo((_, response) => response.writeHead(503, { "Retry-After": "1" }).end("later"));
    expect([answer.status, answer.header("retry-after"), answer.text]).toEqual([503, "1", "later"]);
  });

  it.each<[string, string, RequestListener]>([
    ["never comes", `no answer within ${ANSWER_WITHIN_MS} ms`, () => {}],
    [
      "stops in the middle",
      `no answer within ${ANSWER_WITHIN_MS} ms`,
      (_, response) => response.writeHead(200, { "Content-Length": "10" }).write("ha"),
    ],
    ["is cut off before it begins", "socket hang up", (_, response) => response.destroy()],
    [
      "is cut off in the middle",
      "aborted",
      (_, response) => response.writeHead(200, { "Content-Length": "10" }).write("ha", () => response.destroy()),
    ],
  ])("rejects, and does not wait for ever, where an answer %s", async (_, message, answer) => {
    await expect(callTo(answer)).rejects.toThrow(message);
  });
});
