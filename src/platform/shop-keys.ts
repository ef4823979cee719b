import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Config, Shop } from "../config.ts";

/** `fh_sk_` and 256 random bits in base64url. */
const SHOP_KEY = /^fh_sk_[A-Za-z0-9_-]{43}$/;

export type KnownShop = { readonly id: string } & Shop;

const shopsByHash = new WeakMap<Config, ReadonlyMap<string, KnownShop>>();

/** The shop that a key belongs to. Only hashes are configured, so neither the settings nor a timing tells a key. */
export function shopOfKey(config: Config, key: string): KnownShop | undefined {
  if (!SHOP_KEY.test(key)) return undefined;
  return byHash(config).get(bytesToHex(sha256(utf8ToBytes(key))));
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
