import type { Random } from "../../../test/rig/shared/random.ts";
import type { Driver } from "./driver.ts";
import { keyboardOnly } from "./drivers/keyboard-only.ts";
import { mouseAndKeys } from "./drivers/mouse-and-keys.ts";
import { phoneInputMethod, rawProtocol } from "./drivers/raw-protocol.ts";
import { replayed } from "./drivers/replayed.ts";
import { onePress, oneStroke, pasteOnly } from "./drivers/saved-address.ts";
import { touch } from "./drivers/touch.ts";
import { autofill, formFill, insertText, scripted, scriptedTyping } from "./drivers/without-keys.ts";
import { bezier, corrected, spline, wave } from "./paths/curved.ts";
import { EASES, jittered, jump, straight, tweened } from "./paths/straight.ts";
import { wind } from "./paths/wind.ts";
import { CADENCES } from "./typing.ts";

const none = () => 0;
const between =
  (lowMs: number, highMs: number) =>
  ({ uniform }: Random) =>
    lowMs + (highMs - lowMs) * uniform();
const pause =
  (lowMs: number, highMs: number) =>
  ({ random }: { readonly random: Random }) =>
    between(lowMs, highMs)(random);

/** Every kind of program that is recorded. Each hides what a browser says of itself being driven. */
export const DRIVERS: readonly Driver[] = [
  {
    name: "naive",
    about: "the library's own click and type, without a delay",
    browser: "headless",
    run: mouseAndKeys({
      hand: { path: jump, holdMs: none, settleMs: none, centred: true },
      typing: { cadence: CADENCES.instant },
      pauseMs: none,
    }),
  },
  {
    name: "delayed",
    about: "jumps and clicks, waits at random, types with a constant delay",
    browser: "headless",
    run: mouseAndKeys({
      hand: { path: jump, holdMs: () => 80, settleMs: none, centred: true },
      typing: { cadence: CADENCES.constant(110, 60) },
      pauseMs: pause(400, 1_600),
    }),
  },
  {
    name: "sneaker",
    about: "jumps and clicks, types with ten milliseconds a key",
    browser: "headless",
    run: mouseAndKeys({
      hand: { path: jump, holdMs: none, settleMs: none },
      typing: { cadence: CADENCES.constant(10, 5) },
      pauseMs: pause(50, 150),
    }),
  },
  {
    name: "stepped",
    about: "straight moves in 25 steps, uniform delays",
    browser: "headless",
    run: mouseAndKeys({
      hand: { path: straight(25, 4), holdMs: between(40, 120), settleMs: between(5, 40) },
      typing: { cadence: CADENCES.uniform(60, 160, 0.5) },
      pauseMs: pause(200, 900),
    }),
  },
  {
    name: "glide",
    about: "straight moves at even speed over most of a second, uniform delays",
    browser: "headless",
    run: mouseAndKeys({
      hand: { path: straight(60, 12), holdMs: between(60, 110), settleMs: between(50, 200) },
      typing: { cadence: CADENCES.uniform(40, 200, 0.4) },
      pauseMs: pause(200, 900),
    }),
  },
  {
    name: "bezier",
    about: "ghost-cursor's curves at even pace, Gaussian delays",
    browser: "headless",
    run: mouseAndKeys({
      hand: { path: bezier(), holdMs: between(60, 140), settleMs: between(30, 200) },
      typing: { cadence: CADENCES.gaussian(130, 35, 70) },
      pauseMs: pause(300, 1_500),
    }),
  },
  {
    name: "overshoot",
    about: "curves that go past the goal and come back, bursts of keys",
    browser: "headless",
    run: mouseAndKeys({
      hand: { path: bezier({ overshoot: true }), holdMs: between(50, 130), settleMs: between(20, 150) },
      typing: { cadence: CADENCES.bursts(90, 400) },
      pauseMs: pause(300, 1_500),
    }),
  },
  {
    name: "bezier-eased",
    about: "curves that speed up and slow down by minimum jerk, Gaussian delays",
    browser: "headless",
    run: mouseAndKeys({
      hand: { path: bezier({ ease: EASES.minimumJerk }), holdMs: between(60, 140), settleMs: between(50, 250) },
      typing: { cadence: CADENCES.gaussian(160, 50, 85) },
      pauseMs: pause(400, 2_000),
    }),
  },
  {
    name: "wind",
    about: "WindMouse, uniform delays",
    browser: "headless",
    run: mouseAndKeys({
      hand: { path: wind, holdMs: between(60, 100), settleMs: between(10, 60) },
      typing: { cadence: CADENCES.uniform(70, 190, 0.5) },
      pauseMs: pause(200, 1_200),
    }),
  },
  {
    name: "spline",
    about: "Catmull-Rom splines at even speed, Gaussian delays",
    browser: "headless",
    run: mouseAndKeys({
      hand: { path: spline, holdMs: between(60, 140), settleMs: between(50, 200) },
      typing: { cadence: CADENCES.gaussian(110, 25, 60) },
      pauseMs: pause(300, 1_200),
    }),
  },
  {
    name: "jittered",
    about: "straight moves with a trembling of two pixels, uniform delays",
    browser: "headless",
    run: mouseAndKeys({
      hand: { path: jittered(2), holdMs: between(60, 140), settleMs: between(50, 200) },
      typing: { cadence: CADENCES.uniform(50, 150, 0.6) },
      pauseMs: pause(300, 1_200),
    }),
  },
  {
    name: "wave",
    about: "straight moves with a sine wave on them, bursts of keys",
    browser: "headless",
    run: mouseAndKeys({
      hand: { path: wave, holdMs: between(60, 140), settleMs: between(50, 200) },
      typing: { cadence: CADENCES.bursts(70, 500) },
      pauseMs: pause(300, 1_200),
    }),
  },
  {
    name: "tween-out",
    about: "desktop automation's tween that only slows down, constant delays",
    browser: "headless",
    run: mouseAndKeys({
      hand: { path: tweened(500, EASES.outQuad), holdMs: () => 100, settleMs: () => 50 },
      typing: { cadence: CADENCES.constant(120, 50) },
      pauseMs: pause(100, 600),
    }),
  },
  {
    name: "tween-in-out",
    about: "desktop automation's tween that speeds up and slows down, uniform delays",
    browser: "headless",
    run: mouseAndKeys({
      hand: { path: tweened(700, EASES.inOutQuad), holdMs: between(70, 130), settleMs: between(50, 250) },
      typing: { cadence: CADENCES.uniform(80, 240, 0.35) },
      pauseMs: pause(300, 1_500),
    }),
  },
  {
    name: "drag",
    about: "marks each field by dragging over it, uniform delays",
    browser: "headless",
    run: mouseAndKeys({
      hand: { path: straight(30, 9), holdMs: between(60, 140), settleMs: between(20, 90) },
      typing: { cadence: CADENCES.uniform(60, 170, 0.5) },
      pauseMs: pause(200, 900),
      drags: true,
    }),
  },
  {
    name: "keyboard-only",
    about: "tabulator key and uniform delays, no mouse",
    browser: "headless",
    run: keyboardOnly({ cadence: CADENCES.uniform(70, 180, 0.5), shift: true }),
  },
  {
    name: "overlapping",
    about: "tabulator key and keys that overlap, with long tails and Shift, no mouse",
    browser: "headless",
    run: keyboardOnly({ cadence: CADENCES.lognormal(140, 95), shift: true }),
  },
  { name: "form-fill", about: "the library's own fill and click", browser: "headless", run: formFill },
  { name: "autofill", about: "fills by script, goes to the button on a curve", browser: "headless", run: autofill },
  { name: "insert-text", about: "clicks, and the whole text at once", browser: "headless", run: insertText },
  { name: "scripted", about: "sets fields and sends the form by script", browser: "headless", run: scripted },
  {
    name: "scripted-typing",
    about: "key events made by a script in the page",
    browser: "headless",
    run: scriptedTyping,
  },
  {
    name: "touch",
    about: "an emulated phone: taps, and keys with uniform delays",
    browser: "touch",
    run: touch(CADENCES.uniform(60, 180, 0.4)),
  },
  {
    name: "touch-quick",
    about: "an emulated phone: taps, and keys without a delay",
    browser: "touch",
    run: touch(CADENCES.instant),
  },
  { name: "replayed", about: "one session played again with the same timing", browser: "headless", run: replayed },
  {
    name: "fast",
    about: "short curves in a hurry, twenty milliseconds a key",
    browser: "headless",
    run: mouseAndKeys({
      hand: { path: straight(6, 2), holdMs: () => 5, settleMs: none },
      typing: { cadence: CADENCES.uniform(15, 30, 0.5) },
      pauseMs: none,
    }),
  },
  {
    name: "slow",
    about: "slow curves, long pauses, Gaussian delays of a third of a second",
    browser: "headless",
    run: mouseAndKeys({
      hand: { path: bezier(), holdMs: between(90, 200), settleMs: between(200, 600) },
      typing: { cadence: CADENCES.gaussian(330, 90, 120) },
      pauseMs: pause(1_000, 3_000),
    }),
  },
  {
    name: "headed",
    about: "a window on a screen, ghost-cursor's curves, Gaussian delays",
    browser: "headed",
    run: mouseAndKeys({
      hand: { path: bezier(), holdMs: between(60, 140), settleMs: between(30, 200) },
      typing: { cadence: CADENCES.gaussian(140, 40, 75), shift: true },
      pauseMs: pause(300, 1_500),
    }),
  },
  {
    name: "mimic",
    about:
      "minimum jerk with corrections, keys that overlap with long tails and Shift: as much like a person as it gets here",
    browser: "headed",
    run: mouseAndKeys({
      hand: { path: corrected(EASES.minimumJerk), holdMs: between(60, 140), settleMs: between(80, 300) },
      typing: { cadence: CADENCES.lognormal(160, 90), shift: true },
      pauseMs: pause(400, 2_000),
    }),
  },
  {
    name: "one-press",
    about: "the address that the shop has saved, and the library's own click on the button",
    browser: "headless",
    run: onePress,
  },
  {
    name: "one-stroke",
    about: "the address that the shop has saved, and one curve to the button",
    browser: "headless",
    run: oneStroke({
      path: corrected(EASES.minimumJerk),
      holdMs: between(60, 140),
      settleMs: between(80, 300),
    }),
  },
  {
    name: "paste-only",
    about: "curves, and each field pasted by Control and V",
    browser: "headless",
    run: pasteOnly({
      path: bezier({ ease: EASES.minimumJerk }),
      holdMs: between(60, 140),
      settleMs: between(50, 250),
    }),
  },
  {
    name: "raw-protocol",
    about: "raw input of the debugging protocol: a simulated hand at the pace of a mouse, keys that overlap, Shift",
    browser: "headless",
    run: rawProtocol,
  },
  {
    name: "phone-input-method",
    about: "an emulated phone whose keyboard is an input method: keys without a name, compositions",
    browser: "touch",
    run: phoneInputMethod,
  },
];
