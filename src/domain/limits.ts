/**
 * Every limit on input and stored things, with what happens when it is hit. Settings of an operator (time to live of a
 * hold, attempts in flight) are in the configuration; these are fixed, and the contract publishes them.
 */

/** JSON body of shop and public calls: 413 `body-too-large` above it, refused before more is read. */
export const BODY_BYTES_MAX = 32 * 1024;
/** Bytes that a limit in characters may come to: UTF-8 takes three at most for each unit of a JavaScript string. */
export const UTF8_BYTES_PER_CHAR_MAX = 3;
/** A body that is not here within this is 408 `body-too-slow`; a route that takes more bytes gives more time, at this rate. */
export const BODY_WITHIN_MS = 10_000;
export const BODY_BYTES_PER_SECOND_MIN = 64 * 1024;
/** Files of a policy in one call: 413 above it. */
export const POLICY_BYTES_MAX = 1024 * 1024;
/**
 * Outcomes or deliveries in one call: 413 above it, and further ones go into further calls. A JSON text is read in one stretch, in
 * which nobody else is served: eight megabytes of short entries took twelve seconds.
 */
export const OUTCOMES_BYTES_MAX = 256 * 1024;
/** Decisions that one call replays or exports; the next call goes on from its cursor. */
export const REPLAY_DECISIONS_MAX = 5000;
/** Decisions of a window that a drift report reads: of more, an even sample. */
export const DRIFT_DECISIONS_MAX = 10_000;
/** Reason that staff give for what they do: 400 above it. */
export const WHY_LENGTH_MAX = 500;
/** Reason for what is done with a case or a review: 400 outside. */
export const REASON_CHARS_MIN = 10;
export const REASON_CHARS_MAX = 2_000;
/** Hosts in one scan: 413 above it. A list of a day's registrations is scanned by the command line. */
export const SCAN_HOSTS_MAX = 50_000;
/**
 * Hosts that one scan judges before other requests have their turn: the longest take about a millisecond each, and a checkout waits
 * for its turn several times.
 */
export const SCAN_HOSTS_PER_SLICE = 5;
/**
 * Turns of a millisecond or more that work in slices waits between two of them while checkouts are in flight here; then it goes on in
 * any case, so that a long sale does not stop it.
 */
export const SLICE_TURNS_WAITED_MAX = 60;
/** Reports that are read, telephone numbers and all, before other requests have their turn. */
export const REPORTS_PER_SLICE = 10;
/** Lines of a file of partners or listings that are read before other requests have their turn. */
export const IMPORT_LINES_PER_SLICE = 200;
/** Body of one scan: 413 above it. So many hosts of the longest names fit. */
export const SCAN_BYTES_MAX = 16 * 1024 * 1024;
/**
 * A scan or a registry of partners as JSON: 413 above it, since a JSON text is read in one stretch, during which nothing
 * else is. Longer lists are sent as lines of text, or as CSV.
 */
export const LIST_JSON_BYTES_MAX = 1024 * 1024;
/**
 * Cases that reports of the public may open in an hour about names that begin alike: further reports are answered the same and wait,
 * logged as `reported-cases-full`, so that a flood of made-up hosts does not bury the queue. Each minute those whose turn it is open
 * their case: of each network one, then the second of each, so that a flood holds up honest reports by no more than its own turns.
 */
export const REPORTED_CASES_PER_HOUR_MAX = 100;
/** Reports from one network that wait about names that begin alike, for each beginning: further ones are kept and open no case. */
export const WAITING_REPORTS_OF_PATTERN_MAX = 100;
/** Reports from one network that wait, whatever their names begin with: further ones are kept and open no case. */
export const WAITING_REPORTS_OF_NETWORK_MAX = 1000;
/** Waiting reports that one minute files; the next minute takes the rest. */
export const WAITING_REPORTS_AT_ONCE = 100;
/** Contacts of a seller in one report: 400 above it. */
export const REPORT_CONTACTS_MAX = 10;
/** Lines of one import of listings: 413 above it. The command line sends longer files in parts. */
export const LISTING_LINES_MAX = 10_000;
/** Body of one import of listings: 413 above it. */
export const LISTINGS_BYTES_MAX = 16 * 1024 * 1024;
/** One listing of an import: a longer one is named as a problem, and the others go on. */
export const LISTING_CHARS_MAX = 16 * 1024;
/** Share of undecided cases that one person may flag or unflag with new settings; above it a second person must agree. */
export const SETTINGS_MOVED_SHARE_MAX = 0.1;
/** Distinct reports of one case, the first ones, that new settings are tried on. */
export const REASSESSED_REPORTS_MAX = 100;
/** Cases that a preview names one by one; all are counted. */
export const MOVED_CASES_SHOWN_MAX = 100;
/** Cases that one triage moves: 400 above it. */
export const TRIAGE_CASES_MAX = 200;
/** For so long who did a triage may undo it: 409 `undo-refused` after it. */
export const TRIAGE_UNDO_MS = 10_000;
/** A picture attached to a case: 413 above it. As base64 it fits into one row of D1, which takes two million bytes. */
export const ATTACHMENT_BYTES_MAX = 1_400_000;
/** Pictures of one case: 409 `case-file-full` above it, so that an evidence pack fits into the memory of a Worker. */
export const CASE_ATTACHMENTS_MAX = 12;
/** A notice as staff edited it: 400 above it. */
export const NOTICE_CHARS_MAX = 12_000;
/** So long after its confirmation the seller of a case counts in lists of rules; a case confirmed anew counts anew. */
export const IMPOSTOR_LISTING_DAYS = 365;
/** Sales of a partner's own page: the first to open; others are left out. */
export const PARTNER_SALES_SHOWN_MAX = 20;
/** An isolate takes what it read of a partner's link for so long, and of so many links; then it reads anew. */
export const PARTNER_LINK_MS = 60_000;
export const PARTNER_LINKS_REMEMBERED_MAX = 1000;
/** Stores that a buyer is led to, and the nearest ones among which they are chosen: those with nothing left give way. */
export const NEAREST_PLACES_SHOWN = 5;
export const NEAREST_PLACES_LOOKED_AT = 25;
/** An isolate takes what a sale said of the units of a partner for so long, and of so many partners; then it asks anew. */
export const POOL_LEVEL_MS = 2_000;
export const POOL_LEVELS_REMEMBERED_MAX = 10_000;
/** Keys that a partner may have at once; two while one is being changed. */
export const PARTNER_KEYS_MAX = 2;
/** An isolate takes a partner's key for good for so long after it was looked up, and so many of them; then it looks anew. */
export const PARTNER_KEY_MS = 5_000;
export const PARTNER_KEYS_REMEMBERED_MAX = 1000;
/** Sales that the page of a store lists, the latest to open first. */
export const OWN_SALES_LISTED_MAX = 50;
/** Registry of authorized partners in one call: 413 above it. */
export const REGISTRY_BYTES_MAX = 8 * 1024 * 1024;
/** Nesting of a JSON body: 400 `request-invalid` above it. */
export const JSON_DEPTH_MAX = 12;
/** Places that a problem document names; of more it says how many there are. */
export const PROBLEM_ERRORS_MAX = 50;
/** Text fields such as names, address lines and identifiers: 400 above it. */
export const TEXT_LENGTH_MAX = 256;
/** Lines of a postal address: 400 above it. */
export const ADDRESS_LINES_MAX = 8;
/** Longest forms of what a checkout says of a person, in characters: 400 above them. */
export const EMAIL_CHARS_MAX = 320;
export const PHONE_CHARS_MAX = 64;
export const POSTAL_CODE_CHARS_MAX = 32;
/** Tokens in requests: 400 above it, so that nothing longer reaches a signature check. */
export const TOKEN_LENGTH_MAX = 4096;
/** `Idempotency-Key`: 400 `idempotency-key-missing` when empty or longer. */
export const IDEMPOTENCY_KEY_LENGTH_MAX = 255;
/** `signals` as JSON text: above it the browser's signals count as invalid, never an error. */
export const SIGNALS_BYTES_MAX = 16 * 1024;
/** Units of one checkout: 400 outside 1 to this; a sale's own lower limits are a `deny`. */
export const CHECKOUT_QUANTITY_MAX = 100;
/** Labels of a device in a verdict of Play Integrity that a shop passes on: 400 above it. Google has four. */
export const APP_VERDICT_LABELS_MAX = 16;
/** Keys attested on one device, in a verdict of App Attest that a shop passes on: 400 above it. */
export const APP_RISK_METRIC_MAX = 1_000_000;
/** Headers of an agent's signature (Web Bot Auth) together: above it they count as not verified, never an error. */
export const AGENT_SIGNATURE_CHARS_MAX = 4096;
/** Age of such a signature: the draft asks that none is good for longer than a day. An older one counts as not verified. */
export const AGENT_SIGNATURE_SECONDS_MAX = 24 * 3600;
/** From showing a Private Access Token to the visit that is begun with it: later it counts as not shown. */
export const PRIVATE_TOKEN_RECEIPT_TTL_MS = 5 * 60_000;
/** Units of one sale and of one stock movement: 400 above it; far below where SQLite and JavaScript integers lose exactness. */
export const SALE_UNITS_MAX = 10_000_000;
/** Partners that have units of their own in a sale: 400 above it. */
export const SALE_POOLS_MAX = 10_000;
/** The list of them in one call: 413 above it. */
export const POOLS_BYTES_MAX = 1024 * 1024;
/** A hold's time to live: 400 outside. The longest bounds how long an allow token is good. */
export const HOLD_TTL_SECONDS_MIN = 5;
export const HOLD_TTL_SECONDS_MAX = 24 * 3600;
/** Wrong codes of one order within this time: 409 `code-rejected` for the right one too from then on, until it is over. */
export const COLLECT_TRIES_MAX = 5;
export const COLLECT_TRIES_MS = 3_600_000;
/** `shipWithinDays` and `collectWithinDays`: 400 outside 1 to this. */
export const ORDER_DAYS_MAX = 365;
/** Waves of a sale: 400 above it. */
export const WAVES_MAX = 50;
/** Orders of one page of a list: the next page goes on from its cursor. */
export const ORDERS_PER_PAGE = 100;
/** Objects that the registrations of a sale may be spread over: 400 above it. */
export const REGISTRATION_SHARDS_MAX = 64;
/** `leadSeconds` of a draw: 400 outside. The shortest leaves readers time to fetch the list before the round. */
export const LEAD_SECONDS_MIN = 5;
export const LEAD_SECONDS_MAX = 86_400;
/** A draw is so long after the close of registration and its lead at the earliest: 400 before it. */
export const DRAW_AFTER_LEAD_SECONDS_MIN = 5;
/** A turn of who is called: 400 outside. */
export const TURN_SECONDS_MIN = 60;
export const TURN_SECONDS_MAX = 172_800;
/** A fair window: 400 outside. It is drawn so long after it has closed. */
export const FAIR_WINDOW_SECONDS_MIN = 5;
export const FAIR_WINDOW_SECONDS_MAX = 300;
export const FAIR_WINDOW_DRAW_AFTER_SECONDS = 10;
/** Places that a fair window calls in a second: 400 outside. */
export const ADMIT_PER_SECOND_MAX = 10_000;
/** What the charter of a draw says is fixed so long before registration opens: 409 `sale-field-fixed` from then on. */
export const CHARTER_FIXED_AHEAD_MS = 5000;
/** Units of one redraw, and so entries that its vacancy names in one signed text of half a megabyte: what is above waits for the next redraw. */
export const REDRAW_UNITS_MAX = 5000;
/** Registrations of one draw that wait for a person: as many as staff can look at. What comes above is eligible, as what nobody decided is. */
export const DRAW_REVIEWS_MAX = 10_000;
/** Of these, what one page of the console shows, and one form decides. */
export const DRAW_REVIEWS_SHOWN = 50;
/** People decide until so long before the list has to be out: it takes a million entries a quarter of a minute to be fixed and written. */
export const DRAW_REVIEWS_END_MS = 120_000;
/** Registrations are kept for so many days after their sale has closed: long enough for any question, and no longer. */
export const REGISTRATION_KEPT_DAYS = 7;
/** A page that waits for a registration is asked to come back after this, and after longer where it cannot be called soon. */
export const REGISTRATION_POLL_MS = 15_000;
export const REGISTRATION_POLL_LONG_MS = 60_000;
/** Sales of one series: 400 outside 1 to this; a year of weeks. The days from one to the next: 400 outside 1 to this. */
export const SERIES_SALES_MAX = 53;
export const SERIES_DAYS_MAX = 92;
/** Tickets that a campaign may give one entry: 400 above it. A fourth lost draw in a row gives no more, so that no list of old losses outweighs newcomers. */
export const CAMPAIGN_WEIGHT_MAX = 4;
/** Invites of one call: 400 above it; its body: 413 above it. */
export const INVITES_PER_CALL_MAX = 10_000;
export const INVITES_BYTES_MAX = 1024 * 1024;
/** Invites of one sale, those that ended included: 409 `invites-full` above it. They are of one object. */
export const INVITES_PER_SALE_MAX = 1_000_000;
/** How far an invite may go on: 400 above it. */
export const INVITE_SHAREABLE_MAX = 3;
/** Holders of an invite may name so many who are invited already: 409 `invite-not-shareable` for whoever they name then. */
export const INVITE_MISSES_MAX = 5;
/** Invites of the shop on one page of the console, each with its chain. */
export const INVITES_PER_PAGE = 50;
/** Payment methods a sale may name: 400 above it. */
export const ACCEPTED_PAYMENTS_MAX = 32;

/** Replies are replayed for at least this long. */
export const IDEMPOTENCY_RETENTION_MS = 24 * 3600 * 1000;
/** Units of an ended hold return at a moment drawn below this, so that they cannot be timed. */
export const RETURN_DELAY_MS_MAX = 4000;
/** Begun visits are told of a network from this number on; fewer are what a household or a small office begins. */
export const BEGUN_VISITS_TOLD_MIN = 50;
/** Networks of a sale that are told, those that began the most; of others a checkout knows nothing. */
export const BEGUN_NETWORKS_TOLD_MAX = 1000;
/** Networks of a sale whose visits are counted: of more, the half that began the fewest is forgotten. */
export const BEGUN_NETWORKS_MAX = 100_000;
/** Retries that one visit may chain: a further answer carries no `retryVisitToken`. */
export const VISIT_RETRIES_MAX = 5;
/** Other accounts counted per key; a key that more accounts tried reads as this many. Units and who holds them are exact. */
export const HISTORY_ACCOUNTS_MAX = 200;
/**
 * Attempts of an account of which a sale keeps record and reply. Of further ones those that hold nothing are decided, answered and
 * counted, and not written but for the visit that they spend: their decision ids name nothing, and a repeat of such a call is
 * decided anew.
 */
export const ACCOUNT_ATTEMPTS_WRITTEN_MAX = 20;
/**
 * Bytes of a sale's object and of D1, of each of which the platform stores ten thousand million. From the first figure on
 * `sale-filling` or `database-filling` is logged; from the second, of either, no refusal is written any more, of whatever account,
 * only counted, and of D1 reports about shops are 503 `storage-unavailable`; from the third, of the object, checkouts are 503
 * `sale-full`, so that what is held can still be paid, released and ended.
 */
export const STORED_BYTES_FILLING = 8_500_000_000;
export const STORED_BYTES_RESERVED = 9_000_000_000;
export const STORED_BYTES_FULL = 9_500_000_000;
/** A sale's size is logged each time that it has grown by so much. */
export const SALE_BYTES_LOGGED_EACH = 250_000_000;
/** Texts that records of a sale repeat, kept once each: of further ones each record says its own. */
export const RECORD_WORDS_MAX = 20_000;
/** Commands that one batch of the Sale object writes in one transaction; further ones wait for the next. */
export const BATCH_COMMANDS_MAX = 256;
/** Characters of changed rows in a sale's redo log, from which on they are folded into its tables; as many may come meanwhile. */
export const SALE_LOG_CHARS_MAX = 4_000_000;
/** Decision records that one copy to D1 takes at most; the next copy takes the rest. */
export const EXPORT_RECORDS_MAX = 100;
/** Records that the first copy of an alarm takes; each further one takes twice as many. */
export const EXPORT_RECORDS_AT_FIRST = 30;
/** A call from a checkout to another place takes no longer than this; it goes on then with what is known, or without. */
export const CALL_PATIENCE_MS = 1000;
/** So late a test sale answers the test value `slow`: later than the client for shop backends waits for one try. */
export const TEST_ANSWER_SECONDS = 12;
/** Earlier sales are asked for at most this long; a checkout goes on without them then. */
export const PAST_SALES_PATIENCE_MS = 20;
/** An isolate goes by what it read of a campaign's terms for so long; they are fixed once a sale of it has begun. */
export const CAMPAIGN_TERMS_KNOWN_MS = 60_000;
/** Below this share of the received units the public page says that stock is low. */
export const LOW_STOCK_RATIO = 0.1;
/** A challenge not settled within this is void. */
export const CHALLENGE_TTL_MS = 10 * 60 * 1000;
/** A verification by Turnstile that takes longer counts as failed: 503 `challenge-unverified`, and the buyer may try again. */
export const TURNSTILE_PATIENCE_MS = 3000;
/** How long a settled challenge or a staff approval counts for its account in its sale. */
export const EXEMPTION_TTL_MS = 60 * 60 * 1000;
/** An account token of a shop may be good for at most this long. */
export const ACCOUNT_TOKEN_TTL_SECONDS_MAX = 10 * 60;
/** Sales that an isolate asks in a minute without knowing that they exist, while the list of sales cannot be read: 503 above it. */
export const UNLISTED_ASKS_PER_MINUTE_MAX = 60;
/** Moments that a sale names at which its terms were loosened while it was open: the latest. */
export const LOOSENINGS_KEPT_MAX = 50;
/** Definition of a sale as public reads may see it: at most this old. */
export const SALE_CACHE_MS = 1000;
/** Names that an isolate remembers to be sales, and as many to be none; when there are more it begins anew, and asks again. */
export const KNOWN_SALES_MAX = 10_000;

/**
 * Units that come back are told no sooner than this after the last was told to be gone, so that a sale near its end is told of at
 * most twice in that time; what came and went in between is not told.
 */
export const RESTOCK_TOLD_AFTER_SECONDS = 60;
/** Webhooks of one shop: 409 `webhooks-full` above it. */
export const WEBHOOKS_PER_SHOP_MAX = 20;
/** Address of a webhook: 400 above it. */
export const WEBHOOK_URL_CHARS_MAX = 1024;
/** Events that an object sends on their way at once; further ones follow. */
export const EVENTS_SENT_AT_ONCE = 100;
/** So long before an order lapses its shop is told, so that it can remind the buyer. */
export const COLLECTION_END_TOLD_MS = 24 * 3_600_000;
/** Orders that lapse, or are told of as overdue or as ending soon, in one transaction of their sale; the next one takes the rest. */
export const ORDERS_SWEPT_AT_ONCE = 200;
/** Orders that are told of a later date in one transaction of their sale; the next one takes the rest. */
export const DELAYS_TOLD_AT_ONCE = 200;
/** A webhook that has not answered within this has failed; nothing of what it says beside status and `Retry-After` is read. */
export const WEBHOOK_PATIENCE_MS = 15_000;
/** Waits before a delivery is tried again, 29 hours in all; when they are over it has failed, and can be sent again by hand. */
export const WEBHOOK_RETRY_SECONDS = [5, 60, 300, 1800, 7200, 18_000, 36_000, 40_000] as const;
/** `Retry-After` of a webhook is kept up to this: the queue holds nothing back for longer. */
export const WEBHOOK_RETRY_AFTER_SECONDS_MAX = 43_200;
/** A webhook that times out is left alone for this, twice as long each time, up to the longest: one that hangs must not hold up others. */
export const WEBHOOK_REST_SECONDS = 10;
export const WEBHOOK_REST_SECONDS_MAX = 300;
/** Tries that a delivery remembers: the latest. */
export const WEBHOOK_TRIES_KEPT_MAX = 10;
/** One worker has a delivery for so long: longer than it may take. */
export const WEBHOOK_LEASE_MS = 60_000;
/** A delivery that is due and that the queue has not brought for so long is put into the queue again. */
export const WEBHOOK_REQUEUE_AFTER_MS = 5 * 60_000;
/** Deliveries that are put into the queue again at once; the next minute takes the rest. */
export const WEBHOOK_REQUEUE_MAX = 500;
/** Deliveries of one page of their list. */
export const WEBHOOK_DELIVERIES_PAGE = 50;
/** A secret that was replaced signs for so long beside the new one where the call does not say otherwise, and at most. */
export const WEBHOOK_ROTATION_SECONDS = 24 * 3600;
export const WEBHOOK_ROTATION_SECONDS_MAX = 7 * 24 * 3600;

/** Sales of which `/metrics` tells: the latest of those that run, or are about to; others are left out. */
export const METRIC_SALES_MAX = 20;

/** Sales that are asked for an order which staff look up: the latest; an order of an older one is found on the page of its sale. */
export const FOUND_ORDER_SALES_MAX = 20;

/** A text message is read up to this: a longer one is answered as one that cannot be read. */
export const TEXT_CHARS_MAX = 1600;
/** Messages of one number to one adapter in an hour that are answered; the next one is told so, and further ones hear nothing. */
export const TEXTS_PER_HOUR_MAX = 20;
/** Wrong digits of one number in an hour: the right ones are refused too from then on, until it is over. */
export const TEXT_WRONG_DIGITS_PER_HOUR_MAX = 5;
/** Registrations of one number that wait for their digits: a further one is told to wait. */
export const TEXT_WAITING_MAX = 3;
/** Digits are good for this. */
export const TEXT_WAITING_MS = 30 * 60_000;
/** A message is known for so long: a repeat of it within this does nothing and gets the answer of the first. */
export const TEXT_KEPT_MS = 72 * 3_600_000;
/** Messages of one number that are kept: what comes above it does nothing and hears nothing. */
export const TEXTS_KEPT_MAX = 5000;
/** A shop's own words for one answer: two text messages in the letters of any script, or a setting's problem. */
export const TEXT_TEMPLATE_CHARS_MAX = 320;
