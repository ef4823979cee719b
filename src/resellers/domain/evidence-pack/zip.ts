import { assert } from "../../../domain/result.ts";
import { utf8 } from "../../../domain/utf8.ts";
import { crc32 } from "./crc32.ts";

/** One file of an archive. */
export type ArchivedFile = { readonly path: string; readonly bytes: Uint8Array<ArrayBuffer> };

const LOCAL_HEADER_BYTES = 30;
const CENTRAL_HEADER_BYTES = 46;
const END_BYTES = 22;
/** Of the format without its 64-bit extension. */
const FILES_MAX = 0xffff;
const ARCHIVE_BYTES_MAX = 0xffffffff;
const VERSION_NEEDED = 20;
/** File names are UTF-8. */
const FLAGS = 0x0800;

/**
 * Puts files into a ZIP archive as they are: pictures do not become smaller, and what is stored plainly can be read by every
 * program for decades. The same files at the same moment give the same bytes.
 * @param atMs written as the time of each file, in UTC, to two seconds as the format has it
 * @see PKWARE APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16
 */
export function writeZip(files: readonly ArchivedFile[], atMs: number): Uint8Array<ArrayBuffer> {
  const entries = files.map(({ path, bytes }) => ({ name: utf8(path), bytes, crc: crc32(bytes) }));
  const centralBytes = sum(entries.map(({ name }) => CENTRAL_HEADER_BYTES + name.length));
  const localBytes = sum(entries.map(({ name, bytes }) => LOCAL_HEADER_BYTES + name.length + bytes.length));
  const size = localBytes + centralBytes + END_BYTES;
  assert(files.length <= FILES_MAX && size <= ARCHIVE_BYTES_MAX, "an archive of this kind is below 4 GiB");
  const archive = new Uint8Array(size);
  const { date, time } = dosTime(atMs);
  let local = 0;
  let central = localBytes;
  for (const { name, bytes, crc } of entries) {
    const sizes = [u32(crc), u32(bytes.length), u32(bytes.length), u16(name.length), u16(0)];
    const about = [u16(VERSION_NEEDED), u16(FLAGS), u16(0), u16(time), u16(date), ...sizes];
    const offset = u32(local);
    local = put(archive, local, [u32(0x04034b50), ...about, name, bytes]);
    const attributes = [u16(0), u16(0), u16(0), u32(0), offset];
    central = put(archive, central, [u32(0x02014b50), u16(VERSION_NEEDED), ...about, ...attributes, name]);
  }
  const counts = [u16(0), u16(0), u16(files.length), u16(files.length)];
  put(archive, central, [u32(0x06054b50), ...counts, u32(centralBytes), u32(localBytes), u16(0)]);
  return archive;
}

function put(archive: Uint8Array, at: number, parts: readonly ArrayLike<number>[]): number {
  let next = at;
  for (const part of parts) {
    archive.set(part, next);
    next += part.length;
  }
  return next;
}

/** The time of day and the date as MS-DOS kept them: years from 1980, seconds in pairs. */
function dosTime(atMs: number): { date: number; time: number } {
  const at = new Date(atMs);
  return {
    date: ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(),
    time: (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1),
  };
}

function u16(value: number): readonly number[] {
  return [value & 0xff, value >>> 8];
}

function u32(value: number): readonly number[] {
  return [value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, value >>> 24];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
