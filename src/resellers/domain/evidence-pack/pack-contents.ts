import type { ChainEntry } from "../../../domain/hash-chain.ts";
import type { BrandProfile } from "../brand/profile.ts";
import type { CaseEntry } from "../case/case-entry.ts";
import type { CaseState } from "../case/case-state.ts";
import { readsAs } from "../case/reads-as.ts";
import type { ReportKind, ReportSource, SellerReport } from "../case/report.ts";
import { DETECTORS } from "../detectors/registry.ts";
import { type CustodyEntry, custodyOf } from "./custody.ts";
import type { ImageSize, ImageType } from "./image.ts";
import { type PriceRow, priceTable } from "./price-table.ts";
import { withoutContacts } from "./without-contacts.ts";

/** A picture that staff attached, without its bytes. */
export type Attachment = ImageSize & {
  readonly attachmentId: string;
  readonly mediaType: ImageType;
  readonly bytes: number;
  /** Of the picture as it is kept, in lower-case hexadecimal. */
  readonly sha256: string;
  /** Of the picture as it was sent, with all that is taken out of it. */
  readonly uploadedSha256: string;
  /** What it shows, in the words of who attached it. */
  readonly caption: string;
  readonly addedAtMs: number;
  readonly addedBy: string;
};

/** Everything that a pack is made of. No member names a buyer: what a listing led to stays in the house. */
export type PackSource = {
  readonly packId: string;
  readonly madeAtMs: number;
  readonly madeBy: string;
  /** Base of the service that made it. */
  readonly issuer: string;
  readonly brand: BrandProfile | undefined;
  readonly stored: {
    readonly caseId: string;
    readonly subject: string;
    readonly state: CaseState;
    readonly score: number;
    readonly openedAtMs: number;
    readonly confirmedAtMs?: number | undefined;
    readonly confirmedBy: readonly string[];
    readonly reports: number;
    readonly objections: number;
    readonly assessment: {
      readonly evidence: readonly {
        readonly detector: string;
        readonly sign: string;
        readonly weight: number;
        readonly detail: string;
      }[];
    };
  };
  readonly reports: readonly {
    readonly reportId: string;
    readonly kind: ReportKind;
    readonly source: ReportSource;
    readonly report: SellerReport;
    readonly atMs: number;
  }[];
  readonly attachments: readonly Attachment[];
  readonly history: readonly ChainEntry<CaseEntry>[];
  readonly chain: { readonly entries: number; readonly lastHash: string };
};

/** A pack as one JSON document: `case.json`. Times are RFC 3339 in UTC. */
export type PackContents = {
  readonly format: "firsthand-evidence-pack/1";
  readonly packId: string;
  readonly madeAt: string;
  readonly madeBy: string;
  readonly service: string;
  readonly case: {
    readonly caseId: string;
    readonly subject: string;
    /** The subject in the letters that a browser may show, where those differ. */
    readonly readsAs?: string | undefined;
    readonly brand?: string | undefined;
    readonly state: CaseState;
    readonly score: number;
    readonly openedAt: string;
    readonly confirmedAt?: string | undefined;
    readonly confirmations: number;
    readonly reports: number;
    readonly objections: number;
  };
  readonly evidence: readonly {
    readonly detector: string;
    readonly title: string;
    readonly sign: string;
    readonly weight: number;
    readonly detail: string;
  }[];
  readonly prices: readonly PriceRow[];
  readonly reports: readonly (SellerReport & {
    readonly reportId: string;
    readonly kind: ReportKind;
    readonly source: ReportSource;
    readonly receivedAt: string;
  })[];
  readonly attachments: readonly (Omit<Attachment, "addedAtMs"> & {
    readonly path: string;
    readonly addedAt: string;
  })[];
  readonly custody: {
    readonly chain: PackSource["chain"];
    readonly entries: readonly CustodyEntry[];
  };
  /** What is not in the pack, so that nobody takes it for everything. */
  readonly leftOut: {
    readonly contactDetails: number;
    readonly entriesWithheld: number;
    readonly olderReports: number;
  };
};

const ENDINGS: { readonly [type in ImageType]: string } = {
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/webp": "webp",
};

export function packContents(source: PackSource): PackContents {
  const { packId, madeAtMs, madeBy, issuer, brand, stored, chain } = source;
  let contactDetails = 0;
  const clean = <Text extends string | undefined>(text: Text): Text | string => {
    if (text === undefined) return text;
    const redacted = withoutContacts(text);
    contactDetails += redacted.removed;
    return redacted.text;
  };
  const entries = custodyOf(source.history);
  const evidence = stored.assessment.evidence.map((each) => ({
    ...each,
    title: DETECTORS.find(({ id }) => id === each.detector)?.title ?? each.detector,
    detail: clean(each.detail),
  }));
  const reports = source.reports.map(({ reportId, kind, source: from, report, atMs }) => ({
    reportId,
    kind,
    source: from,
    receivedAt: instantOf(atMs),
    ...report,
    url: clean(report.url),
    sellerName: clean(report.sellerName),
    note: clean(report.note),
  }));
  const attachments = source.attachments.map(({ addedAtMs, ...attachment }) => ({
    ...attachment,
    caption: clean(attachment.caption),
    path: `attachments/${attachment.attachmentId}.${ENDINGS[attachment.mediaType]}`,
    addedAt: instantOf(addedAtMs),
  }));
  return {
    format: "firsthand-evidence-pack/1",
    packId,
    madeAt: instantOf(madeAtMs),
    madeBy,
    service: issuer,
    case: {
      caseId: stored.caseId,
      subject: stored.subject,
      readsAs: readsAs(stored.subject),
      brand: brand?.name,
      state: stored.state,
      score: stored.score,
      openedAt: instantOf(stored.openedAtMs),
      confirmedAt: stored.confirmedAtMs === undefined ? undefined : instantOf(stored.confirmedAtMs),
      confirmations: stored.confirmedBy.length,
      reports: stored.reports,
      objections: stored.objections,
    },
    evidence,
    prices: priceTable(source.reports, brand?.prices ?? []),
    reports,
    attachments,
    custody: { chain, entries },
    leftOut: {
      contactDetails,
      entriesWithheld: entries.filter((entry) => "withheld" in entry).length,
      olderReports: Math.max(0, stored.reports + stored.objections - source.reports.length),
    },
  };
}

function instantOf(atMs: number): string {
  return new Date(atMs).toISOString();
}
