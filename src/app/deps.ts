import type { Bindings } from "../bindings.ts";
import type { Config } from "../config.ts";
import type { DeliveryMessage } from "../platform/webhooks/kept-event.ts";

/** What a use case works with, handed in by its caller: a route, a page, a command or a test. */
export type Deps = {
  readonly db: D1Database;
  /** The objects of the sales, of their registrations, invites, draws and visits, and the one that owns the policy. */
  readonly objects: Pick<Bindings, "SALE" | "REGISTER" | "INVITES" | "CONVERSATION" | "DRAW" | "VISITS" | "POLICY">;
  /** What carries events to webhooks. */
  readonly queue: Queue<DeliveryMessage>;
  /** What draws have published. */
  readonly records: R2Bucket;
  readonly config: Config;
  readonly nowMs: number;
  /** Uniform in [0, 1), for ids. */
  readonly random: () => number;
  /**
   * Lets other requests have their turn, checkouts first. The clock of a Worker stands still while it computes, so that long work counts
   * what it has done, and pauses after so much of it.
   */
  readonly pause: () => Promise<void>;
  /** What this call is logged under. */
  readonly requestId: string;
  /** Whether a shop calls with its key: it alone may wake the object of a sale that the list does not know. */
  readonly ofShop: boolean;
};
