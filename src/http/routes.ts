import { RESELLER_ROUTES } from "../resellers/http/routes.ts";
import type { Route } from "./route.ts";
import { addOutcomeRoute } from "./routes/add-outcome.ts";
import { auditLedgerRoute } from "./routes/audit-ledger.ts";
import { getCampaignRoute, putCampaignRoute } from "./routes/campaigns.ts";
import { checkoutRoute } from "./routes/checkout.ts";
import { recordDeliveriesRoute } from "./routes/deliveries.ts";
import {
  getDrawRoute,
  getEntriesRoute,
  getOpeningsRoute,
  getRedrawOpeningsRoute,
  handInBeaconRoute,
} from "./routes/draw.ts";
import { eraseRoute, previewErasureRoute } from "./routes/erase.ts";
import { exportDecisionsRoute } from "./routes/export-decisions.ts";
import { getChallengeRoute } from "./routes/get-challenge.ts";
import { getDecisionRoute } from "./routes/get-decision.ts";
import { getDriftRoute } from "./routes/get-drift.ts";
import { getHealthRoute } from "./routes/get-health.ts";
import { getJwksRoute } from "./routes/get-jwks.ts";
import { getLedgerRoute } from "./routes/get-ledger.ts";
import { getPrivateTokenRoute } from "./routes/get-private-token.ts";
import { getSaleRoute } from "./routes/get-sale.ts";
import { importOutcomesRoute } from "./routes/import-outcomes.ts";
import { issueInvitesRoute, returnInviteRoute, revokeInvitesRoute, shareInviteRoute } from "./routes/invites.ts";
import { moveStockRoute, pauseSaleRoute, resumeSaleRoute } from "./routes/manage-sale.ts";
import {
  cancelOrderRoute,
  collectOrderRoute,
  dispatchOrderRoute,
  listOrdersRoute,
  orderStatusRoute,
  readyOrderRoute,
} from "./routes/orders.ts";
import { getOwnPoolRoute, getPartnerRoute } from "./routes/partner.ts";
import { movePoolsRoute, putPoolsRoute } from "./routes/pools.ts";
import { putSaleRoute } from "./routes/put-sale.ts";
import { receiveTextRoute } from "./routes/receive-text.ts";
import { redeemTokenRoute } from "./routes/redeem-token.ts";
import {
  declineTurnRoute,
  registerRoute,
  registrationStatusRoute,
  withdrawRegistrationRoute,
} from "./routes/registrations.ts";
import { releaseTokenRoute } from "./routes/release-token.ts";
import { disposeReviewRoute, getReviewRoute, listReviewsRoute } from "./routes/reviews.ts";
import {
  approveRulesRoute,
  checkRulesRoute,
  getRulesRoute,
  publishRulesRoute,
  replayRulesRoute,
  rollBackRulesRoute,
  withdrawRulesRoute,
} from "./routes/rules.ts";
import { putSeriesRoute } from "./routes/sale-series.ts";
import { settleChallengeRoute } from "./routes/settle-challenge.ts";
import { siteverifyRoute } from "./routes/siteverify.ts";
import { startVisitRoute } from "./routes/start-visit.ts";
import {
  deleteWebhookRoute,
  getWebhookRoute,
  listDeliveriesRoute,
  listWebhooksRoute,
  putWebhookRoute,
  redeliverRoute,
  rotateSecretRoute,
  testWebhookRoute,
} from "./routes/webhooks.ts";

/** Every call of the API, in the order in which the documentation lists them. */
export const ROUTES: readonly Route[] = [
  getHealthRoute,
  getJwksRoute,
  getSaleRoute,
  startVisitRoute,
  putSaleRoute,
  putCampaignRoute,
  getCampaignRoute,
  putSeriesRoute,
  moveStockRoute,
  putPoolsRoute,
  movePoolsRoute,
  pauseSaleRoute,
  resumeSaleRoute,
  issueInvitesRoute,
  shareInviteRoute,
  returnInviteRoute,
  revokeInvitesRoute,
  registerRoute,
  registrationStatusRoute,
  withdrawRegistrationRoute,
  declineTurnRoute,
  receiveTextRoute,
  getDrawRoute,
  getEntriesRoute,
  getOpeningsRoute,
  getRedrawOpeningsRoute,
  handInBeaconRoute,
  checkoutRoute,
  getChallengeRoute,
  getPrivateTokenRoute,
  settleChallengeRoute,
  redeemTokenRoute,
  releaseTokenRoute,
  siteverifyRoute,
  getPartnerRoute,
  getOwnPoolRoute,
  listOrdersRoute,
  dispatchOrderRoute,
  readyOrderRoute,
  collectOrderRoute,
  cancelOrderRoute,
  orderStatusRoute,
  getDecisionRoute,
  addOutcomeRoute,
  importOutcomesRoute,
  eraseRoute,
  previewErasureRoute,
  recordDeliveriesRoute,
  putWebhookRoute,
  listWebhooksRoute,
  getWebhookRoute,
  deleteWebhookRoute,
  rotateSecretRoute,
  testWebhookRoute,
  listDeliveriesRoute,
  redeliverRoute,
  getLedgerRoute,
  exportDecisionsRoute,
  listReviewsRoute,
  getReviewRoute,
  disposeReviewRoute,
  getRulesRoute,
  checkRulesRoute,
  replayRulesRoute,
  publishRulesRoute,
  approveRulesRoute,
  withdrawRulesRoute,
  rollBackRulesRoute,
  getDriftRoute,
  auditLedgerRoute,
  ...RESELLER_ROUTES,
];
