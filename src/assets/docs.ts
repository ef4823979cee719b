import { enableTrying } from "./docs/try-call.ts";
import { addCopyButtons } from "./shared/copy-buttons.ts";

addCopyButtons(document);
enableTrying();
