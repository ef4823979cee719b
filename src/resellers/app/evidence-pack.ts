import { newTokenId } from "../../domain/ids.ts";
import { moneyWords } from "../../domain/money-words.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { utf8 } from "../../domain/utf8.ts";
import type { StaffMember } from "../../platform/callers/access.ts";
import { sha256Hex } from "../../platform/sha256.ts";
import { signFlattened } from "../../platform/tokens/flattened-token.ts";
import { tokenKeysOf } from "../../platform/tokens/token-keys.ts";
import type { Problem } from "../../wire/problem.ts";
import { type PackContents, packContents } from "../domain/evidence-pack/pack-contents.ts";
import { type PackFile, packFiles } from "../domain/evidence-pack/pack-files.ts";
import { writeZip } from "../domain/evidence-pack/zip.ts";
import { draftNotice } from "../domain/notice/draft-notice.ts";
import { noticeFacts } from "../domain/notice/notice-facts.ts";
import { evidencePackPayload, MANIFEST_PATH } from "../domain/tokens/evidence-pack.ts";
import { caseAttachments, findPicture } from "../store/case-attachments.ts";
import { caseHistory, latestCaseEntry } from "../store/case-history.ts";
import { caseReports, findCase, type StoredCase } from "../store/case-store.ts";
import { shippedRules } from "../store/live-assessor.ts";
import { caseProblem } from "../wire/case.ts";
import { noteInFile } from "./case-file-note.ts";
import type { ResellerDeps } from "./deps.ts";

/** The draft of a notice about a case; undefined where its brand has no template. */
export async function draftForCase(
  deps: ResellerDeps,
  staff: StaffMember,
  stored: StoredCase,
): Promise<string | undefined> {
  return draftOf(stored, await contentsOf(deps, staff, stored));
}

/** An evidence pack, ready to be saved. */
export type EvidencePack = { readonly fileName: string; readonly bytes: Uint8Array<ArrayBuffer> };

/** What of a pack is asked for. */
export type PackOrder = {
  readonly caseId: string;
  /** As somebody edited it; without it, the draft. */
  readonly notice?: string | undefined;
  /** The page to print, as markup. */
  readonly renderPage: (contents: PackContents, notice: string | undefined) => unknown;
};

/**
 * Makes the evidence pack of a case: one archive with the case as a page to print and as JSON, the reports, the prices, the
 * pictures, a notice and the history, every file hashed in a manifest that the service signs. That it was made goes into
 * the history first: what cannot be written down does not leave the house.
 */
export async function makeEvidencePack(
  deps: ResellerDeps,
  staff: StaffMember,
  { caseId, notice, renderPage }: PackOrder,
): Promise<Result<EvidencePack, Problem>> {
  const stored = await findCase(deps.db, caseId);
  if (stored === undefined) return err(caseProblem({ kind: "case-unknown" }));
  const contents = await contentsOf(deps, staff, stored);
  const words = notice ?? draftOf(stored, contents);
  const files = packFiles(contents, {
    page: String(await renderPage(contents, words)),
    notice: words,
    pictures: await picturesOf(deps, contents),
  });
  const manifest = await signedManifest(deps, contents, files);
  const entry = {
    kind: "exported",
    packId: contents.packId,
    manifestSha256: await sha256Hex(manifest.bytes),
    files: files.length,
  } as const;
  const noted = await noteInFile(deps, staff, caseId, entry);
  if (!noted.ok) return noted;
  const bytes = writeZip([manifest, ...files], Date.parse(contents.madeAt));
  return ok({ fileName: `${contents.packId}.zip`, bytes });
}

async function contentsOf(deps: ResellerDeps, staff: StaffMember, stored: StoredCase): Promise<PackContents> {
  const { db } = deps;
  const { caseId } = stored;
  const madeAtMs = deps.nowMs;
  const [reports, history, attachments, chain] = await Promise.all([
    caseReports(db, caseId),
    caseHistory(db, caseId),
    caseAttachments(db, caseId),
    latestCaseEntry(db),
  ]);
  return packContents({
    packId: `pack_${newTokenId(madeAtMs, deps.random)}`,
    madeAtMs,
    madeBy: staff.email,
    issuer: deps.config.issuer,
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
async function picturesOf(deps: ResellerDeps, { case: { caseId }, attachments }: PackContents): Promise<PackFile[]> {
  const pictures: PackFile[] = [];
  for (const { attachmentId, path, mediaType } of attachments) {
    const picture = await findPicture(deps.db, caseId, attachmentId);
    if (picture !== undefined) pictures.push({ path, mediaType, bytes: picture.bytes });
  }
  return pictures;
}

async function signedManifest(
  deps: ResellerDeps,
  contents: PackContents,
  files: readonly PackFile[],
): Promise<PackFile> {
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
  const signed = await signFlattened(await tokenKeysOf(deps.config), "evidence-pack+jwt", payload);
  return {
    path: MANIFEST_PATH,
    mediaType: "application/jose+json",
    bytes: Uint8Array.from(utf8(`${JSON.stringify(signed, null, 2)}\n`)),
  };
}
