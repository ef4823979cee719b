import { beforeAll, describe, expect, it } from "vitest";
import { unstable_readConfig } from "wrangler";
import { cannotPlace, placed } from "../../../src/platform/jurisdiction/placed.ts";
import { validSettings } from "../../support/settings.ts";

let settings: object;
beforeAll(async () => {
  ({ settings } = await validSettings());
});

/** A namespace as Cloudflare describes it: one name is another object in each jurisdiction. */
function namespace(place: string) {
  return {
    getByName: (name: string) => `${name} in ${place}`,
    jurisdiction: (jurisdiction: string) => namespace(jurisdiction),
  };
}

function bindings(change: object = {}) {
  const names = ["SALE", "REGISTER", "DRAW", "INVITES", "CONVERSATION", "VISITS", "POLICY"] as const;
  const one = namespace("none");
  const [SALE, REGISTER, DRAW, INVITES, CONVERSATION, VISITS, POLICY] = names.map(() => one);
  return { ...settings, SALE, REGISTER, DRAW, INVITES, CONVERSATION, VISITS, POLICY, DB: {}, ...change };
}

describe("objects", () => {
  it("are named in no jurisdiction where none is set", () => {
    const env = bindings({ JURISDICTION: "" });
    expect(placed(env)).toBe(env);
  });

  it.each(["eu", "us", "fedramp"])("are all named in %s where that is set, and nothing else is", (JURISDICTION) => {
    const env = bindings({ JURISDICTION });
    const { DB, SALE, REGISTER, DRAW, INVITES, CONVERSATION, VISITS, POLICY } = placed(env);
    for (const each of [SALE, REGISTER, DRAW, INVITES, CONVERSATION, VISITS, POLICY]) {
      expect(each?.getByName("one")).toBe(`one in ${JURISDICTION}`);
    }
    expect(DB).toBe(env.DB);
  });

  it("are the same namespaces each time, by which an isolate remembers what it asked them", () => {
    const env = bindings({ JURISDICTION: "eu" });
    expect(placed(env).POLICY).toBe(placed(env).POLICY);
  });

  it("of a runtime that has none cannot be placed", () => {
    const refusing = () => {
      throw new Error("Jurisdiction restrictions are not implemented in workerd.");
    };
    const SALE = { ...namespace("none"), jurisdiction: refusing };
    expect(cannotPlace(bindings({ SALE, JURISDICTION: "eu" }))).toBe(true);
    expect(cannotPlace(bindings({ SALE, JURISDICTION: "" }))).toBe(false);
  });

  it("are all that wrangler.toml binds", () => {
    const bound: readonly string[] = unstable_readConfig({ config: "wrangler.toml" }).durable_objects.bindings.map(
      ({ name }: { readonly name: string }) => name,
    );
    const env = Object.fromEntries(bound.map((name) => [name, namespace("none")]));
    const placedEnv: { readonly [name: string]: unknown } = placed({ ...settings, JURISDICTION: "eu", ...env });
    for (const name of bound) expect(placedEnv[name]).not.toBe(env[name]);
  });
});
