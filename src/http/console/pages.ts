import { RESELLER_PAGES } from "../../resellers/http/console/pages.ts";
import { campaignPage, campaignsPage } from "./campaigns-page.ts";
import { checklistPage } from "./checklist-page.ts";
import { clusterPage, clustersPage } from "./cluster-page.ts";
import { decisionRecordPage } from "./decision-page.ts";
import { decisionsPage } from "./decisions-page.ts";
import { drawPage } from "./draw-page.ts";
import { erasuresPage } from "./erasures-page.ts";
import { findPage } from "./find-page.ts";
import { homePage } from "./home-page.ts";
import { invitesPage } from "./invites-page.ts";
import { listPage, listsPage } from "./lists-page.ts";
import { modelPage } from "./model-page.ts";
import { ordersPage } from "./orders-page.ts";
import type { Page } from "./page.ts";
import { poolsPage } from "./pools-page.ts";
import { reviewsPage } from "./reviews-page.ts";
import { policyChangePage } from "./rules-change.ts";
import { rulePage, rulesPage } from "./rules-page.ts";
import { newSalePage, saleTermsPage } from "./sale-form-page.ts";
import { liveSalePage, salePage } from "./sale-page.ts";
import { webhookPage, webhooksPage } from "./webhooks-page.ts";

/** Every page of the console. */
export const PAGES: readonly Page[] = [
  homePage,
  salePage,
  liveSalePage,
  campaignsPage,
  campaignPage,
  checklistPage,
  newSalePage,
  saleTermsPage,
  clustersPage,
  clusterPage,
  drawPage,
  invitesPage,
  ordersPage,
  poolsPage,
  decisionsPage,
  decisionRecordPage,
  findPage,
  reviewsPage,
  rulesPage,
  policyChangePage,
  rulePage,
  listsPage,
  listPage,
  modelPage,
  ...RESELLER_PAGES,
  webhooksPage,
  webhookPage,
  erasuresPage,
];
