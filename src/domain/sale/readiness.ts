/** What is known of a sale before it opens. What could not be asked is absent. */
export type ReadinessFacts = {
  readonly nowMs: number;
  readonly opensAtMs: number;
  readonly free: number;
  readonly clientSignals: "required" | "optional";
  /** Visits that pages have begun in it. */
  readonly visits?: number | undefined;
  /** Absent where the setting of its shop is gone. */
  readonly shop?: { readonly keys: number; readonly accountKeys: number } | undefined;
  readonly signingKeys: number;
  readonly policy?:
    | {
        /** The policy of the bundle: nobody has published another. */
        readonly isShipped: boolean;
        /** Decisions on which the live one was tried before it was published. */
        readonly replayed?: number | undefined;
        readonly proposals: number;
      }
    | undefined;
  readonly webhooks?: { readonly enabled: number; readonly disabled: number; readonly silent: number } | undefined;
  /** How far the clock of the database is ahead of the service's. */
  readonly clockAheadMs?: number | undefined;
};
