import { type ASTNode, Environment, ParseError } from "@marcbachmann/cel-js";
import { RULE_LIMITS } from "../limits.ts";
import { ConditionChecker, type ConditionProblem, type Symbols } from "./check-condition.ts";
import type { Condition } from "./condition.ts";
import { syntaxCure } from "./syntax-cure.ts";

export type ParsedCondition = {
  /** Absent where there is any problem. */
  readonly condition?: Condition | undefined;
  readonly problems: readonly ConditionProblem[];
};

const grammar = new Environment({
  limits: {
    maxAstNodes: RULE_LIMITS.conditionNodesMax,
    maxDepth: RULE_LIMITS.conditionDepthMax,
    maxListElements: RULE_LIMITS.literalListMax,
    maxMapEntries: 0,
    maxCallArguments: 4,
  },
});

/**
 * Reads a condition written in CEL (Common Expression Language) and checks it against the symbols, reporting every
 * problem and not only the first. CEL's grammar is the engine's; types and names are the catalogue's: `bool`, `string`
 * and one `number`, so that `account.age_hours < 1/60` means what it says. Anything else that CEL knows (time, types,
 * conversions, regular expressions, maps) is not part of the rule language.
 * @see https://github.com/google/cel-spec
 */
export function parseCondition(text: string, symbols: Symbols): ParsedCondition {
  if (text.length > RULE_LIMITS.conditionCharsMax) {
    const message = `The condition has ${text.length} characters; at most ${RULE_LIMITS.conditionCharsMax} are allowed.`;
    return { problems: [{ code: "condition-too-long", message, start: 0, end: text.length }] };
  }
  const problems: ConditionProblem[] = [];
  const ast = parseGrammar(text, problems);
  const condition = ast && new ConditionChecker(symbols, problems).check(ast);
  if (condition && condition.type !== "bool") {
    problems.push({
      code: "condition-not-bool",
      message: `A condition must be true or false, but this is a ${condition.type}.`,
      hint: "Compare it with something, for example with >= 1.",
      start: 0,
      end: text.length,
    });
  }
  return problems.length > 0 ? { problems } : { condition, problems };
}

function parseGrammar(text: string, problems: ConditionProblem[]): ASTNode | undefined {
  try {
    return grammar.parse(text).ast;
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    const { start, end } = error.range ?? { start: 0, end: text.length };
    problems.push(
      error.code === "limit_exceeded"
        ? {
            code: "condition-too-complex",
            message: `${error.summary}.`,
            hint: "Split it into several rules.",
            start,
            end,
          }
        : { code: "condition-syntax", ...syntaxCure(error, { text, start }), start, end },
    );
    return undefined;
  }
}
