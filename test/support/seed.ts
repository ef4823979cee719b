/** Each run draws the same cases, so that none fails by chance. `npm test -- --seed` names another seed, to look for what this one misses. */
const EVERY_RUN = 1;

const named = process.env.TEST_SEED;

/** What everything random in a test is drawn from: a whole number. */
export const SEED = named === undefined ? EVERY_RUN : Number(named);

/** Whether this run looks for cases that the others have not seen. */
export const IS_ANOTHER_SEED = SEED !== EVERY_RUN;
