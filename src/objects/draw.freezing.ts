import { fromHex, HASH_BYTES, toHex } from "../domain/draw/bytes.ts";
import { commitmentTo, type Exclusions } from "../domain/draw/commit.ts";
import { freezePart, LINE_BYTES, PART_ENTRIES, partsOf, TILE_ENTRIES } from "../domain/draw/entries-file.ts";
import { Groups, SHARED_KEY_BYTES, sharersByAnyKey, sharersByKey } from "../domain/draw/groups.ts";
import { shareWithinGroups } from "../domain/draw/keep.ts";
import { entryAt, type JudgedPopulation, sortPopulation } from "../domain/draw/population.ts";
import { EXCLUSION_CLASSES, type ExclusionClass } from "../domain/draw/statements.ts";
import { NEAR_KEYS_MAX } from "../domain/identity/address/near-keys.ts";
import { JOINING_KINDS, nearNumbers, SHARED_KINDS } from "../domain/registration/evidence.ts";
import {
  judgeRegistration,
  SHARER_KINDS,
  type SharerKind,
  type Sharers,
} from "../domain/registration/judge-registration.ts";
import type { MetSharers } from "../domain/registration/registration.ts";
import { assert } from "../domain/result.ts";
import { policyAt } from "../domain/rules/load-policy.ts";
import { liveModel } from "../platform/model/model-source.ts";
import { livePolicyHash } from "../platform/policy/live-policy-hash.ts";
import { choosePolicy } from "../platform/policy/policy-source.ts";
import { finishRecord, startRecord, writeOnce, writePart } from "../platform/records/public-records.ts";
import { readWeights } from "../platform/sales/campaign-weights.ts";
import { SHARED_BYTES } from "./draw.pages.ts";
import { type DrawParts, drawSecretOf, readPopulation, recordFolderOf, registerOf, shardsOf } from "./draw.parts.ts";
import { type DrawReview, reviewsEndAtMs } from "./draw.reviews.ts";
import { campaignOf } from "./draw.settling.ts";
import type { KeptPage } from "./draw.sql.ts";
import type { DrawState, Freezing } from "./draw.state.ts";
import { publishStatement, wholeSecond } from "./draw.statements.ts";

type Phase<Name extends Freezing["phase"]> = Extract<Freezing, { readonly phase: Name }>;

/** What an entry is judged: eligible, the place of its class of exclusion counted from 1, or no entry any more. */
const ELIGIBLE = 0;
const GONE = 255;
const ONE_TICKET = 1;
/** A weight is below this, so that a class of exclusion fits above it while the list is sorted. */
const CLASS_SHIFT = 4;

const PLAIN_TEXT = "text/plain; charset=utf-8";
const BYTES = "application/octet-stream";

/** What judging works with beside one page: made from what is kept, and made again where the object was restarted. */
type SharerCounts = {
  readonly counts: { readonly [kind in SharerKind]?: Uint16Array };
  readonly roots: Uint32Array;
  readonly sizes: Uint32Array;
};

/**
 * Freezes the list of a draw, one bounded part at a time: registers close, their entries are read, joined, judged, shared, sorted,
 * written and committed to. Each part is kept with the state that says it is done, so that a crash repeats one part at most.
 */
export class Freezer {
  #sharerCounts: SharerCounts | undefined;

  /**
   * @param untilMs the commitment is published by then, or not at all
   * @returns when to go on
   */
  async step(parts: DrawParts, freezing: Freezing, untilMs: number): Promise<number> {
    if (freezing.phase === "review") return takeReviews(parts, freezing);
    await this.#work(parts, freezing, untilMs);
    return parts.nowMs();
  }

  async #work(parts: DrawParts, freezing: Exclude<Freezing, Phase<"review">>, untilMs: number): Promise<void> {
    switch (freezing.phase) {
      case "close":
        return await this.#close(parts);
      case "read":
        return await this.#read(parts, freezing);
      case "join":
        return this.#join(parts, freezing);
      case "judge":
        return await this.#judge(parts, freezing);
      case "sort":
        return this.#sort(parts, freezing);
      case "write":
        return await this.#write(parts, freezing);
      case "commit":
        return await this.#commit(parts, freezing, untilMs);
    }
  }

  async #close(parts: DrawParts): Promise<void> {
    for (let shard = 0; shard < shardsOf(parts); shard += 1) await registerOf(parts, shard).close();
    const start: Freezing = { phase: "read", shard: 0, after: "", pages: 0, count: 0, withdrawn: 0 };
    keep(parts, start, (store) => {
      store.dropPages();
      store.reviews.judgeAnew();
    });
  }

  async #read(parts: DrawParts, freezing: Phase<"read">): Promise<void> {
    const { shard, after, pages, count, withdrawn } = freezing;
    if (shard >= shardsOf(parts)) return keep(parts, { phase: "join", kind: 0, count, withdrawn });
    const register = registerOf(parts, shard);
    const { registrationIds, entries, keys, near } = await register.entriesAfter(after);
    const last = registrationIds.at(-1);
    if (last === undefined) {
      const taken = withdrawn + (await register.countWithdrawn());
      return keep(parts, { ...freezing, shard: shard + 1, after: "", withdrawn: taken });
    }
    const next = { ...freezing, after: last, pages: pages + 1, count: count + registrationIds.length };
    keep(parts, next, (store) => store.addPage(pages, { first: count, shard, after, entries, keys, near }));
    parts.reached("page-kept");
  }

  /** Counts the sharers of one kind, and joins by it where it says that entries are of one party. */
  #join(parts: DrawParts, freezing: Phase<"join">): void {
    const { kind: at, count, withdrawn } = freezing;
    const kind = SHARED_KINDS[at];
    if (kind === undefined) {
      const sharers = nearSharers(parts, count);
      keep(parts, { phase: "judge", page: 0, count, withdrawn, policyHash: "" }, (store) =>
        store.writeColumn("sharers:near", bytesOf(sharers)),
      );
      return;
    }
    const { store } = parts;
    const keys = new Uint8Array(count * SHARED_KEY_BYTES);
    for (const { first, keys: page } of store.pageKeys("keys")) {
      for (let index = 0; index * SHARED_BYTES < page.length; index += 1) {
        const from = index * SHARED_BYTES + at * SHARED_KEY_BYTES;
        keys.set(page.subarray(from, from + SHARED_KEY_BYTES), (first + index) * SHARED_KEY_BYTES);
      }
    }
    const groups = new Groups(count, at === 0 ? undefined : readRoots(parts, count));
    if (JOINING_KINDS.some((joining) => joining === kind)) groups.joinByKey(keys);
    const sharers = sharersByKey(keys, count);
    keep(parts, { ...freezing, kind: at + 1 }, () => {
      store.writeColumn("groups", bytesOf(groups.roots()));
      store.writeColumn(`sharers:${kind}`, bytesOf(sharers));
    });
    parts.reached("kind-joined");
  }

  async #judge(parts: DrawParts, freezing: Phase<"judge">): Promise<void> {
    const { page: at, count, withdrawn, policyHash } = freezing;
    const { store, env, config, view, state } = parts;
    const page = store.page(at);
    if (page === undefined) return keep(parts, { phase: "review", count, withdrawn, policyHash });
    const { sale } = view;
    const wanted = policyHash || (await livePolicyHash(env));
    const policy = await choosePolicy({ env, config }, [wanted], sale);
    // Nothing is judged by another policy than the live one; the draw waits until it can be had.
    if (policy === undefined) throw new Error("the policy to judge by cannot be had");
    assert(state.charter !== undefined, "a list follows a charter");
    const { excludedFor } = state.charter.body;
    this.#sharerCounts ??= readSharers(parts, count);
    const sharerCounts = this.#sharerCounts;
    const verdicts = new Uint8Array(page.entries.length / HASH_BYTES).fill(GONE);
    const met: MetSharers[] = [];
    const reviews: DrawReview[] = [];
    const accounts = new Map<number, string>();
    for await (const { registrationId, entry, place, evidence } of evidenceOf(parts, page)) {
      verdicts[place] = ELIGIBLE;
      if (evidence === undefined) continue;
      accounts.set(place, evidence.keys.account);
      const sharers = sharersOf(sharerCounts, page.first + place);
      const { household = 0, near = 0 } = sharers.others;
      if (household > 0 || near > 0) met.push([registrationId, { household, near }]);
      const judged = judgeRegistration(policyAt(policy, parts.nowMs()), sale.definition, evidence, sharers);
      if (judged === undefined || !excludedFor.includes(judged.exclusion)) continue;
      const { verdict, exclusion, because } = judged;
      if (verdict === "deny") verdicts[place] = verdictOf(exclusion);
      else reviews.push({ entry, page: at, place, exclusion, because, group: sharers.group, household, near });
    }
    const weights = await weightsOf(parts, verdicts.length, accounts);
    // Before the page counts as judged: a crash between the two says it again.
    if (met.length > 0) await registerOf(parts, page.shard).meet(met);
    keep(parts, { ...freezing, page: at + 1, policyHash: policy.document.hash }, () => {
      store.writeVerdicts(at, verdicts);
      store.writeWeights(at, weights);
      store.reviews.add(reviews);
    });
    parts.reached("page-judged");
  }

  /** Shares the chances of households and puts the list in order: from here on it is fixed. */
  #sort(parts: DrawParts, freezing: Phase<"sort">): void {
    const { store, view, state } = parts;
    const { withdrawn, policyHash } = freezing;
    const { population, groups, classes } = readJudged(parts, freezing.count);
    const charterHash = fromHex(state.charter?.hash ?? "");
    assert(charterHash !== undefined, "a list follows a charter");
    const excluded = classes.map((each) => (each === 0 ? 0 : 1));
    const { perHousehold } = view.sale.definition.limits;
    population.statuses.set(shareWithinGroups(population, { groups, excluded, perHousehold, charterHash }));
    const { weights } = population;
    for (let at = 0; at < population.count; at += 1)
      weights[at] = (weights[at] ?? 0) | ((classes[at] ?? 0) << CLASS_SHIFT);
    sortPopulation(population);
    const sortedClasses = weights.map((weight) => weight >> CLASS_SHIFT);
    for (let at = 0; at < population.count; at += 1) weights[at] = (weights[at] ?? 0) & ((1 << CLASS_SHIFT) - 1);
    const next: Freezing = {
      phase: "write",
      count: population.count,
      withdrawn,
      policyHash,
      etags: [],
    };
    keep(parts, next, () => {
      store.writeColumn("entries", population.entries);
      store.writeColumn("weights", weights);
      store.writeColumn("statuses", population.statuses);
      store.writeColumn("classes", sortedClasses);
      for (const kind of SHARER_KINDS) store.dropColumn(`sharers:${kind}`);
      store.dropColumn("groups");
      store.dropPages();
    });
    this.#sharerCounts = undefined;
    parts.reached("list-fixed");
  }

  async #write(parts: DrawParts, freezing: Phase<"write">): Promise<void> {
    const { store, records, state } = parts;
    const { count, upload, etags, withdrawn, policyHash } = freezing;
    const key = entriesKey(state);
    const isOnePart = partsOf(count) <= 1;
    const part = etags.length;
    if (!isOnePart && upload === undefined) {
      return keep(parts, { ...freezing, upload: await startRecord(records, key, PLAIN_TEXT) });
    }
    if (part < Math.max(1, partsOf(count))) {
      const seals = { drawSecret: drawSecretOf(parts.view.sale), saleId: state.saleId };
      const { lines, tiles } = freezePart(readPopulation(store, count), part, seals);
      const etag = upload === undefined ? "" : await writePart(records, upload, part, lines);
      if (upload === undefined) await writeOnce(records, key, lines, PLAIN_TEXT);
      keep(parts, { ...freezing, etags: [...etags, etag] }, () => {
        store.writeColumn(tilesColumn(part), joined(tiles));
      });
      return parts.reached("part-written");
    }
    if (upload !== undefined) await finishRecord(records, upload, { etags, length: count * LINE_BYTES });
    keep(parts, { phase: "commit", count, withdrawn, policyHash });
    parts.reached("list-written");
  }

  async #commit(parts: DrawParts, freezing: Phase<"commit">, untilMs: number): Promise<void> {
    const { store, records, state, view } = parts;
    const { count, withdrawn, policyHash } = freezing;
    const { charter } = state;
    assert(charter !== undefined, "a commitment follows a charter");
    const population = readPopulation(store, count);
    const tiles = readTiles(parts, count);
    const body = commitmentTo(population, {
      charterHash: fromHex(charter.hash) ?? new Uint8Array(),
      drawSecret: drawSecretOf(view.sale),
      tiles,
      exclusions: exclusionsOf(store.readColumn("classes", count)),
      withdrawn,
      policyHash,
      modelVersion: liveModel()?.manifest.modelVersion ?? "none",
      round: state.progress.round,
      frozenAtMs: wholeSecond(parts.nowMs()),
    });
    const [list, tilesKey] = [entriesKey(state), `${recordFolderOf(state)}/tiles.bin`];
    await writeOnce(records, tilesKey, tileIndex(population, tiles), BYTES);
    const commitment = { body, entriesKey: list, tilesKey };
    const { freezing: _, ...rest } = state;
    await publishStatement(parts, {
      saleId: state.saleId,
      kind: "commitment",
      body,
      untilMs,
      next: () => ({ ...rest, progress: { ...state.progress, stage: "committed" }, commitment }),
    });
  }
}

/** Waits for people, as long as something is left to decide and there is time; then what they decided holds. */
function takeReviews(parts: DrawParts, freezing: Phase<"review">): number {
  const { reviews } = parts.store;
  const endsAtMs = reviewsEndAtMs(parts.state);
  if (reviews.countOpen() > 0 && parts.nowMs() < endsAtMs) return endsAtMs;
  const pages = new Map<number, Uint8Array>();
  for (const { page, place, exclusion } of reviews.excluded()) {
    const verdicts = pages.get(page) ?? parts.store.page(page)?.verdicts;
    assert(verdicts !== undefined, "what waits for a person stands in a page");
    if (verdicts[place] === ELIGIBLE) verdicts[place] = verdictOf(exclusion);
    pages.set(page, verdicts);
  }
  keep(parts, { ...freezing, phase: "sort" }, (store) => {
    for (const [page, verdicts] of pages) store.writeVerdicts(page, verdicts);
  });
  parts.reached("reviews-taken");
  return parts.nowMs();
}

function verdictOf(exclusion: ExclusionClass): number {
  return 1 + EXCLUSION_CLASSES.indexOf(exclusion);
}

function keep(parts: DrawParts, freezing: Freezing, write: (store: DrawParts["store"]) => void = () => {}): void {
  const { storage, store, state } = parts;
  storage.transactionSync(() => {
    write(store);
    store.write({ ...state, freezing });
  });
}

function entriesKey(state: DrawState): string {
  return `${recordFolderOf(state)}/entries.txt`;
}

function tilesColumn(part: number): string {
  return `tiles:${part}`;
}

/** What each entry of a page is judged by, with its place in the page. Of one that was forgotten meanwhile there is none. */
async function* evidenceOf(parts: DrawParts, { shard, after, entries }: KeptPage) {
  const places = new Map<string, number>();
  for (let at = 0; at * HASH_BYTES < entries.length; at += 1) {
    places.set(toHex(entries.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES)), at);
  }
  let from = after;
  for (;;) {
    const rows = await registerOf(parts, shard).evidenceAfter(from);
    if (rows.length === 0) return;
    for (const { registrationId, entry, evidence } of rows) {
      const place = places.get(entry);
      if (place === undefined) return;
      from = registrationId;
      yield { registrationId, entry, place, evidence };
    }
  }
}

function readSharers(parts: DrawParts, count: number): SharerCounts {
  const roots = readRoots(parts, count);
  const sizes = new Uint32Array(count);
  for (const root of roots) sizes[root] = (sizes[root] ?? 0) + 1;
  const counts: { [kind in SharerKind]?: Uint16Array } = {};
  for (const kind of SHARER_KINDS) {
    counts[kind] = new Uint16Array(parts.store.readColumn(`sharers:${kind}`, 2 * count).buffer);
  }
  return { counts, roots, sizes };
}

function sharersOf({ counts, roots, sizes }: SharerCounts, index: number): Sharers {
  const others: { [kind in SharerKind]?: number } = {};
  for (const kind of SHARER_KINDS) others[kind] = counts[kind]?.[index] ?? 0;
  return { others, group: sizes[roots[index] ?? index] ?? 1 };
}

/** How many others have nearly the address of each entry. */
function nearSharers({ store }: DrawParts, count: number): Uint16Array {
  const keys = new Float64Array(count * NEAR_KEYS_MAX);
  for (const { first, keys: page } of store.pageKeys("near")) keys.set(nearNumbers(page), first * NEAR_KEYS_MAX);
  return sharersByAnyKey(keys, NEAR_KEYS_MAX);
}

function readRoots({ store }: DrawParts, count: number): Uint32Array {
  return new Uint32Array(store.readColumn("groups", 4 * count).buffer);
}

/** Tickets of the entries of a page, by their places in it: one, unless a campaign gives an account more. */
async function weightsOf(
  parts: DrawParts,
  count: number,
  accounts: ReadonlyMap<number, string>,
): Promise<Uint8Array<ArrayBuffer>> {
  const weights = new Uint8Array(count).fill(ONE_TICKET);
  const campaign = campaignOf(parts);
  if (campaign === undefined || accounts.size === 0) return weights;
  const { drawAtMs: beforeMs, weightMax } = campaign;
  const known = await readWeights(parts.env.DB, { ...campaign, beforeMs }, [...accounts.values()]);
  if (known !== undefined)
    for (const [place, account] of accounts) weights[place] = Math.min(weightMax, known.of(account));
  return weights;
}

/** The entries that were judged, without those that are gone. */
function readJudged(parts: DrawParts, read: number) {
  const { store } = parts;
  const roots = readRoots(parts, read);
  const entries = new Uint8Array(read * HASH_BYTES);
  const [groups, classes, weights] = [new Uint32Array(read), new Uint8Array(read), new Uint8Array(read)];
  /** By the group as it was joined, the first of its entries that is left. */
  const firstOf = new Map<number, number>();
  let [index, count] = [0, 0];
  for (const page of store.pages()) {
    for (let at = 0; at * HASH_BYTES < page.entries.length; at += 1, index += 1) {
      const verdict = page.verdicts[at] ?? GONE;
      if (verdict === GONE) continue;
      entries.set(page.entries.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES), count * HASH_BYTES);
      const root = roots[index] ?? index;
      const first = firstOf.get(root) ?? count;
      firstOf.set(root, first);
      groups[count] = first;
      classes[count] = verdict;
      weights[count] = page.weights[at] ?? ONE_TICKET;
      count += 1;
    }
  }
  const population: JudgedPopulation = {
    count,
    entries: entries.slice(0, count * HASH_BYTES),
    weights: weights.slice(0, count),
    statuses: new Uint8Array(count),
  };
  return { population, groups: groups.subarray(0, count), classes: classes.subarray(0, count) };
}

function exclusionsOf(classes: Uint8Array): Exclusions {
  const exclusions = new Map<number, (typeof EXCLUSION_CLASSES)[number]>();
  for (const [index, each] of classes.entries()) {
    const exclusion = EXCLUSION_CLASSES[each - 1];
    if (exclusion !== undefined) exclusions.set(index, exclusion);
  }
  return exclusions;
}

function readTiles({ store }: DrawParts, count: number): readonly Uint8Array[] {
  const tiles: Uint8Array[] = [];
  const inPart = PART_ENTRIES / TILE_ENTRIES;
  const perPart = (part: number) => Math.min(inPart, Math.ceil(count / TILE_ENTRIES) - part * inPart);
  for (let part = 0; part < partsOf(count); part += 1) {
    const bytes = store.readColumn(tilesColumn(part), perPart(part) * HASH_BYTES);
    for (let at = 0; at < bytes.length; at += HASH_BYTES) tiles.push(bytes.subarray(at, at + HASH_BYTES));
  }
  return tiles;
}

/** For each tile its first entry and its hash: what a proof of one entry needs beside the lines of its tile. */
function tileIndex(population: JudgedPopulation, tiles: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return joined(tiles.flatMap((tile, at) => [entryAt(population, at * TILE_ENTRIES), tile]));
}

function joined(hashes: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(hashes.length * HASH_BYTES);
  for (const [at, hash] of hashes.entries()) bytes.set(hash, at * HASH_BYTES);
  return bytes;
}

function bytesOf(column: Uint16Array | Uint32Array): Uint8Array {
  return new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
}
