/** Name of the one object of a deployment that owns its policy. Versioned, so that a later layout can stand beside this one. */
export const POLICY_OBJECT_NAME = "policy/v1";
