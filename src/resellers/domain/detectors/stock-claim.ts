import { defineDetector } from "./detector.ts";

/** The seller has stock while the brand's own sale has none. */
export const stockClaim = defineDetector({
  id: "stock-claim",
  title: "In stock while the sale is sold out",
  signs: ["in-stock"],
  detect: ({ listing }) =>
    listing.inStock === true && listing.saleStock === "none"
      ? [{ sign: "in-stock", detail: "offered as in stock while the brand's sale had no unit left" }]
      : [],
});
