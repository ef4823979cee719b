import { goldenSuite } from "./golden-suite.ts";

goldenSuite("Node");
