/** Names of everything that is logged. Operators build alarms on them: names stay, fields may be added. */
export type LogEvent =
  | "reported-cases-full"
  | "waiting-reports-unfiled"
  | "reseller-settings-unreadable"
  | "request-failed"
  | "storage-failed"
  | "sale-list-unavailable"
  | "export-failed"
  | "events-unsent"
  | "webhook-failed"
  | "webhook-disabled"
  | "webhook-dead-letter"
  | "webhooks-unsent"
  | "alarm-failed"
  | "records-lost"
  | "sale-size"
  | "sale-filling"
  | "database-size"
  | "database-filling"
  | "erasure-still-listed"
  | "past-sales-missed"
  | "earlier-purchases-unread"
  | "visits-uncounted"
  | "retention-failed"
  | "object-call-failed"
  | "ledger-breached"
  | "policy-unavailable"
  | "policy-break-glass"
  | "model-unavailable"
  | "cuts-unavailable"
  | "limit-unavailable"
  | "staff-refused"
  | "turnstile-failed"
  | "beacon-relay-failed"
  | "beacon-relay-wrong"
  | "draw-stopped";

/** One line of JSON. Fields hold ids and counts, never an input or anything that identifies a person. */
export function log(event: LogEvent, fields: { readonly [name: string]: string | number | boolean | undefined }): void {
  // biome-ignore lint/suspicious/noConsole: the runtime's log is the console, and this is the one place that writes to it.
  console.error(JSON.stringify({ event, ...fields }));
}

/** What an exception says, for the log alone: its stack names files of ours and no input. */
export function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
