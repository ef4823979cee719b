import { runProgram } from "./shared/run-program.ts";
import { verifyDrawProgram } from "./verify/draw.ts";

await runProgram(verifyDrawProgram);
