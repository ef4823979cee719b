import type { UsualRange } from "../../domain/scoring/usual-ranges.ts";
import type { SignalValue } from "../../domain/signals/signal.ts";
import { share } from "../charts/share.ts";
import { signalTitle, signalValueWords } from "../words/signal-value.ts";

export type RangeBar = {
  /** SVG lengths on one scale that holds the usual range and the value, with room at both ends. */
  readonly usualStart: string;
  readonly usualLength: string;
  readonly valueAt: string;
  readonly standing: "usual" | "lower than usual" | "higher than usual";
  readonly usualWords: string;
};

export type SignalRow = {
  readonly name: string;
  readonly title: string;
  readonly value: string;
  readonly range?: RangeBar | undefined;
};

export type SignalGroup = {
  readonly title: string;
  readonly rows: readonly SignalRow[];
  /** Of at least one of the signals it is known what is usual. */
  readonly ranged: boolean;
};

/** The signals of a record by the thing they speak of; pseudonyms are left to the list of keys. */
export function signalGroups(
  signals: { readonly [name: string]: SignalValue },
  usual: ReadonlyMap<string, UsualRange>,
): readonly SignalGroup[] {
  const groups = new Map<string, SignalRow[]>();
  for (const [name, value] of Object.entries(signals)) {
    if (name.endsWith(".key")) continue;
    const subject = name.slice(0, Math.max(0, name.indexOf("."))) || "request";
    const range = usual.get(name);
    const row: SignalRow = {
      name,
      title: signalTitle(name),
      value: signalValueWords(name, value),
      range: range !== undefined && typeof value === "number" ? rangeBar(name, value, range) : undefined,
    };
    groups.set(subject, [...(groups.get(subject) ?? []), row]);
  }
  return [...groups].map(([subject, rows]) => ({
    title: subject.charAt(0).toUpperCase() + subject.slice(1),
    rows,
    ranged: rows.some(({ range }) => range !== undefined),
  }));
}

function rangeBar(name: string, value: number, { low, high }: UsualRange): RangeBar {
  const least = Math.min(low, value);
  const span = Math.max(high, value) - least || 1;
  const room = span / 10;
  const at = (point: number) => share(point - least + room, span + 2 * room);
  return {
    usualStart: at(low),
    usualLength: share(high - low, span + 2 * room),
    valueAt: at(value),
    standing: value < low ? "lower than usual" : value > high ? "higher than usual" : "usual",
    usualWords: `${signalValueWords(name, low)} to ${signalValueWords(name, high)}`,
  };
}
