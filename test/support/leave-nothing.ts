import { afterAll, vi } from "vitest";

/** Each file leaves the process that it shares with others as it found it. */
const exitCode = process.exitCode;

afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  vi.resetConfig();
  process.exitCode = exitCode;
});
