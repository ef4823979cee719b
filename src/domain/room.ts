import { STORED_BYTES_FILLING, STORED_BYTES_FULL, STORED_BYTES_RESERVED } from "./limits.ts";

/** How much room an object or the database has left, the most first; `limits.ts` says of each what is done about it. */
export type Room = "enough" | "filling" | "reserved" | "full";

/** @param bytesUsed of the ten thousand million that the platform stores in one */
export function roomOf(bytesUsed: number): Room {
  if (bytesUsed >= STORED_BYTES_FULL) return "full";
  if (bytesUsed >= STORED_BYTES_RESERVED) return "reserved";
  return bytesUsed >= STORED_BYTES_FILLING ? "filling" : "enough";
}

/** Whether what is left is kept for what must be written. */
export function isReserved(bytesUsed: number): boolean {
  const room = roomOf(bytesUsed);
  return room === "reserved" || room === "full";
}
