import { healthAnswer } from "../../wire/service.ts";
import { health } from "../health.ts";
import type { Route } from "../route.ts";

export const getHealthRoute: Route = {
  method: "get",
  path: "/healthz",
  operationId: "getHealth",
  summary: "Whether the deployment can do its work",
  tag: "Public",
  caller: "anybody",
  answer: healthAnswer,
  problems: [],
  handle: health,
};
