import { nextEntry } from "../../../../src/domain/hash-chain.ts";
import type { PackSource } from "../../../../src/resellers/domain/evidence-pack/pack-contents.ts";
import { xiaomi } from "../shipped.ts";

const BY = { sub: "brand-ann", email: "ann@brand.example" };
const NOTE = {
  caseId: "case_1",
  atMs: Date.UTC(2026, 10, 21),
  by: BY,
  kind: "note",
  text: "Same payee as last week.",
} as const;
const FIRST = nextEntry(undefined, NOTE);
const SECOND = nextEntry(FIRST, { ...NOTE, text: "The buyer is asha@example.com." });

/** A case with two reports, an objection, a picture and two notes, one of which would reach a buyer. */
export const PACK: PackSource = {
  packId: "pack_1",
  madeAtMs: Date.UTC(2026, 10, 23, 8),
  madeBy: BY.email,
  issuer: "https://firsthand.test",
  brand: xiaomi.profile,
  stored: {
    caseId: "case_1",
    subject: "xiaomi-store.top",
    state: "confirmed",
    score: 0.98,
    openedAtMs: Date.UTC(2026, 10, 20),
    confirmedAtMs: Date.UTC(2026, 10, 22),
    confirmedBy: ["brand-ann", "brand-bob"],
    reports: 2,
    objections: 2,
    assessment: {
      evidence: [
        { detector: "price", sign: "mark-up", weight: 2, detail: "asked 2799800" },
        { detector: "stock-claim", sign: "no-such", weight: -1, detail: "speaks for it" },
      ],
    },
  },
  reports: [
    {
      reportId: "rep_1",
      kind: "suspicion",
      source: "public",
      atMs: Date.UTC(2026, 10, 21),
      report: {
        url: "https://xiaomi-store.top/a",
        sellerName: "Mi World",
        sku: "MI3-16GB",
        price: { amountMinor: 2_799_800, currency: "INR" },
        note: "I am asha@example.com, order 4031-99-3344.",
      },
    },
    {
      reportId: "rep_2",
      kind: "suspicion",
      source: "staff",
      atMs: Date.UTC(2026, 10, 22),
      report: {
        url: "https://xiaomi-store.top/b",
        sellerName: "Mi World",
        sku: "NO-SUCH",
        price: { amountMinor: 100, currency: "INR" },
      },
    },
    { reportId: "rep_3", kind: "objection", source: "public", atMs: 0, report: { url: "https://xiaomi-store.top/c" } },
  ],
  attachments: [
    {
      attachmentId: "att_1",
      mediaType: "image/jpeg",
      widthPixels: 24,
      heightPixels: 16,
      bytes: 330,
      sha256: "a".repeat(64),
      uploadedSha256: "b".repeat(64),
      caption: "Its page, with +91 98123 45678",
      addedAtMs: Date.UTC(2026, 10, 21),
      addedBy: BY.email,
    },
  ],
  history: [FIRST, SECOND],
  chain: { entries: 9, lastHash: "c".repeat(64) },
};
