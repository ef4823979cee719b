import { allowUnlisted } from "./allow-unlisted.ts";
import { buyerAccused } from "./buyer-accused.ts";
import { buyerUnused } from "./buyer-unused.ts";
import { conditionAlways } from "./condition-always.ts";
import { conditionDuplicate } from "./condition-duplicate.ts";
import { conditionNever } from "./condition-never.ts";
import { conditionTooComplex } from "./condition-too-complex.ts";
import { costExceeded } from "./cost-exceeded.ts";
import { exampleFailed } from "./example-failed.ts";
import { exampleMissing } from "./example-missing.ts";
import { exampleSignal } from "./example-signal.ts";
import type { Lint } from "./lint.ts";
import { listEntryDates } from "./list-entry-dates.ts";
import { listEntryDuplicate } from "./list-entry-duplicate.ts";
import { listEntryExpired } from "./list-entry-expired.ts";
import { listKind } from "./list-kind.ts";
import { listTooLong } from "./list-too-long.ts";
import { listUnused } from "./list-unused.ts";
import { listValueForm } from "./list-value-form.ts";
import { owaspMissing } from "./owasp-missing.ts";
import { packUnknown } from "./pack-unknown.ts";
import { pressureOrder } from "./pressure-order.ts";
import { pseudonymCompared } from "./pseudonym-compared.ts";
import { reasonReserved } from "./reason-reserved.ts";
import { ruleMisplaced } from "./rule-misplaced.ts";
import { ruleUnreachable } from "./rule-unreachable.ts";
import { rulesTooMany } from "./rules-too-many.ts";
import { shadowMissing } from "./shadow-missing.ts";
import { shadowTooShort } from "./shadow-too-short.ts";
import { shadowUnseen } from "./shadow-unseen.ts";
import { thresholdOrder } from "./threshold-order.ts";
import { thresholdRows } from "./threshold-rows.ts";
import { valueUnknown } from "./value-unknown.ts";
import { verdictUnsupported } from "./verdict-unsupported.ts";
import { weightZero } from "./weight-zero.ts";

/** Every lint there is, one file each, named after its code. */
export const LINTS: readonly Lint[] = [
  allowUnlisted,
  buyerAccused,
  buyerUnused,
  conditionAlways,
  conditionDuplicate,
  conditionNever,
  conditionTooComplex,
  costExceeded,
  exampleFailed,
  exampleMissing,
  exampleSignal,
  listEntryDates,
  listEntryDuplicate,
  listEntryExpired,
  listKind,
  listTooLong,
  listUnused,
  listValueForm,
  owaspMissing,
  packUnknown,
  pressureOrder,
  pseudonymCompared,
  reasonReserved,
  ruleMisplaced,
  ruleUnreachable,
  rulesTooMany,
  shadowMissing,
  shadowTooShort,
  shadowUnseen,
  thresholdOrder,
  thresholdRows,
  valueUnknown,
  verdictUnsupported,
  weightZero,
];
