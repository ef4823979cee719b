import type { Page } from "../../../http/console/page.ts";
import { caseFilePage } from "./case-file-page.ts";
import { impostorListsPage } from "./impostor-lists-page.ts";
import { partnerPage, partnersFilePage, partnersPage } from "./partners-page.ts";
import { resellerSettingsPage } from "./reseller-settings-page.ts";
import { resellersPage } from "./resellers-page.ts";

/** The staff pages about resellers. */
export const RESELLER_PAGES: readonly Page[] = [
  resellersPage,
  resellerSettingsPage,
  impostorListsPage,
  partnersPage,
  partnersFilePage,
  partnerPage,
  caseFilePage,
];
