import type { Config } from "../config.ts";
import { fromHex } from "../domain/draw/bytes.ts";
import { drawSeed, randomnessOf } from "../domain/draw/seed.ts";
import { registerObjectName, saleObjectName } from "../domain/ids.ts";
import { assert } from "../domain/result.ts";
import type { SaleView } from "../domain/sale/read-sale.ts";
import type { SaleRecord } from "../domain/sale/record.ts";
import type { DrawStore } from "./draw.sql.ts";
import type { DrawState } from "./draw.state.ts";
import type { StatementParts } from "./draw.statements.ts";
import type { ObjectEnv } from "./object-env.ts";
import type { RegisterObject } from "./register.object.ts";
import type { SaleObject } from "./sale.object.ts";

/** It asks the sale that it draws for and its registers, and publishes. */
export type DrawEnv = ObjectEnv & {
  readonly SALE: DurableObjectNamespace<SaleObject>;
  readonly REGISTER: DurableObjectNamespace<RegisterObject>;
  readonly PUBLIC_RECORDS: R2Bucket;
};

/** What each step of a draw works with. */
export type DrawParts = StatementParts & {
  readonly env: DrawEnv;
  readonly config: Config;
  readonly store: DrawStore;
  readonly state: DrawState;
  readonly view: SaleView;
};

export function registerOf({ env, state }: DrawParts, shard: number): DurableObjectStub<RegisterObject> {
  return env.REGISTER.getByName(registerObjectName({ saleId: state.saleId, shard }));
}

export function saleOf({ env, state }: Pick<DrawParts, "env" | "state">): DurableObjectStub<SaleObject> {
  return env.SALE.getByName(saleObjectName(state.saleId));
}

export function shardsOf({ view }: Pick<DrawParts, "view">): number {
  return view.sale.definition.registration?.shards ?? 0;
}

export function drawSecretOf({ drawSecret }: SaleRecord): Uint8Array {
  const secret = fromHex(drawSecret ?? "");
  assert(secret !== undefined, "a sale with registration has a secret");
  return secret;
}

/** Where the files of a list are published: of another charter's list elsewhere. */
export function recordFolderOf({ saleId, charter }: DrawState): string {
  assert(charter !== undefined, "a list follows a charter");
  return `draws/${saleId}/${charter.hash.slice(0, 16)}`;
}

/** What the order of a draw is made by, once its randomness is there. */
export function seedOf({ state }: Pick<DrawParts, "state">): Uint8Array {
  const { saleId, charter, commitment, beacon } = state;
  assert(charter !== undefined && commitment !== undefined && beacon !== undefined, "a seed is of a list and a beacon");
  const bytes = keptBytes("signature" in beacon ? beacon.signature : beacon.ownSecret);
  const [root, charterHash] = [keptBytes(commitment.body.root), keptBytes(charter.hash)];
  const randomness = "signature" in beacon ? randomnessOf(bytes) : bytes;
  return drawSeed(randomness, { saleId, round: beacon.round, root, charterHash });
}

/** @returns of what the state of a draw keeps in hexadecimal */
export function keptBytes(hex: string): Uint8Array {
  const bytes = fromHex(hex, hex.length / 2);
  assert(bytes !== undefined, "what is kept of a draw can be read");
  return bytes;
}
