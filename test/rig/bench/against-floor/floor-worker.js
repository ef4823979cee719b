import { DurableObject } from "cloudflare:workers";
import { importJWK } from "jose";
import { signToken } from "../../../../src/platform/tokens/tokens.ts";

/**
 * What a checkout costs at the very least: parse the same JSON, call one object that writes one row of equal bytes in a
 * transaction of its own, sign one token. It decides nothing, remembers nobody and repeats no answer.
 */
export class FloorObject extends DurableObject {
  constructor(state, env) {
    super(state, env);
    state.storage.sql.exec("CREATE TABLE IF NOT EXISTS row (id INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT NOT NULL)");
  }

  write(text) {
    const { storage } = this.ctx;
    return storage.transactionSync(
      () => storage.sql.exec("INSERT INTO row (text) VALUES (?) RETURNING id", text).one().id,
    );
  }
}

let keys;

export default {
  async fetch(request, env) {
    keys ??= await readKeys(env);
    const checkout = JSON.parse(await request.text());
    const text = JSON.stringify(checkout).padEnd(Number(env.ROW_BYTES), " ");
    const id = await env.FLOOR.getByName("floor").write(text);
    const payload = JSON.stringify({ sub: checkout.account.id, jti: String(id), iat: Math.floor(Date.now() / 1000) });
    const allowToken = await signToken(keys, { typ: "allow+jwt", kid: "floor", payload });
    return Response.json({ allowToken });
  },
};

async function readKeys(env) {
  const key = await importJWK(JSON.parse(env.SIGNING_KEY), "EdDSA");
  return { signing: new Map([["floor", key]]), secrets: new Map() };
}
