import { beforeAll, describe, expect, it } from "vitest";
import { DRAW_FAULTS } from "../../src/domain/draw/verify/faults.ts";
import { type PublishedDraw, verifyDraw } from "../../src/domain/draw/verify/verify-draw.ts";
import { BEACON, signatureOf } from "../domain/draw/published-draw.ts";
import { askPython, HAS_PYTHON } from "./python.ts";
import { honest } from "./tamper-with.ts";
import { TAMPERINGS } from "./tamperings.ts";

const others = new Map<string, unknown>();

beforeAll(() => {
  if (!HAS_PYTHON) return;
  const answers = askPython("verify", [honest(), ...TAMPERINGS.map(({ draw }) => draw())].map(forPython));
  for (const [at, { what }] of [{ what: "honest" }, ...TAMPERINGS].entries()) others.set(what, answers[at]);
});

describe("a draw that was tampered with", () => {
  it.each(TAMPERINGS)("$what: $code", ({ what, code, draw }) => {
    expect(verifyDraw(draw()).fault?.code).toBe(code);
    if (HAS_PYTHON) expect(others.get(what)).toEqual({ fault: code });
  });

  it("is told from one that was not", () => {
    expect(verifyDraw(honest()).fault).toBeUndefined();
    if (HAS_PYTHON) expect(others.get("honest")).toEqual({ fault: null });
  });

  it("is tried in every way that a draw can fail", () => {
    const tried = new Set(TAMPERINGS.map(({ code }) => code));
    expect(Object.keys(DRAW_FAULTS).filter((code) => !TAMPERINGS.some((each) => each.code === code))).toEqual([]);
    expect(tried.size).toBe(Object.keys(DRAW_FAULTS).length);
  });
});

/** The draw with what Python's standard library lacks: the signatures of the rounds, as a relay would give them. */
function forPython(draw: PublishedDraw) {
  const rounds = draw.statements.flatMap((compact) => {
    const [, payload = ""] = compact.split(".");
    const [, round = ""] = /"kind":"beacon".*"round":(\d+)/.exec(Buffer.from(payload, "base64url").toString()) ?? [];
    return round === "" ? [] : [Number(round)];
  });
  const { entries, ...files } = draw.files;
  return {
    ...draw,
    files: { ...files, ...(entries === undefined ? {} : { entries: Buffer.from(entries).toString() }) },
    chains: draw.chains.length === 0 ? [BEACON.chain] : draw.chains,
    relayed: rounds.map((round) => ({ round, signature: signatureOf(round) })),
  };
}
