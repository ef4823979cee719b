import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { driftAnswer } from "../../src/wire/drift.ts";
import { faultsOf, installed, openPage, signIn, tabTo, WIDTHS } from "./browser.ts";
import { stage } from "./stage.ts";

describe.skipIf(!installed)("drift on the running service", () => {
  const on = stage();

  it.each(WIDTHS)("has a page without a fault that axe finds at %i px", async (width) => {
    const { page, wrong, close } = await openPage(on.browser, width);
    await signIn(page, `${on.service.baseUrl}/console/model`, "trust");
    expect(await page.locator("main h1").innerText()).toBe("Too few checkouts to say whether anything moved");
    await page.getByText("Show the shares as tables").click();
    expect(await faultsOf(page)).toEqual([]);
    expect(wrong).toEqual([]);
    await close();
  });

  it("compares other times by keyboard, in an address that can be shared", async () => {
    const { page, wrong, close } = await openPage(on.browser);
    await signIn(page, `${on.service.baseUrl}/console/model`, "trust");
    await page.getByLabel("Reference from, UTC").fill("2026-01-01T00:00");
    await tabTo(page, "Compare");
    await page.keyboard.press("Enter");
    await page.getByText(/^Compared with 0 decisions from/).waitFor();
    expect(new URL(page.url()).searchParams.get("referenceFrom")).toBe("2026-01-01T00:00");
    expect(await page.getByLabel("Reference from, UTC").inputValue()).toBe("2026-01-01T00:00");
    expect(wrong).toEqual([]);
    await close();
  });

  it("says in the page's words what is wrong with times that contradict each other", async () => {
    const { page, close } = await openPage(on.browser);
    await signIn(page, `${on.service.baseUrl}/console/model`, "trust");
    const answer = await page.goto(`${on.service.baseUrl}/console/model?from=2026-02-01T00:00&to=2026-01-01T00:00`);
    expect(answer?.status()).toBe(400);
    expect(await page.locator("body").innerText()).toContain("must be before to");
    await close();
  });

  it("is told by the command line as a table, as JSON and as a page", async () => {
    const table = drift();
    expect([table.code, table.stderr]).toEqual([0, ""]);
    expect(table.stdout).toMatch(/^figure +level +index/m);
    expect(table.stdout).toMatch(/^key\.hold_ms_median +too few/m);
    expect(table.stdout).toMatch(/^score +too few/m);
    const json = drift("--json", "--html", "drift.html");
    expect(driftAnswer.parse(JSON.parse(json.stdout)).reference).toBe("training");
    const { page, wrong, close } = await openPage(on.browser);
    await page.setContent(readFileSync(join(on.service.folder, "drift.html"), "utf8"));
    expect(await page.locator("h1").innerText()).toBe("Too few checkouts to say whether anything moved");
    expect(await faultsOf(page)).toEqual([]);
    expect(wrong).toEqual([]);
    await close();
  });

  it("tells the command line's user what is wrong, with code 2", () => {
    const { code, stderr } = drift("--from", "yesterday");
    expect(code).toBe(2);
    expect(stderr).toContain("must be a moment such as");
    expect(stderr).not.toContain("    at ");
  });

  function drift(...args: string[]) {
    const command = [resolve("models/lab/lab.ts"), "drift", ...args];
    const { status, stdout, stderr } = spawnSync(process.execPath, command, {
      encoding: "utf8",
      cwd: on.service.folder,
    });
    return { code: status, stdout, stderr };
  }
});
