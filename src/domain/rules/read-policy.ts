import { SIGNALS } from "../signals/catalogue.ts";
import type { Sliced } from "../sliced.ts";
import type { Symbols } from "./condition/check-condition.ts";
import type { Condition } from "./condition/condition.ts";
import { parseCondition } from "./condition/parse-condition.ts";
import { RULE_LIMITS } from "./limits.ts";
import { type ListFile, listFileSchema } from "./list-file.ts";
import type { PolicyDocument } from "./policy-document.ts";
import { type PolicyFile, policyFileSchema } from "./policy-file.ts";
import { DECLARED_LEVELS, PRESSURE_SYMBOLS } from "./pressure-ladder.ts";
import type { RuleProblem } from "./problem.ts";
import { readFile, readSource, type SourceOf, withShape } from "./read-file.ts";
import { type RuleFile, type RuleFragment, ruleFileSchema, ruleFragmentSchema } from "./rule-file.ts";

/** A policy as people keep it: YAML texts by path, `policy.yaml`, `packs/<pack>/<rule>.yaml`, `lists/<name>.yaml`. */
export type PolicyFiles = readonly { readonly path: string; readonly text: string }[];

/** A rule whose condition is absent where it could not be read. */
export type SourceRule = SourceOf<RuleFile> & { readonly condition?: Condition | undefined };

/** What could be read of a rule's file, whole or not. */
export type SourceFragment = SourceOf<RuleFragment> & { readonly condition?: Condition | undefined };

/** Everything of a policy that could be read, for the lints, and the problems of what could not. */
export type ReadPolicy = {
  readonly policy?: SourceOf<PolicyFile> | undefined;
  readonly rules: readonly SourceRule[];
  /** Every rule's file of readable syntax, so that one missing field does not hide what is wrong beside it. */
  readonly fragments: readonly SourceFragment[];
  readonly lists: ReadonlyMap<string, SourceOf<ListFile>>;
  readonly problems: readonly RuleProblem[];
};

const RULE_PATH = /^packs\/[^/]+\/[^/]+\.yaml$/;
const LIST_PATH = /^lists\/([a-z][a-z0-9_]*)\.yaml$/;

/** Reads the files of a policy, a file or less in a slice: syntax, shape and conditions, with every problem and its place. */
export function* readPolicy(files: PolicyFiles): Sliced<ReadPolicy> {
  const problems: RuleProblem[] = [];
  const chars = files.reduce((sum, { text }) => sum + text.length, 0);
  if (chars > RULE_LIMITS.policyCharsMax || files.length > RULE_LIMITS.filesMax) {
    const message = `The ${files.length} files have ${chars} characters together; ${RULE_LIMITS.filesMax} files and ${RULE_LIMITS.policyCharsMax} characters are allowed.`;
    problems.push({ file: "policy.yaml", line: 1, column: 1, code: "policy-too-large", message });
    return { rules: [], fragments: [], lists: new Map(), problems };
  }
  const unread = new Map<string, PolicyFiles[number]>();
  for (const file of files) {
    if (unread.has(file.path)) {
      const message = "There are two files of this name.";
      problems.push({ file: file.path, line: 1, column: 1, code: "file-duplicate", message });
    }
    unread.set(file.path, file);
  }
  const take = (fits: (path: string) => boolean) => {
    const taken = [...unread.values()].filter(({ path }) => fits(path));
    for (const { path } of taken) unread.delete(path);
    return taken;
  };

  const lists = new Map<string, SourceOf<ListFile>>();
  const listNames = new Set<string>();
  for (const file of take((path) => LIST_PATH.test(path))) {
    const name = LIST_PATH.exec(file.path)?.[1] ?? "";
    listNames.add(name);
    const list = yield* readFile({ file, schema: listFileSchema, charsMax: RULE_LIMITS.listFileCharsMax, problems });
    if (list) lists.set(name, list);
  }

  const rules: SourceRule[] = [];
  const fragments: SourceFragment[] = [];
  const symbols = { signals: SIGNALS, lists: listNames };
  for (const file of take((path) => RULE_PATH.test(path))) {
    yield;
    const read = yield* readSource({ file, charsMax: RULE_LIMITS.fileCharsMax, problems });
    if (!read) continue;
    const rule = yield* withShape(read, ruleFileSchema, problems);
    const fragment = fragmentOf(read, symbols, problems);
    fragments.push(fragment);
    if (rule) rules.push({ ...rule, condition: fragment.condition });
  }

  const [policyFile] = take((path) => path === "policy.yaml");
  const policy =
    policyFile &&
    (yield* readFile({ file: policyFile, schema: policyFileSchema, charsMax: RULE_LIMITS.fileCharsMax, problems }));
  if (policy) problems.push(...ladderProblems(policy));
  if (!policyFile) {
    problems.push({
      file: "policy.yaml",
      line: 1,
      column: 1,
      code: "policy-missing",
      message: "There is no policy.yaml.",
    });
  }
  for (const path of unread.keys()) {
    const message = "This is no file of a policy.";
    const hint = "Files are policy.yaml, packs/<pack>/<rule>.yaml and lists/<list_name>.yaml.";
    problems.push({ file: path, line: 1, column: 1, code: "file-unknown", message, hint });
  }
  rules.sort((a, b) => (a.value.id < b.value.id ? -1 : 1));
  return { policy, rules, fragments, lists, problems };
}

/** What is wrong with the conditions of the ladder. */
function ladderProblems({ path, source, value: { pressure } }: SourceOf<PolicyFile>): RuleProblem[] {
  if (pressure === undefined) return [];
  return DECLARED_LEVELS.flatMap((level) =>
    parseCondition(pressure[level].when, PRESSURE_SYMBOLS).problems.map(({ code, message, hint, start }) => ({
      file: path,
      ...source.positionInText(["pressure", level, "when"], start),
      code,
      message,
      hint,
    })),
  );
}

/** What can be checked of a rule's file by itself, with a report of what is wrong with its condition. */
function fragmentOf(read: SourceOf<unknown>, symbols: Symbols, problems: RuleProblem[]): SourceFragment {
  const { path, source } = read;
  const parsed = ruleFragmentSchema.safeParse(read.value);
  const value = parsed.success ? parsed.data : { examples: [] };
  if (value.when === undefined) return { path, source, value };
  const { condition, problems: found } = parseCondition(value.when, symbols);
  for (const { code, message, hint, start } of found) {
    problems.push({ file: path, ...source.positionInText(["when"], start), rule: value.id, code, message, hint });
  }
  return { path, source, value, condition };
}

/** The document of a policy that was read without problems. */
export function documentOf({ rules, lists }: ReadPolicy, policy: PolicyFile): PolicyDocument {
  return {
    format: 1,
    policy,
    rules: rules.map(({ value }) => value),
    lists: Object.fromEntries([...lists].map(([name, { value }]) => [name, value])),
  };
}
