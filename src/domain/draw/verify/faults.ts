/**
 * Everything that may not hold in a draw, in the order in which it is looked at, in the words that readers see. A verifier names the
 * first.
 */
export const DRAW_FAULTS = {
  "statement-malformed": "a statement is not written as this service writes them",
  "statement-signature": "a statement is not signed by a key of this service",
  "statement-foreign": "a statement is of another sale or another service",
  "statement-order": "a statement is missing, or they are not in order",
  "statement-link": "a statement does not follow the one before it",
  "statement-time": "a statement says that it is older than the one before it",
  "statement-forked": "a statement is not the one that was shown before: two of one number are proof of fraud",
  "statement-dropped": "a statement that was shown before is not shown any more",
  "charter-missing": "there is no charter before what needs one",
  "charter-malformed": "the charter is not of this version, or a term of it is out of bounds",
  "charter-moved": "the charter changed after registration had opened",
  "charter-chain":
    "the beacon that the charter names is not one that this verifier knows, or not with this key and calendar",
  "charter-round": "the round of the charter is not the first at the time of the draw",
  "void-late": "the draw was voided when the list was there and its randomness was out",
  "postponed-wrong": "the draw was postponed at a time or to a round that the rules do not allow",
  "commitment-twice": "there is a second commitment",
  "commitment-charter": "the commitment is to another charter",
  "commitment-round": "the commitment is to another round",
  "commitment-late": "the list was frozen too near to the round, or after it",
  "commitment-totals": "the totals of the commitment do not add up to its number of entries",
  "entries-missing": "the list of entries is not there",
  "entries-malformed": "a line of the list is not an entry",
  "entries-order": "the list is not in ascending order, or an entry stands in it twice",
  "entries-count": "the list has more or fewer entries than the commitment says",
  "entries-weights": "the weights of the list are not those of the commitment or above the charter's highest",
  "entries-root": "the list is not the one that was committed to",
  "receipt-malformed": "a receipt is not written as this service writes them",
  "receipt-signature": "a receipt is not signed by a key of this service",
  "receipt-foreign": "a receipt is of another sale or another service",
  "receipt-charter": "a receipt was given under another charter than is shown",
  "receipt-round": "a receipt names another time or another round than its charter",
  "receipt-late":
    "a receipt says that its holder came late, though the window was open then, or there was none, or its entry is in the list",
  "receipt-entry": "the entry of a receipt is not that of its holder",
  "receipt-clash": "two receipts are of one registration or one holder and differ",
  "receipt-missing": "the entry of a receipt is not in the list",
  "receipt-withdrawn": "the entry of a withdrawn registration is in the list",
  "beacon-round": "the randomness is of another round",
  "beacon-early": "the randomness was stated before its round was out",
  "beacon-twice": "the randomness of a round is stated twice",
  "beacon-signature": "the randomness is not what the beacon signed for its round",
  "own-secret": "the operator's own secret is not the one of the charter, or was used where the charter names none",
  "second-throw": "the randomness of the first round is there, so that the draw was thrown a second time",
  "result-early": "the result stands before the list or the randomness that it follows from",
  "result-twice": "there is a second result",
  "openings-missing": "the seals above the line are not all opened",
  "openings-malformed": "a line of the opened seals is not one",
  "openings-order": "the opened seals are not those of the order of the draw",
  "openings-seal": "a seal was opened to something else than was sealed",
  "openings-totals": "more entries of one kind were opened than were committed to",
  "result-round": "the result is of another round",
  "result-called": "more or fewer were called than the order says",
  "result-cutoff": "the line is not where the order says",
  "result-skipped": "more or fewer were passed over than the order says",
  "wave-early": "a wave stands before the result",
  "wave-vacancies": "a wave fills more places than were ever called",
  "wave-called": "a wave called more or fewer than the order says",
  "wave-cutoff": "the line of a wave is not where the order says",
  "vacancy-malformed": "a vacancy does not name as many called entries as it counts, or not two people of staff",
  "vacancy-twice":
    "a vacancy is stated while another still waits for its redraw, so that a redraw could be thrown again",
  "redraw-early": "a redraw stands before its vacancy or its randomness",
  "redraw-round": "a redraw is not of the first round two minutes after its vacancy",
  "redraw-called": "a redraw called more or fewer than its order says",
  "redraw-cutoff": "the line of a redraw is not where its order says",
  "redraw-skipped": "a redraw passed over more or fewer than its order says",
  "openings-extra": "a seal below the line was opened",
} as const;
export type DrawFaultCode = keyof typeof DRAW_FAULTS;

export type DrawFault = {
  readonly code: DrawFaultCode;
  /** What it was found in: a statement by its number, a line of a file, a receipt. */
  readonly at?: string | undefined;
};

export function fault(code: DrawFaultCode, at?: string): DrawFault {
  return at === undefined ? { code } : { code, at };
}
