import { showLocalMoments } from "./shared/local-moments.ts";

showLocalMoments(document);
