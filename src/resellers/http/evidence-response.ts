import type { EvidencePack } from "../app/evidence-pack.ts";

/** Bytes that others gave us are never a page of ours, however a browser comes to them. */
const INERT = {
  "X-Content-Type-Options": "nosniff",
  "Content-Security-Policy": "default-src 'none'; sandbox",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Cache-Control": "no-store",
};

/** A picture of a case: shown inside our own pages, saved and not opened where somebody goes to its address. */
export function pictureResponse({
  mediaType,
  bytes,
}: {
  readonly mediaType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}): Response {
  return new Response(bytes, {
    headers: { ...INERT, "Content-Type": mediaType, "Content-Disposition": "attachment" },
  });
}

export function packResponse({ fileName, bytes }: EvidencePack): Response {
  return new Response(bytes, {
    headers: {
      ...INERT,
      "Content-Type": "application/zip",
      "Content-Disposition": `attachment; filename="${fileName}"`,
    },
  });
}
