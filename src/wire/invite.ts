import * as z from "zod";
import { EMAIL_CHARS_MAX, INVITE_SHAREABLE_MAX, INVITES_PER_CALL_MAX, PHONE_CHARS_MAX } from "../domain/limits.ts";
import { instant, integer, text, tokenText } from "../domain/text.ts";

/** Whom an invite is for, by one of what the shop knows a customer by. */
export const namedPerson = z
  .union([
    z.strictObject({ account: text.meta({ description: "The shop's id of its customer." }) }),
    z.strictObject({ email: z.string().min(1).max(EMAIL_CHARS_MAX) }),
    z.strictObject({ phone: z.string().min(1).max(PHONE_CHARS_MAX) }),
  ])
  .meta({
    id: "InvitedPerson",
    description:
      "An account, or whoever has confirmed this mailbox or number at the shop: `verified` of the account has to say so.",
  });

const newInvite = z
  .strictObject({
    for: namedPerson.optional(),
    bearer: z
      .literal(true)
      .optional()
      .meta({ description: "Good for whoever comes first with it. Posted codes are taken by bots within seconds." }),
    shareable: integer(0, INVITE_SHAREABLE_MAX).default(0).meta({
      description:
        "Number of people who may follow it in its chain: who used it may name one, whose invite goes on one time less.",
    }),
    useBy: instant.optional().meta({ description: "From then on it can no longer be used or passed on." }),
  })
  .refine(({ for: person, bearer }) => (person === undefined) === (bearer === true), {
    error: "is required, unless bearer is true; never both",
    path: ["for"],
  });

/** Body of `POST /v1/sales/{saleId}/invites`. */
export const issueInvitesBody = z
  .strictObject({ invites: z.array(newInvite).min(1).max(INVITES_PER_CALL_MAX) })
  .meta({ id: "InvitesRequest" });

export const issuedInvite = z
  .object({
    inviteId: z.string(),
    inviteToken: z
      .string()
      .meta({ description: "What the person registers with: a pointer, good for one registration." }),
  })
  .meta({ id: "Invite" });

/** Its answer. */
export const issuedInvitesAnswer = z.object({ invites: z.array(issuedInvite) }).meta({ id: "Invites" });

/** Body of `POST …/invites/share`. */
export const shopShareBody = z.strictObject({ inviteId: text, for: namedPerson }).meta({ id: "InviteShare" });
export const browserShareBody = z
  .strictObject({ accountToken: tokenText, for: namedPerson })
  .meta({ id: "BrowserInviteShare" });
export const anyShareBody = z.union([shopShareBody, browserShareBody]).meta({ id: "AnyInviteShare" });

/** Body of `POST …/invites/return`. */
export const shopReturnBody = z.strictObject({ inviteId: text }).meta({ id: "InviteReturn" });
export const browserReturnBody = z
  .strictObject({ accountToken: tokenText, inviteToken: tokenText })
  .meta({ id: "BrowserInviteReturn" });
export const anyReturnBody = z.union([shopReturnBody, browserReturnBody]).meta({ id: "AnyInviteReturn" });

/** Its answer. */
export const returnedInviteAnswer = z.object({ status: z.literal("returned") }).meta({ id: "ReturnedInvite" });

/** Body of `POST …/invites/revoke`. */
export const revokeInvitesBody = z
  .strictObject({
    inviteId: text,
    chain: z.boolean().default(true).meta({ description: "With all that were passed on from it." }),
  })
  .meta({ id: "InviteRevocation" });

/** Its answer. */
export const revokedInvitesAnswer = z
  .object({
    ended: z.int().meta({ description: "Number of unused ones, which are good for nobody any more." }),
    inReview: z.int().meta({ description: "Number of registrations whose checkouts wait for a person from now on." }),
  })
  .meta({ id: "RevokedInvites" });
