import { clientPackage } from "./build-package/client.ts";
import { sdkPackage } from "./build-package/sdk.ts";
import { runProgram } from "./shared/run-program.ts";

const [what, ...args] = process.argv.slice(2);
if (what === "sdk") await runProgram(sdkPackage, args);
else await runProgram(clientPackage);
