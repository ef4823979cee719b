import type { Hono } from "hono";
import type { HttpEnv } from "../../../http/env.ts";
import {
  attachFromForm,
  identifyFromForm,
  removeFromForm,
  savePackFromForm,
  showCaseFile,
  traceFromForm,
  unlinkFromForm,
} from "./case-file-page.ts";
import { addFromForm, disposeFromForm, noteFromForm, triageFromForm, undoFromForm } from "./change-case.ts";
import { publishListsFromForm, showImpostorLists } from "./impostor-lists-page.ts";
import { importPartnersFromForm, previewPartnersFromForm, showPartners } from "./partners-page.ts";
import {
  decideSettingsFromForm,
  previewSettingsFromForm,
  publishSettingsFromForm,
  showResellerSettings,
} from "./reseller-settings-page.ts";
import { showResellers } from "./resellers-page.ts";

/** The staff pages about resellers. */
export function mountResellerPages(console: Hono<HttpEnv>): void {
  console.get("/resellers", showResellers);
  console.post("/resellers", addFromForm);
  console.get("/resellers/settings", showResellerSettings);
  console.post("/resellers/settings/preview", previewSettingsFromForm);
  console.post("/resellers/settings/publish", publishSettingsFromForm);
  console.post("/resellers/settings/proposals/:proposal/:decision{approve|withdraw}", decideSettingsFromForm);
  console.post("/resellers/triage", triageFromForm);
  console.post("/resellers/triage/:batchId/undo", undoFromForm);
  console.post("/resellers/:caseId/dispositions", disposeFromForm);
  console.post("/resellers/:caseId/notes", noteFromForm);
  console.get("/resellers/lists", showImpostorLists);
  console.post("/resellers/lists", publishListsFromForm);
  console.get("/resellers/partners", showPartners);
  console.post("/resellers/partners/preview", previewPartnersFromForm);
  console.post("/resellers/partners", importPartnersFromForm);
  console.get("/resellers/:caseId/file", showCaseFile);
  console.post("/resellers/:caseId/file/pack", savePackFromForm);
  console.post("/resellers/:caseId/file/attachments", attachFromForm);
  console.post("/resellers/:caseId/file/attachments/:attachmentId/removal", removeFromForm);
  console.post("/resellers/:caseId/file/clues", traceFromForm);
  console.post("/resellers/:caseId/file/identities", identifyFromForm);
  console.post("/resellers/:caseId/file/unlink", unlinkFromForm);
}
