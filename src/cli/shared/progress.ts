/** A bar with rate and time left on stderr; silent where stderr is no terminal. */
export type Progress = { readonly step: () => void; readonly end: () => void };

const REDRAW_MS = 200;
const BAR_CELLS = 28;

/** @param what is counted, in the plural, for example `checkouts` */
export function showProgress(what: string, total: number): Progress {
  const watched = process.stderr.isTTY;
  const startedAtMs = performance.now();
  let drawnAtMs = 0;
  let done = 0;
  function draw() {
    const filled = Math.round((BAR_CELLS * done) / Math.max(1, total));
    const rate = (done * 1000) / Math.max(1, performance.now() - startedAtMs);
    const leftSeconds = Math.ceil((total - done) / Math.max(rate, 1e-9));
    const bar = `${"█".repeat(filled)}${"░".repeat(BAR_CELLS - filled)}`;
    process.stderr.write(`\r${bar} ${done}/${total} ${what}  ${rate.toFixed(0)}/s  ${leftSeconds} s left   `);
  }
  return {
    step() {
      done += 1;
      if (!watched || performance.now() - drawnAtMs < REDRAW_MS) return;
      drawnAtMs = performance.now();
      draw();
    },
    end() {
      process.stderr.write(clearLine());
    },
  };
}

/** What takes a line of progress off stderr; nothing where stderr is no terminal. */
export function clearLine(): string {
  return process.stderr.isTTY ? "\r\u001b[2K" : "";
}
