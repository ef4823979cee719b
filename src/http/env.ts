import type { Context } from "hono";
import type { Bindings } from "../bindings.ts";
import type { Config } from "../config.ts";
import type { KnownShop } from "../platform/callers/shop-keys.ts";

/** What every handler finds in its context. */
export type HttpEnv = {
  Bindings: Bindings;
  Variables: {
    /** Id of the request: the `instance` of its problem documents and the header `X-Request-Id`. */
    requestId: string;
    config: Config;
    /** The shop whose key the caller showed; absent where it showed none, or it was not asked for. */
    shop?: KnownShop;
  };
};

export type HttpContext = Context<HttpEnv>;
