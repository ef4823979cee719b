let aheadMs = Number.NEGATIVE_INFINITY;

/**
 * Learns from a page what time it is for the server. A page takes a while to arrive, so each one gives a time that is a
 * little behind; the one that came fastest is the nearest to the truth.
 */
export function observeServerTime(serverNowMs: number): void {
  aheadMs = Math.max(aheadMs, serverNowMs - performance.now());
}

/** Now by the server's clock, in milliseconds since the epoch, whatever this device's clock says. */
export function serverNowMs(): number {
  return performance.now() + aheadMs;
}
