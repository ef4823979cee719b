import { closeSync, fdatasyncSync, openSync, writeSync } from "node:fs";
import { percentile } from "../../shared/percentile.ts";

// A program of its own, so that it can be slowed down as workerd is.

const SAMPLES = 200;
const PAGE_BYTES = 4096;

const [file = ""] = process.argv.slice(2);
const opened = openSync(file, "w");
const page = Buffer.alloc(PAGE_BYTES, 1);
const tookMs: number[] = [];
for (let sample = 0; sample < SAMPLES; sample += 1) {
  writeSync(opened, page);
  const startMs = performance.now();
  fdatasyncSync(opened);
  tookMs.push(performance.now() - startMs);
}
closeSync(opened);
process.stdout.write(String(percentile(tookMs, 0.5)));
