import { healthAnswer } from "../../wire/service.ts";
import { health } from "../health.ts";
import type { Route } from "../route.ts";

export const getHealthRoute: Route = {
  method: "get",
  path: "/healthz",
  operationId: "getHealth",
  summary: "Whether the deployment can do its work",
  description: "For monitors: 200 where it can, and 503 with what is wrong with its settings where it cannot.",
  tag: "Public",
  caller: "anybody",
  answer: healthAnswer,
  problems: ["method-not-allowed"],
  handle: health,
};
