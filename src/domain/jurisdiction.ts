/**
 * Where law may want data to stay: those that Durable Objects, D1, R2 and Queues of Cloudflare all have.
 * https://developers.cloudflare.com/durable-objects/reference/data-location/
 */
export const JURISDICTIONS = ["eu", "us", "fedramp"] as const;

export type Jurisdiction = (typeof JURISDICTIONS)[number];
