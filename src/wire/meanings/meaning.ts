import type { Json } from "../../domain/canonical-json.ts";

/** What a member of the API means, with its unit where it is a number, and what it may look like. */
export type Meaning = { readonly is?: string; readonly like?: Json };

/**
 * Meanings by place: a member's name holds wherever that name stands, `hold.state` for a `state` in a `hold`, and a schema's
 * name for the schema. The longest place that ends in a member counts. What a schema says of itself stands; an example here
 * is nearer to its place than that of a primitive.
 */
export type Meanings = { readonly [place: string]: Meaning };
