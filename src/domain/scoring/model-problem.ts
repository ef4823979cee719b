/** Why a model cannot be served. The policy says what then happens; it is never an allow. */
export type ModelProblem =
  | { readonly kind: "model-unknown"; readonly model: string }
  /** The files are not those that were chosen to be served. */
  | { readonly kind: "hash-mismatch"; readonly expected: string; readonly found: string }
  | { readonly kind: "manifest-invalid"; readonly details: readonly string[] }
  | { readonly kind: "weights-invalid"; readonly details: readonly string[] }
  | { readonly kind: "weights-shape"; readonly tensor: string; readonly features: number; readonly units: number }
  | { readonly kind: "backend-failed"; readonly detail: string };
