/** Name of the one object of a deployment that owns its policy. Versioned, so that a later layout can stand beside this one. */
export const POLICY_OBJECT_NAME = "policy/v1";

/** What the runtime binds, as far as reading the policy needs it. */
export type PolicyBinding = { readonly POLICY: { getByName(name: string): PolicyReader } };

export type PolicyReader = {
  liveHash(): Promise<string>;
  /** Text of a policy document. */
  document(hash: string): Promise<string | undefined>;
  /** Hash of the rest of a document from which a person was erased. */
  redactedContent(hash: string): Promise<string | undefined>;
};
