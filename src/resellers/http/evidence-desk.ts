import { moneyWords } from "../../console/words/money.ts";
import { newTokenId } from "../../domain/ids.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { utf8 } from "../../domain/utf8.ts";
import type { HttpContext } from "../../http/env.ts";
import type { StaffMember } from "../../platform/access.ts";
import { signFlattened } from "../../platform/flattened-token.ts";
import { random } from "../../platform/random.ts";
import { sha256Hex } from "../../platform/sha256.ts";
import { tokenKeysOf } from "../../platform/token-keys.ts";
import type { Problem } from "../../wire/problem.ts";
import { renderEvidencePack } from "../console/pages/evidence-pack.tsx";
import { type PackContents, packContents } from "../domain/evidence-pack/pack-contents.ts";
import { type PackFile, packFiles } from "../domain/evidence-pack/pack-files.ts";
import { writeZip } from "../domain/evidence-pack/zip.ts";
import { draftNotice } from "../domain/notice/draft-notice.ts";
import { noticeFacts } from "../domain/notice/notice-facts.ts";
import { evidencePackPayload, MANIFEST_PATH } from "../domain/tokens/evidence-pack.ts";
import { caseAttachments, findPicture } from "../store/case-attachments.ts";
import { caseHistory, latestCaseEntry } from "../store/case-history.ts";
import { caseReports, findCase, type StoredCase } from "../store/case-store.ts";
import { shippedRules } from "../store/reseller-assessor.ts";
import { caseProblem } from "../wire/case.ts";
import { noteInFile } from "./case-file-note.ts";

/** The draft of a notice about a case; undefined where its brand has no template. */
export async function draftForCase(
  c: HttpContext,
  staff: StaffMember,
  stored: StoredCase,
): Promise<string | undefined> {
  return draftOf(stored, await contentsOf(c, staff, stored));
}

/** An evidence pack, ready to be saved. */
export type EvidencePack = { readonly fileName: string; readonly bytes: Uint8Array<ArrayBuffer> };

/**
 * Makes the evidence pack of a case: one archive with the case as a page to print and as JSON, the reports, the prices, the
 * pictures, a notice and the history, every file hashed in a manifest that the service signs. That it was made goes into
 * the history first: what cannot be written down does not leave the house.
 * @param notice as somebody edited it; without it, the draft
 */
export async function makeEvidencePack(
  c: HttpContext,
  staff: StaffMember,
  { caseId, notice }: { readonly caseId: string; readonly notice?: string | undefined },
): Promise<Result<EvidencePack, Problem>> {
  const stored = await findCase(c.env.DB, caseId);
  if (stored === undefined) return err(caseProblem({ kind: "case-unknown" }));
  const contents = await contentsOf(c, staff, stored);
  const words = notice ?? draftOf(stored, contents);
  const files = packFiles(contents, {
    page: String(await renderEvidencePack(contents, words)),
    notice: words,
    pictures: await picturesOf(c, contents),
  });
  const manifest = await signedManifest(c, contents, files);
  const entry = {
    kind: "exported",
    packId: contents.packId,
    manifestSha256: await sha256Hex(manifest.bytes),
    files: files.length,
  } as const;
  const noted = await noteInFile(c.env.DB, staff, caseId, entry);
  if (!noted.ok) return noted;
  const bytes = writeZip([manifest, ...files], Date.parse(contents.madeAt));
  return ok({ fileName: `${contents.packId}.zip`, bytes });
}

async function contentsOf(c: HttpContext, staff: StaffMember, stored: StoredCase): Promise<PackContents> {
  const { DB } = c.env;
  const { caseId } = stored;
  const madeAtMs = Date.now();
  const [reports, history, attachments, chain] = await Promise.all([
    caseReports(DB, caseId),
    caseHistory(DB, caseId),
    caseAttachments(DB, caseId),
    latestCaseEntry(DB),
  ]);
  return packContents({
    packId: `pack_${newTokenId(madeAtMs, random)}`,
    madeAtMs,
    madeBy: staff.email,
    issuer: c.get("config").issuer,
    brand: brandOf(stored),
    stored,
    reports,
    attachments,
    history,
    chain,
  });
}

function brandOf({ assessment }: StoredCase) {
  return shippedRules().brands.brands.find(({ profile }) => profile.id === assessment.brand)?.profile;
}

function draftOf(stored: StoredCase, contents: PackContents): string | undefined {
  const template = brandOf(stored)?.notice;
  return template === undefined ? undefined : draftNotice(template, noticeFacts(contents, moneyWords));
}

/** The pictures one by one: each is a row of more than a megabyte. */
async function picturesOf(c: HttpContext, { case: { caseId }, attachments }: PackContents): Promise<PackFile[]> {
  const pictures: PackFile[] = [];
  for (const { attachmentId, path, mediaType } of attachments) {
    const picture = await findPicture(c.env.DB, caseId, attachmentId);
    if (picture !== undefined) pictures.push({ path, mediaType, bytes: picture.bytes });
  }
  return pictures;
}

async function signedManifest(c: HttpContext, contents: PackContents, files: readonly PackFile[]): Promise<PackFile> {
  const { packId, madeAt, service, case: about, custody } = contents;
  const hashed = await Promise.all(
    files.map(async ({ path, mediaType, bytes }) => ({
      path,
      mediaType,
      bytes: bytes.length,
      sha256: await sha256Hex(bytes),
    })),
  );
  const payload = evidencePackPayload({
    issuer: service,
    packId,
    madeAtMs: Date.parse(madeAt),
    caseId: about.caseId,
    subject: about.subject,
    history: custody.chain,
    files: hashed,
  });
  const signed = await signFlattened(await tokenKeysOf(c.get("config")), "evidence-pack+jwt", payload);
  return {
    path: MANIFEST_PATH,
    mediaType: "application/jose+json",
    bytes: Uint8Array.from(utf8(`${JSON.stringify(signed, null, 2)}\n`)),
  };
}
