import { rm } from "node:fs/promises";

await rm(".dev", { recursive: true, force: true });
process.stdout.write("Sales, decisions and keys of this machine are gone; npm start makes new ones.\n");
