import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Route } from "../../src/http/route.ts";
import { ROUTES } from "../../src/http/routes.ts";
import { serveCertificates } from "./support/access-team.ts";
import { call, migrateDatabase, slugOf } from "./support/deployment.ts";
import { addressOf, fill } from "./support/route-calls.ts";
import { callAs, type STAFF } from "./support/staff.ts";

const PEOPLE = [
  ["ana", "trust"],
  ["dee", "brand"],
  ["ben", "admin"],
] as const;
/** A browser proves itself by its body, and what that lacks is told first. */
const LACKING: { readonly [operationId: string]: string } = {
  checkout: "idempotency-key-missing",
  settleChallenge: "idempotency-key-missing",
  registrationStatus: "request-invalid",
  withdrawRegistration: "request-invalid",
  declineTurn: "request-invalid",
};
const FOREIGN = { Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" };

beforeAll(async () => {
  await migrateDatabase();
  serveCertificates();
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});
afterAll(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const addressFor = (route: Route) => addressOf(route, fill(route, {}));
const bodyFor = ({ method }: Route) => (method === "get" ? {} : { body: "{}" });
const staffed = ROUTES.filter((route) => "roles" in route);

async function slugAs(who: keyof typeof STAFF, route: Route, headers: { readonly [name: string]: string } = {}) {
  const options = { method: route.method.toUpperCase(), ...bodyFor(route), headers };
  const seen = await callAs(who, addressFor(route), options);
  return seen.status === 403 ? slugOf(seen) : undefined;
}

describe("each call", () => {
  it.each(ROUTES.filter(({ caller }) => caller !== "anybody").map((route) => [route.operationId, route] as const))(
    "%s is refused to whoever proves nothing",
    async (_, route) => {
      const method = route.method.toUpperCase();
      const seen = await call(addressFor(route), { method, key: "", shop: undefined, ...bodyFor(route) });
      const byCaller = route.caller.startsWith("staff") ? "forbidden" : "unauthorized";
      expect(slugOf(seen)).toBe(LACKING[route.operationId] ?? byCaller);
    },
  );

  it.each(staffed.map((route) => [route.operationId, route] as const))(
    "%s is open to the roles of its route, and to no other",
    async (_, route) => {
      for (const [who, role] of PEOPLE) {
        const isRefused = (await slugAs(who, route)) === "forbidden";
        expect(isRefused, role).toBe(!route.roles.includes(role));
      }
      expect(await slugAs("checker", route)).toBe(route.caller === "staff or service" ? undefined : "forbidden");
    },
  );

  it.each(staffed.filter(({ method }) => method !== "get").map((route) => [route.operationId, route] as const))(
    "%s is refused to a page of another site, with a good session too",
    async (_, route) => {
      expect(await slugAs("ben", route, FOREIGN)).toBe("forbidden");
    },
  );
});
