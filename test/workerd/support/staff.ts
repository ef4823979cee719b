import { assertion } from "./access-team.ts";
import { type Call, call, type Seen } from "./deployment.ts";

/** People of the staff, as their Access team vouches for them; `checker` is a program that may check, `service` any other. */
export const STAFF = {
  ana: { sub: "person-ana", email: "trust@staff.example" },
  ben: { sub: "person-ben", email: "ben@staff.example", groups: ["admins"] },
  dee: { sub: "person-dee", email: "brand@staff.example" },
  checker: { sub: "", email: undefined, common_name: "rules-check.access" },
  service: { sub: "", email: undefined, common_name: "ci.access" },
} as const;

/** Calls the Worker as one of the staff; serve the team's certificates first. */
export async function callAs(who: keyof typeof STAFF, path: string, options: Omit<Call, "shop"> = {}): Promise<Seen> {
  const headers = { "Cf-Access-Jwt-Assertion": await assertion(STAFF[who]), ...options.headers };
  const method = options.method ?? (options.body === undefined ? "GET" : "POST");
  return await call(path, { key: "", ...options, method, shop: undefined, headers });
}
