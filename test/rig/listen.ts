import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { Webhook } from "standardwebhooks";
import * as z from "zod";
import { parseCommand, UsageError } from "../../src/cli/shared/command-line.ts";
import { localCredentials } from "../../src/cli/shared/local-credentials.ts";
import type { Program } from "../../src/cli/shared/run-program.ts";
import { wholeNumber } from "../../src/cli/shared/whole-number.ts";
import { EVENT_FAMILIES } from "../../src/domain/events/registry.ts";

const HELP = `Usage: npm run webhooks:listen -- [options]

Listens to the service that npm start runs here, and prints each event that it sends, as a shop's server would get it. What
it listens by is a webhook of the demo shop, which is deleted at the end.

  --events <list>  types and families, with commas between (all: ${EVENT_FAMILIES.join(",")})
  --count <n>      ends after so many events (0: at Ctrl+C)
  --verbose        stack traces

Example: npm run webhooks:listen -- --events hold.*,sale.sold_out

Exit codes: 0 ended, 2 wrong usage, or the service cannot be reached.
`;

const ID = "listening";
const made = z.object({ secret: z.string() });

type Event = { readonly type: string; readonly timestamp: string; readonly data: unknown };

/** Prints what the service sends. */
export const listen: Program = {
  help: HELP,
  async run(args) {
    const { events, count } = parseCommand(args, { events: { type: "string" }, count: { type: "string" } }).values;
    const most = count === "0" || count === undefined ? Number.POSITIVE_INFINITY : wholeNumber("count", count, 1);
    const credentials = localCredentials();
    if (credentials === undefined) throw new UsageError("Run npm start first: it is its service that is listened to.");
    const { baseUrl, shopKey } = credentials;
    let secret = "";
    let heard = 0;
    const server = createServer(async (request, response) => {
      const body = await textOf(request);
      response.writeHead(204).end();
      process.stdout.write(`${lineOf(verified(secret, request, body))}\n`);
      heard += 1;
      if (heard >= most) server.emit("enough");
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    const call = (method: string, body?: object) => callWebhook({ baseUrl, shopKey }, method, body);
    await call("DELETE");
    const answer = await call("PUT", {
      url: `http://127.0.0.1:${port}/`,
      events: events?.split(",") ?? EVENT_FAMILIES,
    });
    if (!answer.ok) throw new UsageError(await answer.text());
    secret = made.parse(await answer.json()).secret;
    process.stderr.write(`Listening to ${baseUrl}. Ctrl+C ends it.\n`);
    process.once("SIGINT", () => server.emit("enough"));
    await once(server, "enough");
    await call("DELETE");
    server.closeAllConnections();
    server.close();
    return 0;
  },
};

async function callWebhook(
  { baseUrl, shopKey }: { readonly baseUrl: string; readonly shopKey: string },
  method: string,
  body?: object,
): Promise<Response> {
  return await fetch(`${baseUrl}/v1/webhooks/${ID}`, {
    method,
    headers: {
      Authorization: `Bearer ${shopKey}`,
      "Idempotency-Key": crypto.randomUUID(),
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** @throws where nobody who has the secret signed it */
function verified(secret: string, { headers }: IncomingMessage, body: string): Event {
  const names = ["webhook-id", "webhook-timestamp", "webhook-signature"];
  const given = Object.fromEntries(names.map((name) => [name, String(headers[name] ?? "")]));
  return z
    .object({ type: z.string(), timestamp: z.string(), data: z.unknown() })
    .parse(new Webhook(secret).verify(body, given));
}

function lineOf({ type, timestamp, data }: Event): string {
  return `${timestamp}  ${type.padEnd(22)}  ${JSON.stringify(data)}`;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString();
}
