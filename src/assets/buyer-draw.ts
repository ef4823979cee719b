import { reportSentences } from "../console/view-models/draw-report.ts";
import type { DrawReport } from "../domain/draw/verify/verify-draw.ts";
import { fetchPublished } from "./buyer/fetch-published.ts";
import { readKept } from "./buyer/kept.ts";
import { readSeen, seenOf, writeSeen } from "./buyer/seen-statements.ts";
import { showLocalMoments } from "./shared/local-moments.ts";
import type { DrawToVerify } from "./verify-draw.ts";

const main = document.querySelector<HTMLElement>("main[data-sale]");
if (main !== null) offerToCheck(main, main.dataset.sale ?? "");

function offerToCheck(main: HTMLElement, saleId: string): void {
  showLocalMoments(main);
  for (const element of main.querySelectorAll<HTMLElement>("[data-with-script]")) element.hidden = false;
  for (const element of main.querySelectorAll<HTMLElement>("[data-without-script]")) element.hidden = true;
  const field = main.querySelector<HTMLTextAreaElement>("#receipts");
  if (field !== null) field.value = readKept(`receipt:${saleId}`) ?? "";
  const button = main.querySelector<HTMLButtonElement>("[data-check]");
  button?.addEventListener("click", async () => {
    button.disabled = true;
    const startedAtMs = performance.now();
    try {
      progress("Fetching what is published…");
      const { draw, ownChain } = await fetchPublished(saleId);
      const seen = readSeen(saleId);
      progress("Recomputing signatures, list, randomness and order…");
      const receipts = (field?.value ?? "")
        .split("\n")
        .map((line) => line.trim())
        .filter((line) => line !== "");
      const report = await verifyBeside({ ...draw, ownChain, saleId, receipts, seen });
      if (report.fault === undefined) writeSeen(saleId, seenOf(draw.statements));
      show([...(ownChain === undefined ? [] : [OWN_BEACON]), ...reportSentences(report)], report.fault === undefined);
      progress(`Recomputed in ${((performance.now() - startedAtMs) / 1000).toFixed(1)} s.`);
    } catch {
      progress("What is published could not be fetched. What was checked before still holds; try again.");
    } finally {
      button.disabled = false;
    }
  });

  function progress(words: string): void {
    const line = main.querySelector("[data-progress]");
    if (line !== null) line.textContent = words;
  }

  function show(sentences: readonly string[], holds: boolean): void {
    const list = main.querySelector<HTMLElement>("[data-result]");
    if (list === null) return;
    list.replaceChildren(
      ...sentences.map((sentence) => {
        const item = document.createElement("li");
        item.textContent = sentence;
        return item;
      }),
    );
    list.dataset.holds = String(holds);
    list.hidden = false;
  }
}

const OWN_BEACON = "This service draws by a beacon of this machine: the holder of its key can choose its rounds.";

function verifyBeside(draw: DrawToVerify): Promise<DrawReport> {
  const worker = new Worker("/assets/verify-draw.js", { type: "module" });
  return new Promise<DrawReport>((resolve, reject) => {
    worker.addEventListener("message", ({ data }: MessageEvent<DrawReport>) => resolve(data));
    worker.addEventListener("error", () => reject(new Error("the verifier stopped")));
    worker.postMessage(draw);
  }).finally(() => worker.terminate());
}
