import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkPack } from "../../src/cli/resellers/evidence/check-pack.ts";
import { readPack } from "../../src/cli/resellers/evidence/read-pack.ts";
import { jwksAnswer } from "../../src/wire/service.ts";
import { closeProfiles, faultsOf, installed, launch, openPage, signIn, WIDTHS } from "./browser.ts";
import { type RunningService, runningService } from "./running-service.ts";

const HOSTILE = '<script>alert(1)</script> https://evil.example "official xiaomi store"';
const SCREENSHOT = "test/fixtures/reseller/images/screenshot.png";

describe.skipIf(!installed)("the file of a case on the running service", () => {
  let service: RunningService;
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "case-file-"));
    [service, browser] = await Promise.all([runningService(), launch("undeclared")]);
  });
  afterAll(async () => {
    await closeProfiles(browser);
    await service?.stop();
    await rm(folder, { recursive: true });
  });

  /** Opens a case by a report and its file as the first person with a role. */
  async function openFile(page: Page, host: string, person = "brand-1"): Promise<void> {
    await fetch(`${service.baseUrl}/v1/resellers/reports`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ url: host, note: HOSTILE }),
    });
    await signIn(page, `${service.baseUrl}/console/resellers?state=all`, person);
    await page.locator(".case-list a", { hasText: host }).click();
    await page.locator("#subject", { hasText: host }).waitFor();
    await page.getByRole("link", { name: /^Pictures, notice and purchases/ }).click();
    await page.locator("#pictures").waitFor();
  }

  async function attach(page: Page, file = SCREENSHOT): Promise<void> {
    await page.getByLabel("Picture").setInputFiles(file);
    await page.getByLabel("What does it show, and where did you see it?").fill("Its front page");
    const answered = page.waitForEvent("load");
    await page.getByRole("button", { name: "Attach the picture" }).click();
    await answered;
  }

  async function save(page: Page, button: string): Promise<string> {
    const downloading = page.waitForEvent("download");
    await page.getByRole("button", { name: button }).click();
    const download = await downloading;
    const path = join(folder, download.suggestedFilename());
    await download.saveAs(path);
    return path;
  }

  const isShown = (page: Page) =>
    page.evaluate<boolean>("[...document.images].every(({ complete, naturalWidth }) => complete && naturalWidth > 0)");

  it("shows the pictures that staff attach, and deletes one with a reason", async () => {
    const { page, wrong, close } = await openPage(browser);
    await openFile(page, "xiaomi-pictures.top");
    await attach(page);
    await page.locator(".pictures img").scrollIntoViewIfNeeded();
    await expect.poll(() => isShown(page)).toBe(true);
    expect(await page.locator(".pictures img").count()).toBe(1);
    await page.getByText("Delete", { exact: true }).click();
    await page.getByLabel(/^Why\? The reason is kept with the hash/).fill("It shows somebody who only passed by.");
    await page.getByRole("button", { name: "Delete the picture for good" }).click();
    await page.getByText("No picture yet.").waitFor();
    expect(wrong).toEqual([]);
    await close();
  });

  it.each(["photograph.jpg", "lossless.webp"])(
    "makes a PNG of the pixels of %s, and sends nothing else of it",
    async (name) => {
      const { page, wrong, close } = await openPage(browser);
      await openFile(page, `xiaomi-${name.replace(".", "-")}.top`);
      await attach(page, `test/fixtures/reseller/images/${name}`);
      await page.locator(".pictures img").scrollIntoViewIfNeeded();
      await expect.poll(() => isShown(page)).toBe(true);
      const source = (await page.locator(".pictures img").getAttribute("src")) ?? "";
      const kept = await page.request.get(new URL(source, service.baseUrl).href);
      expect(kept.headers()["content-type"]).toBe("image/png");
      expect((await kept.body()).toString("latin1")).not.toContain("CANARY");
      expect(wrong).toEqual([]);
      await close();
    },
  );

  it("says why it does not take what is no picture", async () => {
    const { page, close } = await openPage(browser);
    const file = join(folder, "page.png");
    await writeFile(file, HOSTILE);
    await openFile(page, "xiaomi-no-picture.top");
    await attach(page, file);
    await page.getByText("The file is no picture.").waitFor();
    await close();
  });

  it("hands out a pack with one click, and one with the notice as it was edited, both genuine", async () => {
    const { page, wrong, close } = await openPage(browser);
    await openFile(page, "xiaomi-pack.top");
    await attach(page);
    await page.getByLabel(/^Notice, in the words of the brand/).fill("Dear host,\nplease look at this shop.");
    const edited = await save(page, "Save the evidence pack");
    await page.getByRole("link", { name: "Evidence and decision" }).click();
    await page.locator("#subject").waitFor();
    const drafted = await save(page, "Save evidence pack");
    const keys = jwksAnswer.parse(await (await fetch(`${service.baseUrl}/.well-known/jwks.json`)).json());
    for (const path of [edited, drafted]) {
      const checked = await checkPack(await readPack(path), keys);
      expect(checked).toMatchObject({
        ok: true,
        value: { claims: { iss: service.baseUrl, subject: "xiaomi-pack.top" } },
      });
      expect(checked.ok ? checked.value.files.filter(({ state }) => state !== "as signed") : checked).toEqual([]);
    }
    expect((await readPack(edited)).get("notice.txt")?.toString()).toBe("Dear host,\nplease look at this shop.");
    expect((await readPack(drafted)).get("notice.txt")?.toString()).toContain("poses as Xiaomi");
    expect(wrong).toEqual([]);
    await close();
  });

  it.each(WIDTHS)(
    "prints the case from the unpacked archive without faults, pictures shown and words inert, at %i px",
    async (width) => {
      const { page, wrong, close } = await openPage(browser, width);
      await openFile(page, `xiaomi-print-${width}.top`);
      await attach(page);
      const unpacked = join(folder, `unpacked-${width}`);
      for (const [path, bytes] of await readPack(await save(page, "Save the evidence pack"))) {
        await mkdir(dirname(join(unpacked, path)), { recursive: true });
        await writeFile(join(unpacked, path), bytes);
      }
      await page.goto(pathToFileURL(join(unpacked, "case.html")).href);
      expect([await page.locator("img").count(), await isShown(page)]).toEqual([1, true]);
      expect(await page.locator("blockquote").innerText()).toBe(HOSTILE);
      expect(await page.evaluate<number>("document.links.length + document.scripts.length")).toBe(0);
      expect(await faultsOf(page)).toEqual([]);
      expect(wrong).toEqual([]);
      await close();
    },
  );

  it("keeps who the seller is as keys, and finds nothing by a number that nobody delivered", async () => {
    const { page, wrong, close } = await openPage(browser);
    await openFile(page, "xiaomi-seller.top");
    await page.getByText("Say who the seller is").click();
    await page.getByLabel("Phone number, with its country code").fill("+91 98123 45678");
    await page.getByLabel(/^How do you know\?/).fill("It stands on the shop's own page.");
    await page.getByRole("button", { name: "Keep these as keys" }).click();
    await page.getByText("Phone number: 1 key at 1 shop").waitFor();
    expect(await page.content()).not.toContain("98123");
    await page.getByLabel("Number. It is looked up and not kept.").fill("865123041234567");
    await page.getByRole("button", { name: "Look up who bought it" }).click();
    await page.getByText("No purchase is known yet.").waitFor();
    await page.getByText("Take back", { exact: true }).click();
    await page.getByLabel(/^Why\? The reason is kept with the case/).fill("The number is a neighbour's.");
    await page.getByRole("button", { name: "Take it out of the case" }).click();
    await page.getByText("Phone number: 1 key").waitFor({ state: "detached" });
    await page.getByRole("link", { name: "the lists for rules" }).click();
    await page.getByText("The live lists hold exactly the sellers who are confirmed now.").waitFor();
    expect(wrong).toEqual([]);
    await close();
  });

  it("lets trust read and not change", async () => {
    const { page, close } = await openPage(browser);
    await openFile(page, "xiaomi-trust.top", "trust-1");
    expect(await page.locator("main form").count()).toBe(0);
    await close();
  });

  it.each(WIDTHS)("has no fault that axe finds at %i px", async (width) => {
    const { page, wrong, close } = await openPage(browser, width);
    await openFile(page, `xiaomi-axe-${width}.top`);
    expect(["empty", await faultsOf(page)]).toEqual(["empty", []]);
    await attach(page);
    for (const words of ["Delete", "Say who the seller is"]) await page.getByText(words, { exact: true }).click();
    expect(["open", await faultsOf(page)]).toEqual(["open", []]);
    await page.goto(`${service.baseUrl}/console/resellers/lists`);
    expect(["lists", await faultsOf(page)]).toEqual(["lists", []]);
    expect(wrong).toEqual([]);
    await close();
  });
});
