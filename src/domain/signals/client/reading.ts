import type { ClientObservations } from "./observations.ts";

/**
 * What the versioned parser made of `signals`, the object that the browser SDK collected.
 * `absent`: none was sent, or no live visit vouches for it. `invalid`: it was sent and cannot be read.
 */
export type ClientReading =
  | { readonly state: "absent" }
  | { readonly state: "invalid" }
  | {
      readonly state: "ok";
      readonly observations: ClientObservations;
      /** RFC 7638 thumbprint of the browser's key where it proved one over this visit. */
      readonly deviceKeyThumbprint?: string | undefined;
    };
