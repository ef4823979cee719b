/** How the buyer reached the shop. */
export const CHANNELS = ["web", "app", "store", "sms", "phone"] as const;
export type Channel = (typeof CHANNELS)[number];

/** Whether a checkout comes from a browser of the buyer, whose visits, signals and timing can be judged. */
export function hasBrowser(channel: Channel): boolean {
  return channel === "web" || channel === "app";
}
