import { fromHex } from "../bytes.ts";

/** A check of plain data that narrows its type: what a verifier needs of a schema, without the library. */
export type Check<T> = (value: unknown) => value is T;
type Members = { readonly [name: string]: Check<unknown> };
type Shaped<Shapes extends Members> = {
  readonly [name in keyof Shapes]: Shapes[name] extends Check<infer T> ? T : never;
};

export const text = (value: unknown): value is string => typeof value === "string";
export const hash = (value: unknown): value is string => typeof value === "string" && fromHex(value) !== undefined;
/** A whole number from 0 on that JavaScript holds exactly. */
export const count = (value: unknown): value is number =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
/** RFC 3339 in UTC, as this service writes it. */
export const instant = (value: unknown): value is string =>
  typeof value === "string" &&
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/.test(value) &&
  !Number.isNaN(Date.parse(value));

export const yes = (value: unknown): value is true => value === true;

export function optional<T>(shape: Check<T>): Check<T | undefined> {
  return (value): value is T | undefined => value === undefined || shape(value);
}

export function literal<T extends string>(expected: T): Check<T> {
  return (value): value is T => value === expected;
}

export function listOf<T>(shape: Check<T>): Check<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.every((member) => shape(member));
}

/** Further members do no harm: they are signed like the others. */
export function objectOf<Shapes extends Members>(shapes: Shapes): Check<Shaped<Shapes>> {
  return (value): value is Shaped<Shapes> =>
    isObject(value) && Object.entries(shapes).every(([name, shape]) => shape(value[name]));
}

/** Counts by name, such as entries by weight. */
export function countsBy(names: RegExp): Check<{ readonly [name: string]: number }> {
  return (value): value is { readonly [name: string]: number } =>
    isObject(value) && Object.entries(value).every(([name, member]) => names.test(name) && count(member));
}

function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
