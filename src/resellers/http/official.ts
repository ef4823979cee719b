import { PAGE_CSP } from "../../console/page-csp.ts";
import { depsOf } from "../../http/deps.ts";
import type { HttpContext } from "../../http/env.ts";
import { clientAddress, exceedsDearLimit, exceedsPublicLimit } from "../../http/public-limit.ts";
import { readText } from "../../http/read-body.ts";
import { problemResponse } from "../../http/respond.ts";
import { blockOf } from "../../platform/callers/network-address.ts";
import { invalid, PROBLEMS } from "../../wire/problem.ts";
import { fileReport } from "../app/file-report.ts";
import { sellerStatus } from "../app/seller-status.ts";
import type { OfficialAnswer } from "../console/pages/official.tsx";
import { renderOfficial } from "../console/pages/official.tsx";
import { parseSellerUrl } from "../domain/host/parse-seller-url.ts";
import { reportOfForm } from "./report-form.ts";

const RECEIPT_ID = /^rep_[0-9A-Z]{26}$/;

/** The public page that says whether a shop is official. */
export async function officialPage(c: HttpContext): Promise<Response> {
  const limited = await exceedsPublicLimit(c);
  if (limited !== undefined) return problemResponse(c, limited);
  const asked = c.req.query("url") || undefined;
  const receipt = c.req.query("receipt") ?? "";
  const answer = asked === undefined ? undefined : await answerFor(c, asked);
  c.header("Content-Security-Policy", PAGE_CSP);
  c.header("Cache-Control", "no-store");
  const page = renderOfficial({ asked, answer, receiptId: RECEIPT_ID.test(receipt) ? receipt : undefined });
  return await c.html(page, answer?.status === "not-an-address" ? PROBLEMS["request-invalid"].status : 200);
}

async function answerFor(c: HttpContext, asked: string): Promise<OfficialAnswer> {
  const url = parseSellerUrl(asked);
  const status = await sellerStatus(depsOf(c), asked);
  if (!url.ok || !status.ok) return { covers: "", status: "not-an-address" };
  switch (status.value.status) {
    case "authorized": {
      const { seller, since, covers } = status.value;
      return { covers, status: "authorized", seller, sinceMs: since === undefined ? undefined : Date.parse(since) };
    }
    case "confirmed_impostor":
      return { covers: status.value.covers, status: "confirmed_impostor", sinceMs: Date.parse(status.value.since) };
    case "unknown":
      return { covers: url.value.host.ascii, status: "unknown" };
  }
}

/** Takes the form of that page, and leads back to it with a receipt. */
export async function sendOfficialReport(c: HttpContext): Promise<Response> {
  const limited = await exceedsDearLimit(c, "report");
  if (limited !== undefined) return problemResponse(c, limited);
  const text = await readText(c.req.raw);
  if (!text.ok) return problemResponse(c, text.error);
  const body = reportOfForm(new URLSearchParams(text.value));
  if (body === undefined) {
    return problemResponse(c, invalid([{ pointer: "", detail: "must be the form of /official as it stands there" }]));
  }
  const receipt = await fileReport(depsOf(c), body, { source: "public", block: blockOf(clientAddress(c)) });
  if (!receipt.ok) return problemResponse(c, receipt.error);
  return c.redirect(`/official?${new URLSearchParams({ receipt: receipt.value.receiptId })}`, 303);
}
