import type { Route } from "./route.ts";
import { addOutcomeRoute } from "./routes/add-outcome.ts";
import { auditLedgerRoute } from "./routes/audit-ledger.ts";
import {
  attachPictureRoute,
  draftNoticeRoute,
  getAttachmentRoute,
  listAttachmentsRoute,
  makeEvidencePackRoute,
  removeAttachmentRoute,
} from "./routes/case-files.ts";
import {
  getCaseLinksRoute,
  getImpostorListsRoute,
  identifySellerRoute,
  publishImpostorListsRoute,
  traceClueRoute,
  unlinkRoute,
} from "./routes/case-links.ts";
import { auditCasesRoute, disposeCaseRoute, getCaseRoute, listCasesRoute, noteCaseRoute } from "./routes/cases.ts";
import { checkResellerRoute } from "./routes/check-reseller.ts";
import { checkoutRoute } from "./routes/checkout.ts";
import { recordDeliveriesRoute } from "./routes/deliveries.ts";
import { eraseRoute } from "./routes/erase.ts";
import { exportCasesRoute } from "./routes/export-cases.ts";
import { exportDecisionsRoute } from "./routes/export-decisions.ts";
import { getAuthorizedSellersRoute } from "./routes/get-authorized-sellers.ts";
import { getChallengeRoute } from "./routes/get-challenge.ts";
import { getDecisionRoute } from "./routes/get-decision.ts";
import { getDriftRoute } from "./routes/get-drift.ts";
import { getHealthRoute } from "./routes/get-health.ts";
import { getJwksRoute } from "./routes/get-jwks.ts";
import { getLedgerRoute } from "./routes/get-ledger.ts";
import { getSaleRoute } from "./routes/get-sale.ts";
import { importListingsRoute } from "./routes/import-listings.ts";
import { importOutcomesRoute } from "./routes/import-outcomes.ts";
import { moveStockRoute, pauseSaleRoute, resumeSaleRoute } from "./routes/manage-sale.ts";
import { putAuthorisedRoute } from "./routes/put-authorised.ts";
import { putSaleRoute } from "./routes/put-sale.ts";
import { redeemTokenRoute } from "./routes/redeem-token.ts";
import { releaseTokenRoute } from "./routes/release-token.ts";
import { reportResellerRoute } from "./routes/report-reseller.ts";
import {
  approveSettingsRoute,
  checkSettingsRoute,
  getSettingsRoute,
  publishSettingsRoute,
  withdrawSettingsRoute,
} from "./routes/reseller-settings.ts";
import {
  approveRulesRoute,
  checkRulesRoute,
  getRulesRoute,
  publishRulesRoute,
  replayRulesRoute,
  rollBackRulesRoute,
  withdrawRulesRoute,
} from "./routes/rules.ts";
import { scanResellersRoute } from "./routes/scan-resellers.ts";
import { settleChallengeRoute } from "./routes/settle-challenge.ts";
import { siteverifyRoute } from "./routes/siteverify.ts";
import { startVisitRoute } from "./routes/start-visit.ts";
import { caseMetricsRoute, triageCasesRoute, undoTriageRoute } from "./routes/triage-cases.ts";

/** Every call of the API, in the order in which the documentation lists them. */
export const ROUTES: readonly Route[] = [
  getHealthRoute,
  getJwksRoute,
  getSaleRoute,
  startVisitRoute,
  checkResellerRoute,
  reportResellerRoute,
  getAuthorizedSellersRoute,
  putSaleRoute,
  moveStockRoute,
  pauseSaleRoute,
  resumeSaleRoute,
  checkoutRoute,
  getChallengeRoute,
  settleChallengeRoute,
  redeemTokenRoute,
  releaseTokenRoute,
  siteverifyRoute,
  getDecisionRoute,
  addOutcomeRoute,
  importOutcomesRoute,
  eraseRoute,
  recordDeliveriesRoute,
  getLedgerRoute,
  exportDecisionsRoute,
  getRulesRoute,
  checkRulesRoute,
  replayRulesRoute,
  publishRulesRoute,
  approveRulesRoute,
  withdrawRulesRoute,
  rollBackRulesRoute,
  getDriftRoute,
  scanResellersRoute,
  importListingsRoute,
  getSettingsRoute,
  checkSettingsRoute,
  publishSettingsRoute,
  approveSettingsRoute,
  withdrawSettingsRoute,
  putAuthorisedRoute,
  listCasesRoute,
  auditCasesRoute,
  caseMetricsRoute,
  exportCasesRoute,
  triageCasesRoute,
  undoTriageRoute,
  getCaseRoute,
  disposeCaseRoute,
  noteCaseRoute,
  listAttachmentsRoute,
  attachPictureRoute,
  getAttachmentRoute,
  removeAttachmentRoute,
  draftNoticeRoute,
  makeEvidencePackRoute,
  getCaseLinksRoute,
  traceClueRoute,
  identifySellerRoute,
  unlinkRoute,
  getImpostorListsRoute,
  publishImpostorListsRoute,
  auditLedgerRoute,
];
