/** Bounds of the rule language. Every one is met when a file is checked, so a live policy can never meet it at a checkout. */
export const RULE_LIMITS = {
  /** All files of a policy together. */
  policyCharsMax: 1_048_576,
  /** Files of a policy: more rules than there may be, and lists. */
  filesMax: 1_000,
  fileCharsMax: 16_384,
  listFileCharsMax: 524_288,
  /** Problems that one check reports; the rest is counted. */
  problemsMax: 1_000,
  rulesMax: 500,
  /** Words and marks of a file, more than ten thousand entries of a list have: what they make up is put together at once. */
  yamlLexemesMax: 300_000,
  /** Brackets open at one time in a file; more is refused before the parser sees it, which would take seconds. */
  yamlBracketsMax: 64,
  conditionCharsMax: 2_000,
  conditionNodesMax: 300,
  conditionDepthMax: 24,
  literalListMax: 100,
  /** Length of a text signal that the static cost reckons with; a longer one is charged as it comes. */
  textCharsMax: 256,
  listEntriesMax: 10_000,
  /** Steps that one rule may take; a comparison is one, a search through text as many as the text is long. */
  ruleStepsMax: 10_000,
  /** Steps of all rules together on one checkout. */
  policyStepsMax: 200_000,
} as const;
