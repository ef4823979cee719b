import { type Pepper, pseudonymsFor } from "../../domain/identity/pseudonym.ts";
import { conversationObjectName } from "../../domain/ids.ts";
import { assert, ok, type Result } from "../../domain/result.ts";
import type { SmsAdapter } from "../../domain/sms/adapter.ts";
import type { ConversationObject } from "../../objects/conversation.object.ts";
import type { Problem } from "../../wire/problem.ts";
import type { Deps } from "../deps.ts";
import { callObject } from "../object-call.ts";

type Stub = DurableObjectStub<ConversationObject>;

/**
 * Calls the object of what a number wrote to an adapter. A change of peppers begins another: what was kept is forgotten within three
 * days anyhow.
 */
export async function callConversation<T>(
  deps: Deps,
  adapter: SmsAdapter,
  number: string,
  call: (stub: Stub) => Promise<T>,
): Promise<Result<T, Problem>> {
  const [pepper] = deps.config.peppers;
  assert(pepper !== undefined, "a checked configuration has a pepper");
  return await callUnder(deps, { adapter, number, pepper }, call);
}

/** Forgets what a number wrote to the adapters of a shop, or of all. @returns rows deleted */
export async function forgetConversations(
  deps: Deps,
  shop: string | undefined,
  number: string,
): Promise<Result<number, Problem>> {
  let rows = 0;
  for (const adapter of deps.config.smsAdapters.values()) {
    if (shop !== undefined && adapter.shop !== shop) continue;
    for (const pepper of deps.config.peppers) {
      const forgotten = await callUnder(deps, { adapter, number, pepper }, async (stub) => await stub.forget());
      if (!forgotten.ok) return forgotten;
      rows += forgotten.value;
    }
  }
  return ok(rows);
}

async function callUnder<T>(
  deps: Deps,
  { adapter, number, pepper }: { readonly adapter: SmsAdapter; readonly number: string; readonly pepper: Pepper },
  call: (stub: Stub) => Promise<T>,
): Promise<Result<T, Problem>> {
  const name = conversationObjectName(adapter.id, pseudonymsFor(adapter.shop, pepper)("phone", number));
  return await callObject(deps, "conversation", () => call(deps.objects.CONVERSATION.getByName(name)));
}
