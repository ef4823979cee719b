import { type BeaconChain, QUICKNET } from "../domain/draw/beacon.ts";
import { type PublishedDraw, verifyDraw } from "../domain/draw/verify/verify-draw.ts";

/** What a page has of a draw, and which beacon it trusts besides drand's quicknet. */
export type DrawToVerify = Omit<PublishedDraw, "chains"> & { readonly ownChain: BeaconChain | undefined };

/** Recomputes a draw beside the page: a million entries take seconds, in which the page must still answer. */
addEventListener("message", ({ data: { ownChain, ...draw } }: MessageEvent<DrawToVerify>) => {
  postMessage(verifyDraw({ ...draw, chains: ownChain === undefined ? [QUICKNET] : [QUICKNET, ownChain] }));
});
