/** Where the policy, the settings of the detectors and the brands are, for every command that is told nothing else. */
export const RULES_FOLDER = "rules";
