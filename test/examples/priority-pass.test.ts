import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type RunningService, runningService } from "../e2e/running-service.ts";

const PAGE = "examples/priority-pass.md";

let service: RunningService;
beforeAll(async () => {
  service = await runningService({ movableClock: true });
});
afterAll(async () => await service.stop());

it("the fair sale of October 2014 goes as its page says, three weeks in some seconds", async () => {
  const arguments_ = ["examples/priority-pass.js", service.baseUrl, service.shopKey];
  const { stdout } = await promisify(execFile)(process.execPath, arguments_);
  const [, printed] = /^```text\n(.*?)^```$/ms.exec(readFileSync(PAGE, "utf8")) ?? [];
  expect(stdout).toBe(printed);
});
