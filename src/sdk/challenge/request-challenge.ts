import { isRecord } from "../is-record.ts";

/** Which challenge of which sale, at which service. */
export type ChallengePlace = {
  readonly saleId: string;
  /** Where the service is, without a slash at the end; by default where the page is. */
  readonly baseUrl?: string | undefined;
  /** `challenge.id` of the answer to a checkout. */
  readonly challengeId: string;
  readonly signal?: AbortSignal | undefined;
};

export function challengeUrl({ saleId, baseUrl = "", challengeId }: ChallengePlace): string {
  return `${baseUrl}/v1/sales/${encodeURIComponent(saleId)}/challenges/${encodeURIComponent(challengeId)}`;
}

/** What the service says of a challenge: its puzzle, and the site key of its widget where it has one; of one that is over nothing. */
export async function requestChallenge(
  place: ChallengePlace,
): Promise<{ readonly [name: string]: unknown } | undefined> {
  const response = await fetch(challengeUrl(place), { credentials: "omit", signal: place.signal ?? null });
  const answer: unknown = response.ok ? await response.json() : undefined;
  return isRecord(answer) ? answer : undefined;
}
