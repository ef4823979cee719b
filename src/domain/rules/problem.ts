/** One thing that is wrong with a policy file, where it is, and how to cure it. Lines and columns count from 1. */
export type RuleProblem = {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The rule's id where the problem belongs to one. */
  readonly rule?: string | undefined;
  readonly code: string;
  readonly message: string;
  readonly hint?: string | undefined;
};
