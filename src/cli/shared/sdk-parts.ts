/** Where each part of the browser SDK begins. The first is the core; the others are for pages that want them. */
export const SDK_PARTS = {
  index: "src/sdk/index.ts",
  botd: "src/sdk/botd.ts",
  challenge: "src/sdk/challenge.ts",
  "fair-checkout": "src/sdk/fair-checkout.ts",
} as const;
