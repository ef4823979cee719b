import type { PackContents } from "./pack-contents.ts";

/** The reports as plain text, one after the other. Everything in them is somebody's claim. */
export function reportsText({ reports, leftOut }: Pick<PackContents, "reports" | "leftOut">): string {
  const older = leftOut.olderReports === 0 ? [] : [`${leftOut.olderReports} older reports are not in this file.`];
  return [...reports.map(reportText), ...older].join("\n\n----\n\n").concat("\n");
}

function reportText({
  reportId,
  kind,
  source,
  receivedAt,
  url,
  sellerName,
  sku,
  price,
  note,
}: PackContents["reports"][number]) {
  const lines = [
    `${kind === "objection" ? "Objection" : "Report"} ${reportId}, ${receivedAt}, by ${source === "staff" ? "staff" : "the public"}`,
    `Address: ${url}`,
    ...(sellerName === undefined ? [] : [`Seller: ${sellerName}`]),
    ...(sku === undefined ? [] : [`Product: ${sku}`]),
    ...(price === undefined ? [] : [`Price asked: ${price.amountMinor} minor units of ${price.currency}`]),
    ...(note === undefined ? [] : ["", note]),
  ];
  return lines.join("\n");
}
