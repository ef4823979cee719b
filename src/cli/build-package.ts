import { runOneOf } from "./shared/run-one-of.ts";

await runOneOf({
  call: "npm run build:package --",
  about: "Makes a package ready to be packed by npm. Nothing is published.",
  commands: {
    sdk: {
      summary: "the browser SDK, @firsthand/sdk",
      load: async () => (await import("./build-package/sdk.ts")).sdkPackage,
    },
    client: {
      summary: "the client for shop backends, @firsthand/client",
      load: async () => (await import("./build-package/client.ts")).clientPackage,
    },
  },
  examples: ["npm run build:package -- sdk && npm pack ./dist/sdk"],
});
