import { fromHex, HASH_BYTES, toHex } from "../domain/draw/bytes.ts";
import { commitmentTo } from "../domain/draw/commit.ts";
import { freezePart, LINE_BYTES, partsOf } from "../domain/draw/entries-file.ts";
import { EXCLUSION_CLASSES, type ExclusionClass } from "../domain/draw/statements.ts";
import { SHARED_KINDS } from "../domain/registration/evidence.ts";
import { judgeRegistration } from "../domain/registration/judge-registration.ts";
import type { MetSharers } from "../domain/registration/registration.ts";
import { assert } from "../domain/result.ts";
import { policyAt } from "../domain/rules/load-policy.ts";
import { liveModel } from "../platform/model/model-source.ts";
import { livePolicyHash } from "../platform/policy/live-policy-hash.ts";
import { choosePolicy } from "../platform/policy/policy-source.ts";
import { finishRecord, startRecord, writeOnce, writePart } from "../platform/records/public-records.ts";
import { readWeights } from "../platform/sales/campaign-weights.ts";
import {
  clearFor,
  ELIGIBLE,
  exclusionsOf,
  fixList,
  GONE,
  joinKind,
  type ListParts,
  nearSharers,
  ONE_TICKET,
  readClasses,
  readPart,
  readPopulation,
  readSharers,
  readTiles,
  type SharerCounts,
  sharersOf,
  tileIndex,
  writeJoined,
  writeList,
  writeNearSharers,
  writeTiles,
} from "./draw.list.ts";
import { type DrawParts, drawSecretOf, recordFolderOf, registerOf, shardsOf } from "./draw.parts.ts";
import { type DrawReview, reviewsEndAtMs } from "./draw.reviews.ts";
import type { StepRoom } from "./draw.room.ts";
import { campaignOf } from "./draw.settling.ts";
import type { KeptPage } from "./draw.sql.ts";
import type { DrawState, Freezing } from "./draw.state.ts";
import { publishStatement, wholeSecond } from "./draw.statements.ts";

type Phase<Name extends Freezing["phase"]> = Extract<Freezing, { readonly phase: Name }>;

const PLAIN_TEXT = "text/plain; charset=utf-8";
const BYTES = "application/octet-stream";

/**
 * Freezes the list of a draw, one bounded part at a time: registers close, their entries are read, joined, judged, shared, sorted,
 * written and committed to. Each part is kept with the state that says it is done, so that a crash repeats one part at most.
 */
export class Freezer {
  readonly #room: StepRoom;
  #sharerCounts: SharerCounts | undefined;

  /** @param room that nothing else is kept in while a list is frozen */
  constructor(room: StepRoom) {
    this.#room = room;
  }

  /**
   * @param untilMs the commitment is published by then, or not at all
   * @returns when to go on
   */
  async step(parts: DrawParts, freezing: Freezing, untilMs: number): Promise<number> {
    if (freezing.phase === "review") return takeReviews(parts, freezing);
    await this.#work(parts, freezing, untilMs);
    // Pages are judged one after another by the same counts.
    if (freezing.phase !== "judge") this.#room.free();
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
    this.#sharerCounts = undefined;
    for (let shard = 0; shard < shardsOf(parts); shard += 1) await registerOf(parts, shard).close();
    parts.reached("registers-closed");
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
    const { kind, count, withdrawn } = freezing;
    const list = this.#listOf(parts, count);
    if (SHARED_KINDS[kind] === undefined) {
      const sharers = nearSharers(list, count);
      keep(parts, { phase: "judge", page: 0, count, withdrawn, policyHash: "" }, (store) =>
        writeNearSharers(store, sharers),
      );
      parts.reached("near-counted");
      return;
    }
    const joined = joinKind(list, kind, count);
    keep(parts, { ...freezing, kind: kind + 1 }, (store) => writeJoined(store, joined));
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
    this.#sharerCounts ??= readSharers(this.#listOf(parts, count), count);
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
    const charterHash = fromHex(state.charter?.hash ?? "");
    assert(charterHash !== undefined, "a list follows a charter");
    const { perHousehold } = view.sale.definition.limits;
    this.#sharerCounts = undefined;
    const list = fixList(this.#listOf(parts, freezing.count), freezing.count, { charterHash, perHousehold });
    const { count } = list.population;
    keep(parts, { phase: "write", count, withdrawn, policyHash, etags: [] }, () => writeList(store, list));
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
      const list = this.#listOf(parts, count);
      const { lines, tiles } = freezePart(readPart(list, count, part), { ...seals, room: list.room });
      const etag = upload === undefined ? "" : await writePart(records, upload, part, lines);
      if (upload === undefined) await writeOnce(records, key, lines, PLAIN_TEXT);
      keep(parts, { ...freezing, etags: [...etags, etag] }, () => writeTiles(store, part, tiles));
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
    const list = this.#listOf(parts, count);
    const population = readPopulation(list, count);
    const tiles = readTiles(store, count);
    const body = commitmentTo(population, {
      charterHash: fromHex(charter.hash) ?? new Uint8Array(),
      drawSecret: drawSecretOf(view.sale),
      tiles,
      exclusions: exclusionsOf(readClasses(list, count)),
      withdrawn,
      policyHash,
      modelVersion: liveModel()?.manifest.modelVersion ?? "none",
      round: state.progress.round,
      frozenAtMs: wholeSecond(parts.nowMs()),
    });
    const [linesKey, tilesKey] = [entriesKey(state), `${recordFolderOf(state)}/tiles.bin`];
    await writeOnce(records, tilesKey, tileIndex(population, tiles), BYTES);
    const commitment = { body, entriesKey: linesKey, tilesKey };
    const { freezing: _, ...rest } = state;
    await publishStatement(parts, {
      saleId: state.saleId,
      kind: "commitment",
      body,
      untilMs,
      next: () => ({ ...rest, progress: { ...state.progress, stage: "committed" }, commitment }),
    });
  }

  /** The list, with its room for one step: what the step before took is gone. */
  #listOf({ store }: DrawParts, count: number): ListParts {
    clearFor(this.#room, count);
    return { store, room: this.#room };
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
