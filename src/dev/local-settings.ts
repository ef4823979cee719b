import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { exportJWK, generateKeyPair, type JWK } from "jose";
import { newSecret, newShopKey, newSigningKey, newSmsSecret } from "./make-keys.ts";
import { newBeaconKey } from "./worker/beacon/beacon-chain.ts";

/** Keys and secrets of one machine, made once and kept beside its data: without them the data could not be read. */
export type LocalSettings = {
  readonly shopKey: string;
  readonly shopKeyHash: string;
  readonly signingKeys: readonly JWK[];
  readonly tokenSecret: string;
  readonly pepper: string;
  readonly staffKey: JWK;
  /** With which the demo shop vouches for its customers to pages that check out by themselves. */
  readonly accountKey: JWK;
  /** Of the beacon of this machine, in hexadecimal. */
  readonly beaconKey: string;
  /** What secrets of webhooks are derived from. */
  readonly webhookKey: string;
  /** By which telephones of this machine sign their messages, as Standard Webhooks writes secrets. */
  readonly smsSecret: string;
  /** When the demo sale opened: it cannot change any more. */
  readonly saleOpensAt: string;
};

const FILE = "settings.json";

/**
 * Reads the settings in a folder, or makes them.
 * @throws Error where there are some that cannot be read: new keys in their place would make the folder's data unreadable
 */
export async function localSettings(folder: string): Promise<LocalSettings> {
  const file = join(folder, FILE);
  const known = await readIfThere(file);
  if (known !== undefined) {
    const { beaconKey, accountKey, webhookKey, smsSecret } = known;
    return beaconKey === undefined || accountKey === undefined || webhookKey === undefined || smsSecret === undefined
      ? await written(file, {
          ...known,
          beaconKey: beaconKey ?? newBeaconKey(),
          accountKey: accountKey ?? (await newAccountKey()),
          webhookKey: webhookKey ?? newSecret(),
          smsSecret: smsSecret ?? newSmsSecret(),
        })
      : { ...known, beaconKey, accountKey, webhookKey, smsSecret };
  }
  const { key, hash } = newShopKey();
  const settings: LocalSettings = {
    shopKey: key,
    shopKeyHash: hash,
    signingKeys: [await newSigningKey("active")],
    tokenSecret: newSecret(),
    pepper: newSecret(),
    staffKey: await newStaffKey(),
    accountKey: await newAccountKey(),
    beaconKey: newBeaconKey(),
    webhookKey: newSecret(),
    smsSecret: newSmsSecret(),
    saleOpensAt: new Date(Math.floor(Date.now() / 1000) * 1000).toISOString(),
  };
  await mkdir(folder, { recursive: true });
  return await written(file, settings);
}

async function written(file: string, settings: LocalSettings): Promise<LocalSettings> {
  await writeFile(file, JSON.stringify(settings), { mode: 0o600 });
  return settings;
}

/** What settings lack that were made before there was a use for it. */
type Added = "beaconKey" | "accountKey" | "webhookKey" | "smsSecret";

async function readIfThere(
  file: string,
): Promise<(Omit<LocalSettings, Added> & Partial<Pick<LocalSettings, Added>>) | undefined> {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch (cause) {
    throw new Error(`${file} cannot be read. Repair it, or start afresh with npm start -- --reset.`, { cause });
  }
}

async function newStaffKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: "development" };
}

async function newAccountKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair("EdDSA", { crv: "Ed25519", extractable: true });
  return { ...(await exportJWK(privateKey)), kid: "development" };
}
