import { sdkPackage } from "./build-package/sdk.ts";
import { runProgram } from "./shared/run-program.ts";

await runProgram(sdkPackage);
