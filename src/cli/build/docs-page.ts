import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Firsthand API</title>
    <link rel="stylesheet" href="/docs-assets/swagger-ui.css">
    <script defer src="/docs-assets/swagger-ui-bundle.js"></script>
    <script defer src="/docs-assets/start.js"></script>
  </head>
  <body>
    <main id="docs"><p>The API is described in <a href="/openapi.json">openapi.json</a>; this page shows it with scripts on.</p></main>
  </body>
</html>
`;

const START = `window.addEventListener("load", () => {
  window.SwaggerUIBundle({ url: "/openapi.json", dom_id: "#docs", deepLinking: true, docExpansion: "list" });
});
`;

/** The page at /docs: Swagger UI over the service's own /openapi.json, with every file served from here. */
export async function docsPage(assets: string): Promise<void> {
  const installed = dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));
  const target = join(assets, "docs-assets");
  await mkdir(target, { recursive: true });
  for (const file of ["swagger-ui.css", "swagger-ui-bundle.js"]) {
    await copyFile(join(installed, file), join(target, file));
  }
  await writeFile(join(target, "start.js"), START);
  await writeFile(join(assets, "docs.html"), PAGE);
}
