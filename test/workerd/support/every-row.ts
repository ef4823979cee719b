import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { drawObjectName, invitesObjectName, registerObjectName } from "../../../src/domain/ids.ts";
import { POLICY_OBJECT_NAME } from "../../../src/platform/policy/policy-binding.ts";
import { saleStub } from "./deployment.ts";

const TABLES =
  "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_cf%' ESCAPE '\\'";

/** As many registers as a sale of the tests has at most where rows are looked for. */
const REGISTERS = 2;

/** Every row of every table, as text, by where it stands: D1, the Policy object and the objects of these sales. */
export async function everyRow(saleIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = new Map<string, string>();
  const { results } = await env.DB.prepare(TABLES).all<{ name: string }>();
  for (const { name } of results) {
    rows.set(`D1 ${name}`, JSON.stringify((await env.DB.prepare(`SELECT * FROM "${name}"`).all()).results));
  }
  const objects = [
    ["policy", env.POLICY.getByName(POLICY_OBJECT_NAME)] as const,
    ...saleIds.flatMap((saleId) => [
      [saleId, saleStub(saleId)] as const,
      [`${saleId} invites`, env.INVITES.getByName(invitesObjectName(saleId))] as const,
      [`${saleId} draw`, env.DRAW.getByName(drawObjectName(saleId))] as const,
      ...Array.from(
        { length: REGISTERS },
        (_, shard) =>
          [`${saleId} register ${shard}`, env.REGISTER.getByName(registerObjectName({ saleId, shard }))] as const,
      ),
    ]),
  ];
  for (const [object, stub] of objects) {
    await runInDurableObject<Rpc.DurableObjectBranded, void>(stub, (_, { storage }) => {
      for (const { name } of storage.sql.exec<{ name: string }>(TABLES).toArray()) {
        rows.set(`${object} ${name}`, JSON.stringify(storage.sql.exec(`SELECT * FROM "${name}"`).toArray()));
      }
    });
  }
  return rows;
}

/** Where any of these texts stands. */
export function placesOf(rows: ReadonlyMap<string, string>, texts: readonly string[]): string[] {
  return [...rows].filter(([, text]) => texts.some((canary) => text.includes(canary))).map(([place]) => place);
}
