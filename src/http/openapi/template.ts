import { openApiDocument } from "../openapi.ts";
import { ANY_ISSUER } from "./any-issuer.ts";

/** The description of the API, the same for every deployment of a build but for its address: the build writes it to the static files. */
export const OPENAPI_TEMPLATE = JSON.stringify(openApiDocument(ANY_ISSUER));
