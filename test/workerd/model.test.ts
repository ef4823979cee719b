import { goldenSuite } from "../models/golden-suite.ts";

goldenSuite("workerd");
