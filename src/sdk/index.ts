/**
 * The browser SDK: observes how a checkout is filled in and proves the device's key. It collects and never judges,
 * keeps no global, writes nothing to the console, and never throws into the page.
 *
 * @module
 */
export { mount } from "./mount.ts";
export { type Collected, type Session, type StartOptions, start } from "./session.ts";
