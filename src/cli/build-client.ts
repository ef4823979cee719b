import { clientPackage } from "./build-package/client.ts";
import { runProgram } from "./shared/run-program.ts";

await runProgram(clientPackage);
