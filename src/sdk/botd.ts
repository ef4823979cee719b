/*! BotD, which is part of the built file.
 * MIT License
 *
 * Copyright (c) 2025 FingerprintJS, Inc
 *
 * Permission is hereby granted, free of charge, to any person obtaining a copy
 * of this software and associated documentation files (the "Software"), to deal
 * in the Software without restriction, including without limitation the rights
 * to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
 * copies of the Software, and to permit persons to whom the Software is
 * furnished to do so, subject to the following conditions:
 *
 * The above copyright notice and this permission notice shall be included in all
 * copies or substantial portions of the Software.
 *
 * THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
 * IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
 * FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
 * AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
 * LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
 * OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
 * SOFTWARE.
 */
import { collect, detect, detectors, sources } from "@fingerprintjs/botd";
import type { BotdValue } from "../domain/signals/client/observations.ts";
import type { Source } from "./observation.ts";

/**
 * An optional observation for `start`, `mount` and `defineFairCheckout`: what the library BotD takes the browser for, and
 * which of its detectors say so. What the detectors looked at stays in the page, since together it would tell browsers apart.
 * @see https://github.com/fingerprintjs/BotD (MIT)
 */
export const botd: Source<unknown> = () => {
  let found: BotdValue | undefined;
  let wrong: unknown;
  askLibrary().then(
    (value) => {
      found = value;
    },
    (cause: unknown) => {
      wrong = cause;
    },
  );
  return {
    read() {
      if (wrong !== undefined) throw wrong;
      return found;
    },
  };
};

/**
 * By the library's parts: its own `load` reports some installations to its makers. Nothing is drawn to ask for the graphics
 * card, which is slow, may write to the console, and tells one program of 2017.
 */
async function askLibrary(): Promise<BotdValue> {
  // The page's own beginning goes first.
  await new Promise((resolve) => setTimeout(resolve));
  const [detections, verdict] = detect(await collect({ ...sources, webGL: notAsked }), detectors);
  const fired = Object.entries(detections).filter(([, { bot }]) => bot);
  return {
    detectors: fired.map(([name]) => name).sort(),
    ...(verdict.bot ? { kind: verdict.botKind } : {}),
  };
}

function notAsked(): never {
  throw new TypeError("Not asked.");
}
