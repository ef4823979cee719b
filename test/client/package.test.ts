import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type InstalledPackage, installedPackage, RESOLUTIONS } from "../support/installed-package.ts";

/** A shop's backend that reads what it must: the verdict, and the token of a hold. */
const SHOP = `
import { type Checkout, createFirsthand, FirsthandProblem } from "@firsthand/client";

const firsthand = createFirsthand({ baseUrl: "https://firsthand.example", shopKey: "fh_sk_1" });
const checkout: Checkout = {
  account: { id: "acc_1" }, payment: { method: "upi" }, quantity: 1, channel: "store",
  shippingAddress: { lines: ["12 North Street"], country: "IN" },
};
export async function buy(): Promise<string> {
  try {
    const { verdict, allocation, allowToken, buyer } = await firsthand.checkout("mi3", checkout);
    if (verdict === "allow" && allocation.status === "held" && allowToken !== undefined) {
      const { orderId } = await firsthand.redeem({ token: allowToken, orderId: "ord_1" });
      return orderId + allocation.holdId;
    }
    return buyer.message;
  } catch (error) {
    if (error instanceof FirsthandProblem) return error.code;
    throw error;
  }
}
`;

let client: InstalledPackage;

beforeAll(async () => {
  client = await installedPackage("client", "@firsthand/client");
});
afterAll(() => client.remove());

describe("the client as a package", () => {
  test("holds one module, its types, licence and words, and needs no other package", async () => {
    expect(client.files).toEqual(expect.arrayContaining(["LICENSE", "README.md", "index.js", "index.d.ts"]));
    const { version, license } = JSON.parse(await readFile("package.json", "utf8"));
    expect(client.manifest).toMatchObject({ type: "module", sideEffects: false, version, license });
    expect(client.manifest).not.toHaveProperty("dependencies");
  });

  test.each(RESOLUTIONS)("has types for a shop's backend under $moduleResolution", async (options) => {
    expect(await client.compile(SHOP, options)).toBe("");
  });

  test.each(RESOLUTIONS)("has a checkout without an account refused under $moduleResolution", async (options) => {
    expect(await client.compile(SHOP.replace('account: { id: "acc_1" },', ""), options)).toContain(
      "Property 'account' is missing",
    );
  });
});
