import { type BeaconChain, verifyBeacon } from "../beacon.ts";
import { type DrawFault, fault } from "./faults.ts";
import { type ReadReceipt, readReceipts } from "./read-receipts.ts";
import { readStatements, type SeenStatement } from "./read-statements.ts";
import { type DrawFiles, DrawReplay } from "./replay-draw.ts";
import { indexOf } from "./replayed-order.ts";
import type { PublicKey } from "./signed-text.ts";

/** A draw as a stranger has it: what is published, and what the stranger keeps. */
export type PublishedDraw = {
  readonly saleId: string;
  /** Compact JWS texts, in order. */
  readonly statements: readonly string[];
  /** Of the service's JWKS. */
  readonly keys: readonly PublicKey[];
  readonly files: DrawFiles;
  /** Chains of beacons that the stranger trusts. */
  readonly chains: readonly BeaconChain[];
  readonly receipts?: readonly string[];
  /** Statements seen before. */
  readonly seen?: readonly SeenStatement[];
  /** Signatures that somebody else has, such as that of a round that was said not to come. */
  readonly beacons?: readonly { readonly round: number; readonly signature: string }[];
};

/** What became of a receipt. */
export type ReceiptOutcome = {
  readonly registration: string;
  readonly holder?: string | undefined;
  /** From 1; absent until the order is drawn, and for a withdrawn registration. */
  readonly place?: number | undefined;
  /** Absent where its seal was not opened. */
  readonly status?: "called" | "passed-over" | "below-line" | "late" | undefined;
};

export type DrawReport = {
  /** The first thing that does not hold; absent where everything holds that is there. */
  readonly fault?: DrawFault | undefined;
  readonly statements: number;
  readonly entries?: number | undefined;
  readonly round?: number | undefined;
  readonly called: number;
  /** How many of them by redraws of units that the operator brought back. */
  readonly redrawn: number;
  /** Of the entries above the line. */
  readonly opened?: { readonly eligible: number; readonly shared: number; readonly excluded: number } | undefined;
  /** How far the share of entries passed over lies from the committed one, in standard deviations of a fair draw. */
  readonly zScore?: number | undefined;
  /** The draw rests on the operator's own secret, not on a beacon. */
  readonly ownSecret: boolean;
  readonly places: readonly ReceiptOutcome[];
};

/**
 * Recomputes a draw from what is published: signatures and links of the statements, the list and its root, the beacon, the order,
 * the line, and the seals above it. With receipts, that their entries are in the list, and where they came. It needs no clock and no
 * network, and nothing of the service but this folder.
 * @see the page `/sales/{id}/draw`, which says in words what does not hold
 */
export function verifyDraw(draw: PublishedDraw): DrawReport {
  const replay = new DrawReplay(draw.saleId, draw.files, draw.chains);
  const statements = readStatements(draw.statements, { ...draw, seen: draw.seen ?? [] });
  if ("code" in statements) return reportOf(replay, { fault: statements, statements: 0, places: [] });
  const report = (found: DrawFault | undefined, places: readonly ReceiptOutcome[] = []) =>
    reportOf(replay, { fault: found, statements: statements.length, places });
  for (const statement of statements) {
    const found = replay.play(statement);
    if (found !== undefined) return report(found);
  }
  const [first] = statements;
  if (first === undefined) return report(fault("charter-missing"));
  const receipts = readReceipts(draw.receipts ?? [], {
    saleId: draw.saleId,
    issuer: first.issuer,
    keys: draw.keys,
    charters: replay.charters,
  });
  if ("code" in receipts) return report(receipts);
  const found = findMisplaced(replay, receipts) ?? replay.finish() ?? findSecondThrow(replay, draw.beacons ?? []);
  return report(found, found === undefined ? receipts.map((receipt) => placeOf(replay, receipt)) : []);
}

/** Receipts whose entry is missing from the list, or that are in it though they were withdrawn. */
function findMisplaced({ list }: DrawReplay, receipts: readonly ReadReceipt[]): DrawFault | undefined {
  if (list === undefined) return undefined;
  const withdrawn = new Set(receipts.filter((each) => each.withdrawn !== undefined).map(({ entry }) => entry));
  for (const [place, { entry, late }] of receipts.entries()) {
    const isListed = indexOf(list, entry) !== undefined;
    if (late && isListed) return fault("receipt-late", `receipt ${place + 1}`);
    if (withdrawn.has(entry) && isListed) return fault("receipt-withdrawn", `receipt ${place + 1}`);
    if (!withdrawn.has(entry) && !late && !isListed) return fault("receipt-missing", `receipt ${place + 1}`);
  }
  return undefined;
}

function findSecondThrow(
  { firstRound, charter }: DrawReplay,
  beacons: readonly { readonly round: number; readonly signature: string }[],
): DrawFault | undefined {
  if (firstRound === undefined || charter === undefined) return undefined;
  const isThrownTwice = beacons.some(
    ({ round, signature }) => round === firstRound && verifyBeacon(charter.beacon, round, signature).ok,
  );
  return isThrownTwice ? fault("second-throw", `round ${firstRound}`) : undefined;
}

function placeOf({ list, order, called }: DrawReplay, { reg, holder, entry, late }: ReadReceipt): ReceiptOutcome {
  if (late) return { registration: reg, holder, status: "late" };
  const index = list === undefined ? undefined : indexOf(list, entry);
  if (order === undefined || index === undefined) return { registration: reg, holder };
  const place = order.placeOf(index);
  const below = place < order.passed ? "passed-over" : "below-line";
  return { registration: reg, holder, place: place + 1, status: called.has(index) ? "called" : below };
}

function reportOf(replay: DrawReplay, report: Pick<DrawReport, "fault" | "statements" | "places">): DrawReport {
  const { list, order, round, charter } = replay;
  const opened = order?.opened();
  return {
    ...report,
    called: replay.called.size,
    redrawn: replay.redrawn,
    ownSecret: replay.ownSecretUsed,
    ...(list === undefined ? {} : { entries: list.count }),
    ...(charter === undefined ? {} : { round }),
    ...(opened === undefined ? {} : { opened, zScore: zScoreOf(replay, opened) }),
  };
}

/**
 * Entries above the line are a random sample of the list, so that the share passed over has to fit the share committed to. Higher
 * weights come first more often: where weights and statuses go together, the sample leans.
 */
function zScoreOf(
  { commitment }: DrawReplay,
  opened: { readonly eligible: number; readonly shared: number; readonly excluded: number },
): number | undefined {
  const sample = opened.eligible + opened.shared + opened.excluded;
  if (commitment === undefined || sample === 0 || commitment.n < 2) return undefined;
  const share = 1 - commitment.eligible / commitment.n;
  const variance = (sample * share * (1 - share) * (commitment.n - sample)) / (commitment.n - 1);
  return variance === 0 ? undefined : (opened.shared + opened.excluded - sample * share) / Math.sqrt(variance);
}
