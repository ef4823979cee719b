import type { DoorKeys } from "../../domain/identity/address/same-door.ts";
import type { pseudonymsFor } from "../../domain/identity/pseudonym.ts";

/** What an address is compared by, as a sale keeps it. */
export function pseudonymousDoor({ household, near }: DoorKeys, pseudonym: ReturnType<typeof pseudonymsFor>): DoorKeys {
  return {
    household: household === undefined ? undefined : pseudonym("household", household),
    near: near.map((key) => pseudonym("near", key)),
  };
}
