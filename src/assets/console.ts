import { attachAsPng } from "./console/attach-as-png.ts";
import { listenForKeys } from "./console/keys.ts";
import { showCurrentSection } from "./console/show-current-section.ts";
import { expireUndo, followChoice } from "./console/triage.ts";
import { watchSale } from "./console/watch-sale.ts";
import { addCopyButtons } from "./shared/copy-buttons.ts";
import { showLocalMoments } from "./shared/local-moments.ts";

showLocalMoments(document);
showCurrentSection(document);
addCopyButtons(document);
attachAsPng(document);
listenForKeys(document, localStorage);
followChoice(document, sessionStorage);
expireUndo(document);

const live = document.querySelector("[data-live]");
if (live instanceof HTMLElement && live.dataset.live !== undefined) watchSale(live.dataset.live);
