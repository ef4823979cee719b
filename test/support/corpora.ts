import { readdir, readFile } from "node:fs/promises";

/** Recorded input that breaks programs. Lists are empty where the recordings are not on this machine. */
export type Corpora = {
  /** Files of JSONTestSuite, their bytes in base64; the first letter of a name says what a parser has to do. */
  readonly json: readonly { readonly name: string; readonly base64: string }[];
  /** The big list of naughty strings. */
  readonly naughty: readonly string[];
  /** Files of Wycheproof on the two signatures that are verified in the deployed Worker. */
  readonly wycheproof: { readonly ed25519: string; readonly es256: string } | undefined;
};

const DATA = "../shared/data";

export async function readCorpora(): Promise<Corpora> {
  return { json: await readJsonFiles(), naughty: await readNaughtyStrings(), wycheproof: await readWycheproof() };
}

async function readJsonFiles(): Promise<Corpora["json"]> {
  const folder = `${DATA}/jsontestsuite/test_parsing`;
  const names = await readdir(folder).catch(() => []);
  return await Promise.all(
    names.sort().map(async (name) => ({ name, base64: (await readFile(`${folder}/${name}`)).toString("base64") })),
  );
}

async function readNaughtyStrings(): Promise<Corpora["naughty"]> {
  const text = await readFile(`${DATA}/naughty-strings/blns.json`, "utf8").catch(() => "[]");
  return JSON.parse(text);
}

async function readWycheproof(): Promise<Corpora["wycheproof"]> {
  const folder = `${DATA}/wycheproof/testvectors_v1`;
  const read = (name: string) => readFile(`${folder}/${name}_test.json`, "utf8");
  try {
    return { ed25519: await read("ed25519"), es256: await read("ecdsa_secp256r1_sha256_p1363") };
  } catch {
    return undefined;
  }
}
