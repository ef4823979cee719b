import { addCopyButtons } from "./console/copy-buttons.ts";
import { enableTrying } from "./docs/try-call.ts";

addCopyButtons(document);
enableTrying();
