import { type FlattenedToken, signFlattened } from "../../platform/tokens/flattened-token.ts";
import { tokenKeysOf } from "../../platform/tokens/token-keys.ts";
import { authorizedSellersPayload } from "../domain/tokens/authorized-sellers.ts";
import { type LiveAssessor, liveAssessor } from "../store/live-assessor.ts";
import type { ResellerDeps } from "./deps.ts";

/** Who is no longer authorized disappears from every copy within this and the time that it was signed before. */
export const LIST_MAX_AGE_SECONDS = 300;

/** The last list that was signed for a registry: signing thousands of partners for each reader would be work for nothing. */
const lists = new WeakMap<LiveAssessor, { readonly signed: FlattenedToken; readonly atMs: number }>();

/** The signed list of the sellers that are authorized now. */
export async function authorizedSellers({ db, config, nowMs }: ResellerDeps): Promise<FlattenedToken> {
  const live = await liveAssessor(db);
  const known = lists.get(live);
  if (known !== undefined && nowMs - known.atMs < LIST_MAX_AGE_SECONDS * 1000) return known.signed;
  const { registry, assessor } = live;
  const payload = authorizedSellersPayload(
    { issuer: config.issuer, ...registry, brands: assessor.brands.brands },
    nowMs,
  );
  const signed = await signFlattened(await tokenKeysOf(config), "authorized-sellers+jwt", payload);
  lists.set(live, { signed, atMs: nowMs });
  return signed;
}
