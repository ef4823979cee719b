import { describe, expect, it } from "vitest";
import type { AttemptRecord } from "../../../src/domain/decision/attempt-record.ts";
import { foldReply, unfoldReply } from "../../../src/domain/sale/folded-reply.ts";
import type { ReplyBody } from "../../../src/domain/sale/reply.ts";
import { attemptRowOf } from "./fixtures.ts";

const { record: PLAIN } = attemptRowOf("folded");
const RECORD: AttemptRecord = {
  ...PLAIN,
  decision: { ...PLAIN.decision, reasons: [{ code: "DEVICE_SHARED", message: "Shared.", rule: "identity.device" }] },
};
const TOKEN = { typ: "allow+jwt", kid: "kid", payload: "{}" } as const;
const { reasons } = RECORD.decision;
const TEXT = JSON.stringify({ decisionId: RECORD.decisionId, reasons, buyer: RECORD.buyer });

describe("a folded reply", () => {
  it.each<[string, ReplyBody]>([
    ["of one text", [TEXT]],
    ["with a hole for a token", [`${TEXT.slice(0, -1)},"allowToken":"`, TOKEN, '"}']],
    ["that says nothing of its record", ["{}"]],
    ["that says the same twice", [TEXT + TEXT]],
  ])("gives a body %s back byte for byte", (_, body) => {
    const kept = JSON.stringify(foldReply(RECORD, body));
    expect(unfoldReply(RECORD, JSON.parse(kept))).toEqual(body);
  });

  it("is what a body is that was never folded", () => {
    expect(unfoldReply(RECORD, [TEXT, TOKEN, '"}'])).toEqual([TEXT, TOKEN, '"}']);
  });

  it("says once what its record says", () => {
    const kept = JSON.stringify(foldReply(RECORD, [TEXT]));
    expect(kept).not.toContain("DEVICE_SHARED");
    expect(kept).not.toContain(RECORD.buyer.message);
  });
});
