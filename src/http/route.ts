import type * as z from "zod";
import type { StaffRole } from "../config.ts";
import type { PartnerParty, Party } from "../domain/sale/party.ts";
import type { CallerIdentity, StaffMember } from "../platform/callers/access.ts";
import type { KnownShop } from "../platform/callers/shop-keys.ts";
import type { Partner } from "../resellers/domain/authorized/partner.ts";
import type { ProblemSlug } from "../wire/problem.ts";
import type { HttpContext } from "./env.ts";

export type QueryParameter = { readonly name: string; readonly description: string; readonly required?: boolean };

type Answer = Promise<Response> | Response;

/** A call by a caller that proved to be what its route asks for. */
export type ShopCall = { readonly c: HttpContext; readonly shop: KnownShop };
/** Without `shop`, a browser calls, and proves itself by what is in its body. */
export type ShopOrBrowserCall = { readonly c: HttpContext; readonly shop?: KnownShop | undefined };
export type StaffCall = { readonly c: HttpContext; readonly staff: StaffMember };
export type StaffOrServiceCall = { readonly c: HttpContext; readonly identity: CallerIdentity };
/** `source` names the caller in what is kept; `staff` is there where it is a person of the staff. */
export type ShopOrStaffCall = {
  readonly c: HttpContext;
  readonly reader: Party;
  readonly source: string;
  readonly staff?: StaffMember | undefined;
};

/** A partner of the registry, by its key. */
export type PartnerCall = { readonly c: HttpContext; readonly partner: Partner };
/** `source` names the caller in what is kept. */
export type ShopOrPartnerCall = {
  readonly c: HttpContext;
  readonly by: { readonly shop: string } | PartnerParty;
  readonly source: string;
};
export type ShopStaffOrPartnerCall = { readonly c: HttpContext; readonly reader: Party | PartnerParty };

/** Who may make a call, and how it is handled: other callers never reach `handle`. */
type Handled =
  | { readonly caller: "anybody"; readonly handle: (c: HttpContext) => Answer }
  | { readonly caller: "shop"; readonly handle: (call: ShopCall) => Answer }
  | { readonly caller: "shop or browser"; readonly handle: (call: ShopOrBrowserCall) => Answer }
  | ({ readonly caller: "shop or staff"; readonly handle: (call: ShopOrStaffCall) => Answer } & ForRoles)
  | { readonly caller: "partner"; readonly handle: (call: PartnerCall) => Answer }
  | { readonly caller: "shop or partner"; readonly handle: (call: ShopOrPartnerCall) => Answer }
  | ({
      readonly caller: "shop, staff or partner";
      readonly handle: (call: ShopStaffOrPartnerCall) => Answer;
    } & ForRoles)
  | ({ readonly caller: "staff"; readonly handle: (call: StaffCall) => Answer } & ForRoles)
  | ({ readonly caller: "staff or service"; readonly handle: (call: StaffOrServiceCall) => Answer } & ForRoles);

/** Roles of which a person of the staff has one. */
type ForRoles = { readonly roles: readonly StaffRole[] };

/** One call of the API: what it takes, what it answers, and who may make it. OpenAPI and the router are both made from it. */
export type Route = Described & Handled;

type Described = {
  readonly method: "get" | "put" | "post" | "delete";
  /** With parameters in braces, as OpenAPI writes them. */
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string | undefined;
  readonly tag: "Public" | "Shop" | "Partner" | "Staff";
  /** The call changes something and needs an `Idempotency-Key`. */
  readonly keyed?: boolean | undefined;
  /** Parameters after the question mark. */
  readonly query?: readonly QueryParameter[] | undefined;
  readonly body?: z.ZodType | undefined;
  /** Members of a body that is a form or JSON, where a call reads them by itself and answers whatever they are. */
  readonly form?: z.ZodType | undefined;
  /** Bytes that a body may hold; absent where it is `BODY_BYTES_MAX`. */
  readonly bodyBytesMax?: number | undefined;
  /** Media types of a body that is a file; beside `body` where both are taken. */
  readonly bodyTypes?: readonly string[] | undefined;
  /** Body of the `200`, or one line of it where that is NDJSON; absent where it is neither. */
  readonly answer?: z.ZodType | undefined;
  readonly answersLines?: boolean | undefined;
  /** Media types of a `200` that is a file; beside `answer` where it may be either. */
  readonly answerTypes?: readonly string[] | undefined;
  /** The file is kept by its ETag, and ranges of it are served: 304 and 206. */
  readonly answersRanges?: boolean | undefined;
  /** Nothing is answered but that it is done: 204. */
  readonly answersNothing?: boolean | undefined;
  readonly problems: readonly ProblemSlug[];
};
