import { expect } from "vitest";
import { siteverifyAnswer } from "../../../src/wire/token.ts";
import { call } from "./deployment.ts";

/** What siteverify answers to a body; its status is always 200. */
export async function siteverify(body: unknown, contentType = "application/json") {
  const seen = await call("/v1/siteverify", {
    body,
    shop: undefined,
    key: "",
    headers: { "Content-Type": contentType },
  });
  expect(seen.status).toBe(200);
  return siteverifyAnswer.parse(seen.json);
}
