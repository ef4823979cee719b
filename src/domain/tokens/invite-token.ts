import * as z from "zod";
import { INVITE_AUDIENCE } from "./kinds.ts";

/** Claims of an invite token: a pointer to an invite. Whom it is for and whether it still counts, the invites of its sale know. */
export const inviteTokenClaims = z.strictObject({
  aud: z.literal(INVITE_AUDIENCE),
  /** The invite's id, which names its sale. */
  jti: z.string(),
});
export type InviteTokenClaims = z.infer<typeof inviteTokenClaims>;

/** The exact payload of the token of an invite: always the same. */
export function invitePayload(inviteId: string): string {
  const claims: InviteTokenClaims = { aud: INVITE_AUDIENCE, jti: inviteId };
  return JSON.stringify(claims);
}
