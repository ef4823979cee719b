import { isRecord } from "./is-record.ts";

const DATABASE = "firsthand";
const STORE = "keys";
const NAME = "device";

/** The key pair kept in IndexedDB, which holds keys without showing them; made and kept where there is none. */
export async function keptKeyPair(): Promise<CryptoKeyPair> {
  const database = await settled(opened());
  try {
    const kept = await settled(database.transaction(STORE).objectStore(STORE).get(NAME));
    if (isKeyPair(kept)) return kept;
    const made = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
    const store = database.transaction(STORE, "readwrite").objectStore(STORE);
    // Another tab may have been faster: the first key stays.
    const other = await settled(store.get(NAME));
    if (isKeyPair(other)) return other;
    await settled(store.put(made, NAME));
    return made;
  } finally {
    database.close();
  }
}

function opened(): IDBOpenDBRequest {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return request;
}

function settled<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function isKeyPair(value: unknown): value is CryptoKeyPair {
  return isRecord(value) && "privateKey" in value && "publicKey" in value;
}
