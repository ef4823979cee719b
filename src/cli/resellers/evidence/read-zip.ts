import { inflateRawSync } from "node:zlib";
import { crc32 } from "../../../resellers/domain/evidence-pack/crc32.ts";

const END_SIGNATURE = 0x06054b50;
const CENTRAL_SIGNATURE = 0x02014b50;
const END_BYTES = 22;
const COMMENT_BYTES_MAX = 0xffff;
/** No pack is nearly as large, and a few bytes can unfold into any size. */
const FILE_BYTES_MAX = 64 * 1024 * 1024;

/**
 * The files of a ZIP archive, stored or deflated, as other programs may have packed them again.
 * @throws Error with one sentence where it is no such archive, or a file in it is damaged
 * @see PKWARE APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16
 */
export function readZip(archive: Buffer): ReadonlyMap<string, Buffer> {
  const end = endOf(archive);
  const files = new Map<string, Buffer>();
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    if (archive.readUInt32LE(at) !== CENTRAL_SIGNATURE) throw new Error("The archive's list of files is damaged.");
    const nameBytes = archive.readUInt16LE(at + 28);
    const path = archive.toString("utf8", at + 46, at + 46 + nameBytes);
    if (files.has(path)) throw new Error(`The archive holds two files called ${path}.`);
    if (!path.endsWith("/")) files.set(path, fileAt(archive, at, path));
    at += 46 + nameBytes + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return files;
}

function endOf(archive: Buffer): number {
  const from = Math.max(0, archive.length - END_BYTES - COMMENT_BYTES_MAX);
  for (let at = archive.length - END_BYTES; at >= from; at--) {
    if (archive.readUInt32LE(at) === END_SIGNATURE) return at;
  }
  throw new Error("The file is no ZIP archive.");
}

function fileAt(archive: Buffer, central: number, path: string): Buffer {
  const method = archive.readUInt16LE(central + 10);
  const checksum = archive.readUInt32LE(central + 16);
  const packedBytes = archive.readUInt32LE(central + 20);
  const local = archive.readUInt32LE(central + 42);
  const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const packed = archive.subarray(from, from + packedBytes);
  if (method !== 0 && method !== 8) throw new Error(`${path} is packed in a way that this program does not know.`);
  const bytes = method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: FILE_BYTES_MAX });
  if (crc32(bytes) !== checksum) throw new Error(`${path} is damaged in the archive.`);
  return bytes;
}
