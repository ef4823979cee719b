import type { Session } from "../train/session.ts";
import { balabitMouse } from "./balabit-mouse.ts";
import { iliouWebbot } from "./iliou-webbot.ts";
import { keystrokeFreetext } from "./keystroke-freetext.ts";

/** Folders of recordings that are for evaluation only. */
export const OUTSIDE_FOLDERS = ["keystroke_freetext", "balabit_mouse", "iliou_webbot"];

/** Recordings without a licence to train on: people and programs that no shipped model has seen. */
export function outsideSessions(dataFolder: string): Session[] {
  return [...keystrokeFreetext(dataFolder), ...balabitMouse(dataFolder), ...iliouWebbot(dataFolder)];
}
