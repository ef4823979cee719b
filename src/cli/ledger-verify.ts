import { runProgram } from "./shared/run-program.ts";
import { verifyLedger } from "./verify/ledger.ts";

await runProgram(verifyLedger);
