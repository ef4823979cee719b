import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { Config, Shop } from "../../config.ts";
import { utf8 } from "../../domain/utf8.ts";

/** `fh_sk_` and 256 random bits in base64url. */
const SHOP_KEY = /^fh_sk_[A-Za-z0-9_-]{43}$/;

export type KnownShop = { readonly id: string } & Shop;

const shopsByHash = new WeakMap<Config, ReadonlyMap<string, KnownShop>>();
/** Keys that were right before, so that a busy shop's is not hashed for each call. There are as many as are configured. */
const shopsByKey = new WeakMap<Config, Map<string, KnownShop>>();

/** The shop that a key belongs to. Only hashes are configured, so neither the settings nor a timing tells a key. */
export function shopOfKey(config: Config, key: string): KnownShop | undefined {
  const known = shopsByKey.get(config) ?? new Map<string, KnownShop>();
  const shop = known.get(key) ?? shopOfHash(config, key);
  if (shop !== undefined) shopsByKey.set(config, known.set(key, shop));
  return shop;
}

function shopOfHash(config: Config, key: string): KnownShop | undefined {
  return SHOP_KEY.test(key) ? byHash(config).get(bytesToHex(sha256(utf8(key)))) : undefined;
}

function byHash(config: Config): ReadonlyMap<string, KnownShop> {
  const known = shopsByHash.get(config);
  if (known !== undefined) return known;
  const shops = new Map<string, KnownShop>();
  for (const [id, shop] of config.shops) {
    for (const hash of shop.keyHashes) shops.set(hash, { id, ...shop });
  }
  shopsByHash.set(config, shops);
  return shops;
}
