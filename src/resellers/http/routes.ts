import type { Route } from "../../http/route.ts";
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
  removeIdentityRoute,
  removePurchaseRoute,
  traceClueRoute,
} from "./routes/case-links.ts";
import { auditCasesRoute, disposeCaseRoute, getCaseRoute, listCasesRoute, noteCaseRoute } from "./routes/cases.ts";
import { checkResellerRoute } from "./routes/check-reseller.ts";
import { exportCasesRoute } from "./routes/export-cases.ts";
import { getAuthorizedSellersRoute } from "./routes/get-authorized-sellers.ts";
import { importListingsRoute } from "./routes/import-listings.ts";
import { nearestPartnersRoute } from "./routes/nearest-partners.ts";
import { putAuthorizedRoute } from "./routes/put-authorized.ts";
import { reportResellerRoute } from "./routes/report-reseller.ts";
import {
  approveSettingsRoute,
  checkSettingsRoute,
  getSettingsRoute,
  publishSettingsRoute,
  withdrawSettingsRoute,
} from "./routes/reseller-settings.ts";
import { scanResellersRoute } from "./routes/scan-resellers.ts";
import { caseMetricsRoute, triageCasesRoute, undoTriageRoute } from "./routes/triage-cases.ts";

/** Every call about resellers, in the order in which the documentation lists them. */
export const RESELLER_ROUTES: readonly Route[] = [
  checkResellerRoute,
  reportResellerRoute,
  getAuthorizedSellersRoute,
  nearestPartnersRoute,
  scanResellersRoute,
  importListingsRoute,
  getSettingsRoute,
  checkSettingsRoute,
  publishSettingsRoute,
  approveSettingsRoute,
  withdrawSettingsRoute,
  putAuthorizedRoute,
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
  removePurchaseRoute,
  removeIdentityRoute,
  getImpostorListsRoute,
  publishImpostorListsRoute,
];
