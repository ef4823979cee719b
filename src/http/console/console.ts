import { Hono } from "hono";
import { secureHeaders } from "hono/secure-headers";
import { PAGE_CSP } from "../../console/page-csp.ts";
import { mountResellerPages } from "../../resellers/http/console/pages.ts";
import type { HttpEnv } from "../env.ts";
import { problemOfFailure } from "../failure.ts";
import { changeSale } from "./change-sale.ts";
import { cutFromForm, joinFromForm, showCluster, showClusters } from "./cluster-page.ts";
import { showDecision } from "./decision-page.ts";
import { showDecisions } from "./decisions-page.ts";
import { eraseFromForm, previewErasureFromForm, showErasures } from "./erasures-page.ts";
import { showHome } from "./home-page.ts";
import { searchList, showList, showLists } from "./lists-page.ts";
import { showModel } from "./model-page.ts";
import { resolveFromForm, showReviews } from "./reviews-page.ts";
import { decideFromForm, previewPolicy, publishFromForm, rollBackFromForm, showProposal } from "./rules-change.ts";
import { showRule, showRules } from "./rules-page.ts";
import { liveSale, showSale } from "./sale-page.ts";
import { problemPageResponse } from "./staff-page.ts";

/** The staff pages. Each one checks who asks before it reads anything. */
export function createConsole(): Hono<HttpEnv> {
  const console = new Hono<HttpEnv>();
  console.use(async (c, next) => {
    await next();
    c.header("Content-Security-Policy", PAGE_CSP);
    c.header("Cache-Control", "no-store");
  });
  console.use(secureHeaders({ referrerPolicy: "same-origin" }));
  console.get("/", showHome);
  console.get("/sales/:saleId", showSale);
  console.get("/sales/:saleId/live.json", liveSale);
  console.post("/sales/:saleId/:action{pause|resume}", changeSale);
  console.get("/sales/:saleId/clusters", showClusters);
  console.get("/sales/:saleId/clusters/:account", showCluster);
  console.post("/sales/:saleId/cuts", cutFromForm);
  console.post("/sales/:saleId/cuts/:cutId", joinFromForm);
  console.get("/rules", showRules);
  console.post("/rules/preview", previewPolicy);
  console.post("/rules/publish", publishFromForm);
  console.post("/rules/rollback", rollBackFromForm);
  console.get("/rules/proposals/:proposal", showProposal);
  console.post("/rules/proposals/:proposal/:decision{approve|withdraw}", decideFromForm);
  console.get("/rules/:ruleId", showRule);
  console.get("/lists", showLists);
  console.get("/lists/:list", showList);
  console.post("/lists/:list/search", searchList);
  console.get("/model", showModel);
  mountResellerPages(console);
  console.get("/reviews", showReviews);
  console.post("/reviews/:decisionId", resolveFromForm);
  console.get("/decisions", showDecisions);
  console.get("/decisions/:decisionId", showDecision);
  console.get("/erasures", showErasures);
  console.post("/erasures/preview", previewErasureFromForm);
  console.post("/erasures", eraseFromForm);
  console.onError((error, c) => problemPageResponse(c, problemOfFailure(c, error)));
  return console;
}
