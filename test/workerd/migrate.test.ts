import { env, evictDurableObject, runInDurableObject } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import { DRAW_MIGRATIONS } from "../../src/objects/draw.sql.ts";
import { migrate } from "../../src/objects/migrate.ts";
import { POLICY_MIGRATIONS } from "../../src/objects/policy.sql.ts";
import { REGISTER_MIGRATIONS } from "../../src/objects/register.sql.ts";
import { SALE_MIGRATIONS } from "../../src/objects/sale.sql.ts";
import { checkoutOf, SALE } from "../support/fixtures.ts";
import { call, migrateDatabase, saleStub } from "./support/deployment.ts";
import { checkout, ledgerOf } from "./support/shopping.ts";

beforeAll(migrateDatabase);

/** Each test works in an object of its own. */
let objects = 0;
const withStorage = (test: (storage: DurableObjectStorage) => void) =>
  runInDurableObject(env.SALE.getByName(`migrate-${++objects}`), (_, { storage }) => test(storage));

/** Tables and indexes, the steps that were counted, and what the steps themselves wrote. */
function schemaOf({ sql }: DurableObjectStorage): unknown {
  const parts = sql.exec(
    "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE '\\_cf%' ESCAPE '\\' ORDER BY name",
  );
  const schema = parts.toArray();
  const tables = schema.filter(({ type, name }) => type === "table" && name !== "sqlite_sequence");
  return [schema, tables.map(({ name }) => sql.exec(`SELECT * FROM "${name}"`).toArray())];
}

/** A migration that breaks off after so many of its statements. */
function brokenOff(migration: string, statements: number): string {
  return [...migration.split(";").slice(0, statements), " SELECT 1 FROM a_table_that_is_not_there"].join(";");
}

const countStatements = (migration: string) => migration.split(";").filter((text) => text.trim() !== "").length;

describe.each([
  ["sale", SALE_MIGRATIONS],
  ["policy", POLICY_MIGRATIONS],
  ["register", REGISTER_MIGRATIONS],
  ["draw", DRAW_MIGRATIONS],
])("the migration of a %s", (_, migrations) => {
  const places = migrations.flatMap((migration, step) =>
    Array.from({ length: countStatements(migration) + 1 }, (_, statements) => [step, statements] as const),
  );

  it.each(places)(
    "that breaks off in step %i after %i statements leaves nothing of it, and is finished next time",
    (step, statements) =>
      withStorage((storage) => {
        const before = migrations.slice(0, step);
        migrate(storage, before);
        const atRest = schemaOf(storage);
        const broken = brokenOff(migrations[step] ?? "", statements);
        expect(() => migrate(storage, [...before, broken])).toThrow("no such table: a_table_that_is_not_there");
        expect(schemaOf(storage)).toEqual(atRest);
        migrate(storage, migrations);
        const finished = schemaOf(storage);
        storage.deleteAll();
        migrate(storage, migrations);
        expect(finished).toEqual(schemaOf(storage));
      }),
  );

  it("changes nothing where it was done before, and adds a later step to what is there", () =>
    withStorage((storage) => {
      migrate(storage, migrations);
      const whole = schemaOf(storage);
      migrate(storage, migrations);
      expect(schemaOf(storage)).toEqual(whole);
      migrate(storage, [...migrations, "CREATE TABLE later (id INTEGER PRIMARY KEY); INSERT INTO later VALUES (7)"]);
      migrate(storage, [...migrations, "CREATE TABLE later (id INTEGER PRIMARY KEY); INSERT INTO later VALUES (7)"]);
      expect(storage.sql.exec("SELECT * FROM later").toArray()).toEqual([{ id: 7 }]);
    }));
});

describe("a sale whose object was stopped before its first step was written", () => {
  it("can be created, and sells", async () => {
    const saleId = "stopped-before-its-schema";
    await runInDurableObject(saleStub(saleId), (_, { storage }) => {
      storage.sql.exec("CREATE TABLE schema_step (step INTEGER PRIMARY KEY)");
    });
    await evictDurableObject(saleStub(saleId));
    expect((await checkout(saleId, checkoutOf(1))).status).toBe(404);
    expect((await call(`/v1/sales/${saleId}`, { method: "PUT", body: SALE })).status).toBe(200);
    expect((await checkout(saleId, checkoutOf(1))).status).toBe(200);
    expect(await ledgerOf(saleId)).toMatchObject({ attempts: 1, held: 1 });
  });
});
