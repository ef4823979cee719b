import type { Context } from "hono";
import type { Bindings } from "../bindings.ts";
import type { Config } from "../config.ts";

/** What every handler finds in its context. */
export type HttpEnv = {
  Bindings: Bindings;
  Variables: {
    /** Id of the request: the `instance` of its problem documents and the header `X-Request-Id`. */
    requestId: string;
    config: Config;
  };
};

export type HttpContext = Context<HttpEnv>;
