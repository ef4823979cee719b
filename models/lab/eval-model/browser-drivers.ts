import { join } from "node:path";
import { createKeysAggregate } from "../../../src/sdk/aggregates/keys.ts";
import { createPointerAggregate } from "../../../src/sdk/aggregates/pointer.ts";
import { addKeyEvent } from "../../../src/sdk/key-event.ts";
import { csvRows } from "../train/csv.ts";
import { keyEvent } from "../train/keys-session.ts";
import type { Session } from "../train/session.ts";
import { keyOfClass } from "./key-of-class.ts";

/** The drivers of those runs. */
export const BROWSER_DRIVERS: readonly string[] = [
  "ghost_gauss",
  "pptr_direct",
  "pptr_evaluate",
  "pptr_inserttext",
  "pptr_uniform_delay",
  "pw_fill_click",
  "pw_steps_presssequential",
  "sneakerbot_delay10",
  "windmouse_uniform",
];

type Run = {
  readonly driver: string;
  readonly keys: ReturnType<typeof createKeysAggregate>;
  readonly pointer: ReturnType<typeof createPointerAggregate>;
  /** Key events carry no code, and no driver overlaps keys: releases come in the order of presses. */
  readonly down: string[];
};

/** Runs of automation drivers that fill and submit a checkout form in a real Chromium, recorded by this project. */
export function browserDrivers(dataFolder: string): Session[] {
  const runs = new Map<string, Run>();
  for (const row of csvRows(join(dataFolder, "browser_bots", "events.csv.gz"))) {
    const { driver = "", run: number = "" } = row;
    const id = `${driver} ${number}`;
    let run = runs.get(id);
    if (run === undefined) {
      run = { driver, keys: createKeysAggregate(), pointer: createPointerAggregate(), down: [] };
      runs.set(id, run);
    }
    replay(run, row);
  }
  return [...runs].flatMap(([run, { driver, keys, pointer }]): Session[] => {
    const origin = { source: driver, run, program: true };
    const typed = keys.read();
    const moved = pointer.read();
    return [
      ...(typed === undefined ? [] : [{ part: "keys", ...origin, observed: { keys: typed } } as const]),
      ...(moved === undefined ? [] : [{ part: "movement", ...origin, observed: { pointer: moved } } as const]),
    ];
  });
}

function replay({ keys, pointer, down }: Run, row: { readonly [column: string]: string }) {
  const { type, seq = "" } = row;
  const key = keyOfClass(row.key ?? "");
  const [tMs, x, y] = [Number(row.t), Number(row.x), Number(row.y)];
  if (type === "mousemove") pointer.move(tMs, x, y);
  else if (type === "mousedown") pointer.press({ tMs, x, y });
  else if (type === "mouseup") pointer.release(tMs);
  else if (type === "keydown") {
    down.push(seq);
    addKeyEvent(keys, { ...keyEvent(type, tMs, { key, code: seq }), isTrusted: row.trusted === "1" });
  } else if (type === "keyup") {
    const code = down.shift();
    if (code !== undefined) addKeyEvent(keys, keyEvent(type, tMs, { key, code }));
  }
}
