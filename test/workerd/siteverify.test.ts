import { beforeAll, describe, expect, it } from "vitest";
import { migrateDatabase, shopKey } from "./support/deployment.ts";
import { takeApart } from "./support/forge.ts";
import { holdUnit, moveClock, newSale, redeem, release } from "./support/shopping.ts";
import { siteverify } from "./support/siteverify.ts";

beforeAll(migrateDatabase);

const HOLD_MS = 300_000;

describe("siteverify", () => {
  it("answers as Turnstile does, for JSON and for forms", async () => {
    const saleId = await newSale();
    for (const [buyer, as] of ["json", "form", "multipart"].entries()) {
      const { token, holdId } = await holdUnit(saleId, buyer + 1);
      const fields = { secret: shopKey(), response: token, remoteip: "203.0.113.7" };
      const multipart = new Response(Object.entries(fields).reduce(withField, new FormData()));
      const answer =
        as === "json"
          ? await siteverify(fields)
          : as === "form"
            ? await siteverify(new URLSearchParams(fields).toString(), "application/x-www-form-urlencoded")
            : await siteverify(
                new Uint8Array(await multipart.arrayBuffer()),
                multipart.headers.get("content-type") ?? "",
              );
      expect(answer, as).toEqual({
        success: true,
        challenge_ts: new Date(JSON.parse(takeApart(token).payload).iat * 1000).toISOString(),
        hostname: "shop-a.example",
        "error-codes": [],
        action: saleId,
        cdata: holdId,
      });
    }
  });

  it("verifies once, and again only under the first idempotency key; redeeming stays possible", async () => {
    const { token } = await holdUnit(await newSale());
    const body = { secret: shopKey(), response: token };
    expect(await siteverify({ ...body, idempotency_key: "k1" })).toMatchObject({ success: true });
    expect(await siteverify({ ...body, idempotency_key: "k1" })).toMatchObject({ success: true });
    for (const again of [body, { ...body, idempotency_key: "k2" }]) {
      expect(await siteverify(again)).toEqual({ success: false, "error-codes": ["timeout-or-duplicate"] });
    }
    expect((await redeem(token)).status).toBe(200);
  });

  it("verifies a sold hold once, and an ended one never", async () => {
    const saleId = await newSale();
    const [sold, released, late] = [await holdUnit(saleId, 1), await holdUnit(saleId, 2), await holdUnit(saleId, 3)];
    await redeem(sold.token);
    await release({ token: released.token });
    const verify = ({ token }: { token: string }) => siteverify({ secret: shopKey(), response: token });
    expect(await verify(sold)).toMatchObject({ success: true });
    expect((await verify(released))["error-codes"]).toEqual(["timeout-or-duplicate"]);
    await moveClock(saleId, HOLD_MS + 1000);
    expect((await verify(late))["error-codes"]).toEqual(["timeout-or-duplicate"]);
  });

  it("names what is wrong, always with 200", async () => {
    const { token } = await holdUnit(await newSale());
    const codes = async (body: unknown, type?: string) => (await siteverify(body, type))["error-codes"];
    expect(await codes({ response: token })).toEqual(["missing-input-secret"]);
    expect(await codes({ secret: "x", response: token })).toEqual(["invalid-input-secret"]);
    expect(await codes({ secret: shopKey() })).toEqual(["missing-input-response"]);
    expect(await codes({ secret: shopKey(), response: "x" })).toEqual(["invalid-input-response"]);
    expect(await codes({ secret: shopKey("shop-b"), response: token })).toEqual(["invalid-input-response"]);
    expect(await codes("{")).toEqual(["bad-request"]);
    expect(await codes("[]")).toEqual(["bad-request"]);
    expect(await codes("x", "multipart/form-data; boundary=y")).toEqual(["bad-request"]);
    expect(await codes({ secret: shopKey(), response: "x".repeat(40_000) })).toEqual(["bad-request"]);
  });
});

function withField(form: FormData, [name, value]: [string, string]): FormData {
  form.set(name, value);
  return form;
}
