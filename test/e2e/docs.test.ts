import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { faultsOf, installed, openPage } from "./browser.ts";
import { stage } from "./stage.ts";

const WIDTHS = [375, 1440] as const;

const described = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        operationId: z.string(),
        "x-codeSamples": z.array(z.object({ label: z.string(), source: z.string() })),
      }),
    ),
  ),
});

describe("the description of the API on the running service", () => {
  const on = stage();

  it("passes redocly's recommended rules without a warning", async () => {
    const served = await (await fetch(`${on.service.baseUrl}/openapi.json`)).text();
    // As a deployment serves it: one rule refuses addresses that only this machine knows.
    const source = served.replaceAll(on.service.baseUrl, "https://firsthand.example");
    const config = await createConfig({ extends: ["recommended"] });
    const problems = await lintFromString({ source, absoluteRef: "openapi.json", config });
    expect(problems.map(({ ruleId, message, location: [at] }) => `${ruleId} ${at?.pointer}: ${message}`)).toEqual([]);
  });

  it("has samples of a whole purchase that run as they are, but for the token of the purchase", async () => {
    const document = described.parse(await (await fetch(`${on.service.baseUrl}/openapi.json`)).json());
    const samples = new Map(
      Object.values(document.paths)
        .flatMap((operations) => Object.values(operations))
        .map((call) => [call.operationId, call["x-codeSamples"]]),
    );
    const sampleOf = (operationId: string, language: string) =>
      samples.get(operationId)?.find(({ label }) => label === language)?.source ?? "";
    const run = async (operationId: string, token?: string): Promise<unknown> => {
      const source = sampleOf(operationId, "curl");
      const sample = token === undefined ? source : source.replace(/"token": "[^"]+"/, `"token": "${token}"`);
      const env = { ...process.env, SHOP_KEY: on.service.shopKey };
      const { stdout } = await promisify(execFile)("bash", ["-c", sample.replace(/^curl/, "curl -s")], { env });
      return JSON.parse(stdout);
    };
    const inTypeScript = async (operationId: string): Promise<string> => {
      const file = join(on.service.folder, `${operationId}.ts`);
      const sample = sampleOf(operationId, "TypeScript").replace("@firsthand/client", resolve("src/client/index.ts"));
      await writeFile(file, sample);
      const env = { ...process.env, SHOP_KEY: on.service.shopKey };
      return (await promisify(execFile)("node_modules/.bin/node", [file], { env })).stdout;
    };
    expect(await run("getHealth")).toMatchObject({ status: "ok" });
    expect(await run("putSale")).toMatchObject({ saleId: "mi3", phase: "open" });
    const answer = await run("checkout");
    expect(answer).toMatchObject({ verdict: "allow", allocation: { status: "held" } });
    const { allowToken } = z.object({ allowToken: z.string() }).parse(answer);
    expect(await run("redeemToken", allowToken)).toMatchObject({ status: "sold", saleId: "mi3", orderId: "ord_1" });
    expect(await run("getLedger")).toMatchObject({ sold: 1, verdicts: { allow: 1 } });
    expect(await run("moveStock")).toMatchObject({ received: 10_500 });
    expect(await inTypeScript("getSale")).toContain("saleId: 'mi3'");
    expect(await inTypeScript("checkout")).toContain("verdict: 'deny'");
    expect(await inTypeScript("startVisit")).toContain("visitToken");
    expect(await run("pauseSale")).toMatchObject({ phase: "paused" });
  });
});

describe.skipIf(!installed)("the reference of the API in a browser", () => {
  const on = stage();

  it.each(WIDTHS)("shows a call without a fault and asks no other host, at %i px", async (width) => {
    const { page, wrong, close } = await openPage(on.browser, width);
    const asked = new Set<string>();
    page.on("request", (request) => asked.add(new URL(request.url()).origin));
    await page.goto(`${on.service.baseUrl}/docs`);
    await page
      .getByRole("heading", { name: /^Firsthand/ })
      .first()
      .waitFor();
    await page.locator(".menu-content[role=navigation]").waitFor({ state: "attached" });
    expect(await faultsOf(page)).toEqual([]);
    await page.goto(`${on.service.baseUrl}/docs#/shop/checkout`);
    await page.getByText("Ask whether this buyer may buy").first().waitFor();
    await page.getByText("curl -X POST").first().waitFor();
    // The page fades in what it was led to: half-way colours are nobody's to read.
    await expect.poll(() => faultsOf(page)).toEqual([]);
    expect([...asked].filter((origin) => origin !== on.service.baseUrl && origin !== "null")).toEqual([]);
    expect(wrong).toEqual([]);
    await close();
  });

  it("finds a call by its path and shows paths in its menu", async () => {
    const { page, wrong, close } = await openPage(on.browser);
    await page.goto(`${on.service.baseUrl}/docs#/shop/checkout`);
    await page.locator(".menu-content").getByText("/v1/tokens/redeem").waitFor();
    await page.keyboard.press("Control+k");
    await page.keyboard.type("redeem");
    await page
      .getByText(/Turn a held unit into a sold one/)
      .first()
      .waitFor();
    expect(wrong).toEqual([]);
    await close();
  });
});
