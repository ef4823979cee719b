import type { SignalValue } from "../../signals/signal.ts";
import type { Arithmetic, Comparison } from "./condition.ts";

export const COMPARE: { readonly [comparison in Comparison]: (left: SignalValue, right: SignalValue) => boolean } = {
  "==": (left, right) => left === right,
  "!=": (left, right) => left !== right,
  "<": (left, right) => left < right,
  "<=": (left, right) => left <= right,
  ">": (left, right) => left > right,
  ">=": (left, right) => left >= right,
};

/** What says the same with the sides exchanged. */
export const MIRRORED: { readonly [comparison in Comparison]: Comparison } = {
  "==": "==",
  "!=": "!=",
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};

/** What is true exactly where the comparison is false. */
export const NEGATED: { readonly [comparison in Comparison]: Comparison } = {
  "==": "!=",
  "!=": "==",
  "<": ">=",
  "<=": ">",
  ">": "<=",
  ">=": "<",
};

export const CALCULATE: { readonly [arithmetic in Arithmetic]: (left: number, right: number) => number } = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => left / right,
  "%": (left, right) => left % right,
};
