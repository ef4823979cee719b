import { type ChallengePlace, challengeUrl, requestChallenge } from "./challenge/request-challenge.ts";
import { type Puzzle, solvePuzzle } from "./challenge/solve-puzzle.ts";
import { isRecord } from "./is-record.ts";

/** Which challenge to settle, and how. */
export type Settlement = ChallengePlace & {
  /** `session.visitToken()`: a challenge is settled in the visit in which it was asked. */
  readonly visitToken?: string | undefined;
  /** What Turnstile's widget gave, rendered with the challenge's id as `cData`; without it the browser does the work. */
  readonly turnstileToken?: string | undefined;
};

/** What the next checkout carries: `challengeToken` in its body, `retryVisitToken` for `session.retryWith`. */
export type Settled = { readonly challengeToken: string; readonly retryVisitToken?: string | undefined };

/**
 * Settles a challenge from the browser: solves the proof of work in the background, or passes on what Turnstile's widget
 * gave. Neither asks for eyes, hands or a mouse. Never rejects.
 * @returns `undefined` where the challenge is over, offers no such way, or the service cannot be reached
 */
export async function settleChallenge(settlement: Settlement): Promise<Settled | undefined> {
  const { visitToken, turnstileToken, signal } = settlement;
  try {
    const proof =
      turnstileToken === undefined ? await workAt(settlement) : { kind: "turnstile", token: turnstileToken };
    if (proof === undefined) return undefined;
    const response = await fetch(challengeUrl(settlement), {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
      body: JSON.stringify({ ...proof, visitToken }),
      credentials: "omit",
      signal: signal ?? null,
    });
    const answer: unknown = response.ok ? await response.json() : undefined;
    return isSettled(answer) ? answer : undefined;
  } catch {
    return undefined;
  }
}

/** Gets the puzzle and solves it. The solution goes back as ALTCHA's own widget sends it: base64 of puzzle and solution. */
async function workAt(place: ChallengePlace) {
  const puzzle = (await requestChallenge(place))?.proofOfWork;
  if (!isPuzzle(puzzle)) return undefined;
  const solution = await solvePuzzle(puzzle, place.signal);
  return solution && { kind: "proof_of_work", solution: btoa(JSON.stringify({ challenge: puzzle, solution })) };
}

function isSettled(answer: unknown): answer is Settled {
  return isRecord(answer) && typeof answer.challengeToken === "string";
}

/** The service signs its puzzles, so that nothing else needs to be checked: a wrong one only fails to be solved. */
function isPuzzle(answer: unknown): answer is Puzzle {
  return isRecord(answer) && isRecord(answer.parameters);
}
