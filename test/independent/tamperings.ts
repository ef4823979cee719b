import { hashOf, toHex } from "../../src/domain/draw/bytes.ts";
import {
  BEACON,
  DRAW_AT_MS,
  entryHexOf,
  FROZEN_AT_MS,
  ISSUER,
  ROUND,
  receiptClaims,
  receiptOf,
  signatureOf,
  signed,
} from "../domain/draw/published-draw.ts";
import {
  charterHashOf,
  fair,
  flipped,
  friendCalled,
  honest,
  LATE,
  opensMore,
  otherLetter,
  retold,
  second,
  spliced,
  type Tampering,
  thrownTwice,
  undrawn,
  withBody,
  withLines,
  withOpenings,
  withReceipt,
} from "./tamper-with.ts";

export const TAMPERINGS: readonly Tampering[] = [
  {
    what: "a statement with one letter changed",
    code: "statement-signature",
    draw: () => spliced(1, 1, otherLetter(honest().statements[1] ?? "")),
  },
  {
    what: "a statement signed by a stranger",
    code: "statement-signature",
    draw: () => spliced(0, 1, signed("statement+jwt", "{}", new Uint8Array(32).fill(3))),
  },
  { what: "a statement that is no token", code: "statement-malformed", draw: () => spliced(0, 1, "statement") },
  { what: "a receipt as a statement", code: "statement-malformed", draw: () => spliced(0, 1, receiptOf(0, "")) },
  {
    what: "a statement without a kind",
    code: "statement-malformed",
    draw: () => spliced(0, 1, signed("statement+jwt", JSON.stringify({ iss: ISSUER }))),
  },
  {
    what: "a member that stands twice",
    code: "statement-malformed",
    draw: () => spliced(0, 1, signed("statement+jwt", '{"iss":"a","iss":"b"}')),
  },
  { what: "statements of another sale", code: "statement-foreign", draw: () => ({ ...honest(), saleId: "mi3-third" }) },
  {
    what: "a statement of another service",
    code: "statement-foreign",
    draw: () => retold((all) => void Object.assign(all[2] ?? {}, { iss: "https://other.test" })),
  },
  { what: "the commitment left out", code: "statement-order", draw: () => spliced(1, 1) },
  {
    what: "two statements exchanged",
    code: "statement-order",
    draw: () => {
      const { statements } = honest();
      return spliced(1, 2, statements[2] ?? "", statements[1] ?? "");
    },
  },
  {
    what: "a statement put in the place of another, unlinked",
    code: "statement-link",
    draw: () => spliced(1, 1, withBody("commitment", { withdrawn: 7 }).statements[1] ?? ""),
  },
  {
    what: "a statement that is older than the one before it",
    code: "statement-time",
    draw: () => retold((all) => void Object.assign(all[2] ?? {}, { iat: 0 })),
  },
  {
    what: "another statement than a page saw",
    code: "statement-forked",
    draw: () => ({
      ...withBody("commitment", { withdrawn: 7 }),
      seen: [{ seq: 1, hash: toHex(hashOf(honest().statements[1] ?? "")) }],
    }),
  },
  {
    what: "fewer statements than a page saw",
    code: "statement-dropped",
    draw: () => {
      const draw = honest();
      return { ...draw, statements: draw.statements.slice(0, 3), seen: [{ seq: 3, hash: "00".repeat(32) }] };
    },
  },
  { what: "no statement at all", code: "charter-missing", draw: () => ({ ...honest(), statements: [] }) },
  { what: "a commitment before any charter", code: "charter-missing", draw: () => retold((all) => void all.shift()) },
  {
    what: "a charter of another version",
    code: "charter-malformed",
    draw: () => withBody("charter", { spec: "firsthand-draw/v2" }),
  },
  {
    what: "a charter with no time before the round",
    code: "charter-malformed",
    draw: () => withBody("charter", { leadSeconds: 0 }),
  },
  {
    what: "a charter moved after registration opened",
    code: "charter-moved",
    draw: () =>
      retold((all) => {
        const [charter] = all;
        if (charter !== undefined)
          all.splice(1, 0, { ...charter, iat: FROZEN_AT_MS / 1000 - 60, body: { ...charter.body, units: 2 } });
      }),
  },
  {
    what: "a beacon of the operator's own",
    code: "charter-chain",
    draw: () => ({ ...honest(), chains: [{ ...BEACON.chain, publicKey: "aa".repeat(96) }] }),
  },
  {
    what: "a round that was picked",
    code: "charter-round",
    draw: () =>
      retold((all) => {
        const [charter] = all;
        if (charter !== undefined) charter.body = { ...charter.body, beacon: { ...BEACON.chain, round: ROUND + 7 } };
      }),
  },
  {
    what: "a draw voided when its randomness was out",
    code: "void-late",
    draw: () =>
      retold((all) => {
        const result = all[3];
        if (result !== undefined) all.splice(3, 0, { ...result, kind: "void", body: { reason: "technical" } });
      }),
  },
  {
    what: "a draw postponed to suit",
    code: "postponed-wrong",
    draw: () =>
      retold((all) => {
        const beacon = all[2];
        if (beacon !== undefined)
          all.splice(2, 0, { ...beacon, kind: "postponed", body: { from: ROUND, round: ROUND + 100 } });
      }),
  },
  { what: "a second throw, by whoever has the first round", code: "second-throw", draw: thrownTwice },
  { what: "a second commitment", code: "commitment-twice", draw: () => second("commitment") },
  {
    what: "a commitment to another charter",
    code: "commitment-charter",
    draw: () => withBody("commitment", { charter: "ab".repeat(32) }),
  },
  {
    what: "a commitment to another round",
    code: "commitment-round",
    draw: () => withBody("commitment", { round: ROUND + 1 }),
  },
  {
    what: "a list frozen after the randomness was out",
    code: "commitment-late",
    draw: () =>
      retold((all) => {
        const commitment = all[1];
        if (commitment !== undefined) Object.assign(commitment, { iat: DRAW_AT_MS / 1000 });
      }),
  },
  { what: "totals that do not add up", code: "commitment-totals", draw: () => withBody("commitment", { shared: 7 }) },
  {
    what: "no list",
    code: "entries-missing",
    draw: () => {
      const draw = honest();
      return { ...draw, files: { openings: draw.files.openings } };
    },
  },
  {
    what: "a line cut short",
    code: "entries-malformed",
    draw: () => {
      const draw = honest();
      return { ...draw, files: { ...draw.files, entries: (draw.files.entries ?? new Uint8Array()).slice(0, -9) } };
    },
  },
  {
    what: "a weight of nine",
    code: "entries-malformed",
    draw: () => withLines(([first = "", ...rest]) => [`${first.slice(0, 65)}9${first.slice(66)}`, ...rest]),
  },
  { what: "an entry dropped", code: "entries-count", draw: () => withLines((lines) => lines.slice(1)) },
  {
    what: "an entry added",
    code: "entries-count",
    draw: () => withLines((lines) => [...lines, `${"f".repeat(64)} 1 ${"0".repeat(64)}`]),
  },
  {
    what: "entries out of order",
    code: "entries-order",
    draw: () => withLines(([a = "", b = "", ...rest]) => [b, a, ...rest]),
  },
  {
    what: "an entry that stands twice",
    code: "entries-order",
    draw: () => withLines(([a = "", , ...rest]) => [a, a, ...rest]),
  },
  {
    what: "an entry reweighted",
    code: "entries-weights",
    draw: () =>
      withLines(([a = "", ...rest]) => [`${a.slice(0, 65)}${a.charAt(65) === "1" ? 2 : 1}${a.slice(66)}`, ...rest]),
  },
  {
    what: "an entry of more weight than the charter lets",
    code: "entries-weights",
    draw: () => withLines(([a = "", ...rest]) => [`${a.slice(0, 65)}8${a.slice(66)}`, ...rest], true),
  },
  {
    what: "a seal flipped",
    code: "entries-root",
    draw: () => withLines(([a = "", ...rest]) => [`${a.slice(0, 67)}${"0".repeat(64)}`, ...rest]),
  },
  {
    what: "an honest entry dropped before the list was committed to",
    code: "receipt-missing",
    draw: () => undrawn(withLines((lines) => lines.filter((line) => !line.startsWith(entryHexOf(0))), true)),
  },
  {
    what: "a receipt that is no token",
    code: "receipt-malformed",
    draw: () => ({ ...honest(), receipts: ["receipt"] }),
  },
  {
    what: "a receipt cut short",
    code: "receipt-signature",
    draw: () => ({ ...honest(), receipts: [receiptOf(0, "").slice(0, -6)] }),
  },
  { what: "a forged receipt", code: "receipt-signature", draw: () => withReceipt({}, new Uint8Array(32).fill(5)) },
  { what: "a receipt of another sale", code: "receipt-foreign", draw: () => withReceipt({ sale: "mi3-third" }) },
  {
    what: "a receipt under a charter that is not shown",
    code: "receipt-charter",
    draw: () => withReceipt({ charter: "cd".repeat(32) }),
  },
  { what: "a receipt with another round", code: "receipt-round", draw: () => withReceipt({ round: ROUND + 1 }) },
  {
    what: "a receipt that says late where there is no fair window",
    code: "receipt-late",
    draw: () => withReceipt(LATE),
  },
  {
    what: "a receipt of the window that says late",
    code: "receipt-late",
    draw: () => withReceipt({ late: true }, undefined, fair()),
  },
  {
    what: "somebody who came late in the list",
    code: "receipt-late",
    draw: () => withReceipt(LATE, undefined, fair()),
  },
  { what: "one receipt for two people", code: "receipt-entry", draw: () => withReceipt({ holder: "acct:1" }) },
  { what: "a salt of half the length", code: "receipt-malformed", draw: () => withReceipt({ salt: "11".repeat(16) }) },
  {
    what: "two receipts of one registration",
    code: "receipt-clash",
    draw: () => {
      const draw = honest();
      const claims = receiptClaims(1, charterHashOf(draw));
      return {
        ...draw,
        receipts: [
          receiptOf(0, charterHashOf(draw)),
          signed("receipt+jwt", JSON.stringify({ ...claims, reg: "reg_0" })),
        ],
      };
    },
  },
  {
    what: "a withdrawn registration that was drawn",
    code: "receipt-withdrawn",
    draw: () => withReceipt({ withdrawn: FROZEN_AT_MS / 1000 }),
  },
  {
    what: "the randomness of another round",
    code: "beacon-round",
    draw: () => withBody("beacon", { round: ROUND + 1, signature: signatureOf(ROUND + 1) }),
  },
  {
    what: "randomness before its round",
    code: "beacon-early",
    draw: () => retold((all) => void Object.assign(all[2] ?? {}, { iat: DRAW_AT_MS / 1000 - 1 })),
  },
  {
    what: "the signature of another round",
    code: "beacon-signature",
    draw: () => withBody("beacon", { signature: signatureOf(ROUND + 1) }),
  },
  {
    what: "the point at infinity as randomness",
    code: "beacon-signature",
    draw: () => withBody("beacon", { signature: `c0${"00".repeat(47)}` }),
  },
  {
    what: "a signature that is no hexadecimal",
    code: "beacon-signature",
    draw: () => withBody("beacon", { signature: "round 42" }),
  },
  { what: "randomness stated twice", code: "beacon-twice", draw: () => second("beacon") },
  {
    what: "an own secret that the charter does not name",
    code: "own-secret",
    draw: () =>
      retold((all) => {
        const beacon = all[2];
        if (beacon !== undefined) beacon.body = { round: ROUND, ownSecret: "ee".repeat(32) };
      }),
  },
  { what: "a result without randomness", code: "result-early", draw: () => retold((all) => void all.splice(2, 1)) },
  { what: "a second result", code: "result-twice", draw: () => second("result") },
  { what: "a result of another round", code: "result-round", draw: () => withBody("result", { round: ROUND + 1 }) },
  {
    what: "one more called than there are units",
    code: "result-called",
    draw: () => withBody("result", { called: 4 }),
  },
  { what: "a line moved up", code: "result-cutoff", draw: () => withBody("result", { cutoff: "00".repeat(32) }) },
  {
    what: "fewer passed over than were",
    code: "result-skipped",
    draw: () => withBody("result", { skippedAboveLine: 99 }),
  },
  {
    what: "no opened seals",
    code: "openings-missing",
    draw: () => {
      const draw = honest();
      return { ...draw, files: { ...draw.files, openings: undefined } };
    },
  },
  {
    what: "the seals of the last called kept shut",
    code: "openings-missing",
    draw: () => withOpenings((lines) => lines.slice(0, -1)),
  },
  {
    what: "an opening that is none",
    code: "openings-malformed",
    draw: () => withOpenings(([a = "", ...rest]) => [a.slice(1), ...rest]),
  },
  { what: "a friend called first", code: "openings-order", draw: friendCalled },
  {
    what: "a status opened to another",
    code: "openings-seal",
    draw: () => withOpenings(([a = "", ...rest]) => [`${a.slice(0, 130)}${flipped(a.slice(130))}`, ...rest]),
  },
  {
    what: "more eligible than were committed to",
    code: "openings-totals",
    draw: () => withBody("commitment", { eligible: 1, shared: 17 }),
  },
  {
    what: "a seal below the line opened",
    code: "openings-extra",
    draw: () => {
      const draw = honest();
      return { ...draw, files: { ...draw.files, openings: opensMore() } };
    },
  },
  {
    what: "a wave that fills more places than were called",
    code: "wave-vacancies",
    draw: () => withBody("wave", { vacancies: { unpaid: 9, declined: 0 } }),
  },
  { what: "a wave that called nobody", code: "wave-called", draw: () => withBody("wave", { called: 0 }) },
  {
    what: "a wave whose line is elsewhere",
    code: "wave-cutoff",
    draw: () => withBody("wave", { cutoff: "ff".repeat(32) }),
  },
  { what: "a wave before the result", code: "wave-early", draw: () => retold((all) => void all.splice(3, 1)) },
  {
    what: "a cancelled buyer who was never called",
    code: "vacancy-malformed",
    draw: () => withBody("vacancy", { entries: ["12".repeat(32)] }),
  },
  {
    what: "a buyer cancelled by one person alone",
    code: "vacancy-malformed",
    draw: () => withBody("vacancy", { staff: ["one", "one"] }),
  },
  { what: "a second vacancy before the first is redrawn", code: "vacancy-twice", draw: () => second("vacancy") },
  {
    what: "a cancelled buyer replaced at once",
    code: "redraw-early",
    draw: () =>
      retold((all) => {
        const at = all.findIndex(({ kind }) => kind === "redraw");
        all.splice(at - 1, 1);
      }),
  },
  {
    what: "a cancelled buyer replaced by a round that was known",
    code: "beacon-round",
    draw: () =>
      retold((all) => {
        const beacon = all.filter(({ kind }) => kind === "beacon")[1];
        if (beacon !== undefined) beacon.body = { round: ROUND + 9, signature: signatureOf(ROUND + 9) };
      }),
  },
  {
    what: "a redraw of another round than its vacancy's",
    code: "redraw-round",
    draw: () => withBody("redraw", { round: ROUND }),
  },
  {
    what: "a redraw that called more than the vacancy",
    code: "redraw-called",
    draw: () => withBody("redraw", { called: 2 }),
  },
  {
    what: "a redraw whose line is elsewhere",
    code: "redraw-cutoff",
    draw: () => withBody("redraw", { cutoff: "00".repeat(32) }),
  },
  {
    what: "a redraw that hides whom it passed over",
    code: "redraw-skipped",
    draw: () => withBody("redraw", { skippedAboveLine: 50 }),
  },
];
