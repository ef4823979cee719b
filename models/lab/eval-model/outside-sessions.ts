import type { Session } from "../train/session.ts";
import { balabitMouse } from "./balabit-mouse.ts";
import { browserDrivers } from "./browser-drivers.ts";
import { delbotCircles } from "./delbot-circles.ts";
import { iliouWebbot } from "./iliou-webbot.ts";
import { keystrokeFreetext, strainedKeystrokes } from "./keystroke-freetext.ts";

/** Folders of recordings that are for evaluation only. */
export const OUTSIDE_FOLDERS = [
  "keystroke_freetext",
  "balabit_mouse",
  "iliou_webbot",
  "delbot_circles",
  "browser_bots",
];

/** Recordings that are not trained on, most of them because nothing licenses that: people and programs that no shipped model has seen. */
export function outsideSessions(dataFolder: string): Session[] {
  return [keystrokeFreetext, balabitMouse, iliouWebbot, delbotCircles, browserDrivers].flatMap((sessionsOf) =>
    sessionsOf(dataFolder),
  );
}

/** People of those recordings in circumstances that they were not recorded in. Of them is asked only how many are stopped. */
export function strainedSessions(dataFolder: string): Session[] {
  return strainedKeystrokes(dataFolder);
}
