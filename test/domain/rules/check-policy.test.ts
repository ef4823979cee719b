import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPolicyFolder } from "../../../src/cli/rules/policy-folder.ts";
import { checkPolicy, checkPolicySlices } from "../../../src/domain/rules/check-policy.ts";
import { RULE_LIMITS } from "../../../src/domain/rules/limits.ts";
import { LINTS } from "../../../src/domain/rules/lints/registry.ts";
import type { PolicyFiles } from "../../../src/domain/rules/read-policy.ts";
import type { ShadowRecord } from "../../../src/domain/rules/shadow-record.ts";

const NOW_MS = Date.parse("2026-11-01T00:00:00Z");
const FIXTURES = "test/fixtures/rules";
const GOOD = readPolicyFolder(join(FIXTURES, "good"));

/** The good policy with some files replaced or added. */
function goodWith(files: PolicyFiles): PolicyFiles {
  const replaced = new Set(files.map(({ path }) => path));
  return [...GOOD.filter(({ path }) => !replaced.has(path)), ...files];
}

function codesOf(files: PolicyFiles): string[] {
  return [...new Set(checkPolicy(files, NOW_MS).problems.map(({ code }) => code))];
}

/** `bad/<folder>/<code>--<variant>.yaml`, where the folder says which file of the good policy it stands for. */
const PLACES: { readonly [folder: string]: string } = {
  rules: "packs/test/subject.yaml",
  policy: "policy.yaml",
  lists: "lists/known.yaml",
};

const BAD_FILES = Object.entries(PLACES).flatMap(([folder, path]) =>
  readdirSync(join(FIXTURES, "bad", folder)).map((name) => ({
    name: `${folder}/${name}`,
    code: codeOf(name),
    files: [{ path, text: readFileSync(join(FIXTURES, "bad", folder, name), "utf8") }],
  })),
);

const BAD_BUNDLES = readdirSync(join(FIXTURES, "bad/bundles")).map((name) => ({
  name: `bundles/${name}`,
  code: codeOf(name),
  files: readBundle(join(FIXTURES, "bad/bundles", name)),
}));

/** Every YAML file of a bundle, also where a policy has none. */
function readBundle(folder: string): PolicyFiles {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".yaml"))
    .map((path) => ({ path, text: readFileSync(join(folder, path), "utf8") }));
}

function codeOf(name: string): string {
  return basename(name, ".yaml").split("--")[0] ?? "";
}

describe("a policy without fault", () => {
  it("has no problem and gives its document with rules in order of id", () => {
    const { document, problems } = checkPolicy([...GOOD].reverse(), NOW_MS);
    expect(problems).toEqual([]);
    expect(document?.rules.map(({ id }) => id)).toEqual(["test.partner", "test.subject"]);
  });
});

describe("a rule that comes close to a fault", () => {
  const subject = GOOD.find(({ path }) => path.endsWith("subject.yaml"))?.text ?? "";
  const draft = subject
    .replace("status: live", "status: draft")
    .replace(/examples:[\s\S]*/, "examples:\n  - given: {}\n    expect: absent\n");

  it.each([
    ["deny", "device.other_accounts_attempted >= 3 && account.age_hours < 1"],
    ["challenge", "device.other_accounts_attempted >= 3"],
    ["challenge", "near.other_accounts_in_sale >= 3"],
    ["{ weight: 0.4 }", "building.other_accounts_in_sale >= 3"],
    ["{ weight: 0.4 }", "visit.address_changed"],
    ["deny", "pointer.press_ms_median < 1 && pointer.clicks >= 3"],
    ["deny", "key.count == 0 && automation.webdriver"],
    ["challenge", 'key.count == 0 && channel == "web"'],
    ["allow", "account.key in lists.known && email.aliased"],
    ["{ weight: -1 }", "account.age_hours > 9000"],
    ["deny", "account.age_hours > 5 && account.age_hours < 6"],
    ["review", "order.quantity >= 10 && account.key in lists.known"],
  ])("is accepted: %s when %s", (then, when) => {
    const text = draft.replace("then: deny", `then: ${then}`).replace(/when: .*/, `when: ${when}`);
    expect(checkPolicy(goodWith([{ path: "packs/test/subject.yaml", text }]), NOW_MS).problems).toEqual([]);
  });
});

describe("a pack whose time in shadow is waived", () => {
  const policy = GOOD.find(({ path }) => path === "policy.yaml")?.text ?? "";
  const subject = readFileSync(join(FIXTURES, "bad/rules/shadow-missing.yaml"), "utf8");
  const files = (waived: string) => [
    { path: "policy.yaml", text: `${policy}${waived}` },
    { path: "packs/test/subject.yaml", text: subject },
  ];

  it("may have live rules that never ran in shadow, and no other pack may", () => {
    const because = "because: The rules were watched elsewhere before.";
    expect(codesOf(goodWith(files(`shadowWaived: { packs: [test], ${because} }\n`)))).toEqual([]);
    expect(codesOf(goodWith(files("")))).toEqual(["shadow-missing"]);
  });
});

describe("a rule that goes live in a service", () => {
  const shadow = { rule: "test.subject", fromMs: Date.parse("2026-09-01"), untilMs: Date.parse("2026-09-08") };
  const partner = { live: ["test.partner"], spans: [] };
  const codesAgainst = (record: ShadowRecord) => checkPolicy(GOOD, NOW_MS, record).problems.map(({ code }) => code);

  it("was seen in shadow there for as long as is asked for", () => {
    expect(codesAgainst({ ...partner, spans: [shadow] })).toEqual([]);
    expect(codesAgainst({ ...partner, spans: [{ ...shadow, untilMs: shadow.untilMs - 1 }] })).toEqual([
      "shadow-unseen",
    ]);
  });

  it("counts what was seen within the time that its file names, and of itself alone", () => {
    const later = { ...shadow, fromMs: Date.parse("2026-10-02"), untilMs: Date.parse("2026-10-20") };
    expect(codesAgainst({ ...partner, spans: [later] })).toEqual(["shadow-unseen"]);
    expect(codesAgainst({ ...partner, spans: [{ ...shadow, rule: "test.other" }] })).toEqual(["shadow-unseen"]);
  });

  it("needs nothing new where it is live already", () => {
    expect(codesAgainst({ live: ["test.partner", "test.subject"], spans: [] })).toEqual([]);
  });
});

describe("a rule's file that lacks a field", () => {
  const subject = GOOD.find(({ path }) => path.endsWith("subject.yaml"))?.text ?? "";
  const problemsOf = (text: string) =>
    checkPolicy(goodWith([{ path: "packs/test/subject.yaml", text }]), NOW_MS).problems.map(({ code }) => code);
  const lacking = subject.replace(/^title: .*\n/m, "");

  it("is told so, and nothing that follows from it", () => {
    expect(problemsOf(lacking)).toEqual(["field-missing"]);
  });

  it("hears of its mistyped signals, types and examples all the same", () => {
    const mistyped = lacking
      .replace("when: email.other", "when: channel >= 1 || email.othr")
      .replace("given: { email.other_accounts_in_sale: 1 }", "given: { emial.aliased: 1, email.aliased: 1 }");
    expect(problemsOf(mistyped)).toEqual([
      "field-missing",
      "type-mismatch",
      "signal-unknown",
      "example-signal",
      "example-signal",
    ]);
  });

  it("hears of an example that does not hold, also beside one that cannot be read", () => {
    const failing = lacking
      .replace("expect: match", "expect: maybe")
      .replace("sale: 1 }\n    expect: no_match", "sale: 1 }\n    expect: match");
    expect(problemsOf(failing)).toEqual(["field-missing", "field-invalid", "example-failed"]);
  });
});

describe("a policy with one fault", () => {
  it.each([...BAD_FILES, ...BAD_BUNDLES])("$name", ({ code, files }) => {
    expect(codesOf(goodWith(files))).toEqual([code]);
  });

  it("is refused without policy.yaml", () => {
    expect(codesOf(GOOD.filter(({ path }) => path !== "policy.yaml"))).toEqual(["policy-missing"]);
  });

  it("is refused with two files of one name", () => {
    expect(codesOf([...GOOD, ...GOOD.filter(({ path }) => path === "policy.yaml")])).toEqual(["file-duplicate"]);
  });

  it("is refused where it is larger than a call may be", () => {
    const large = { path: "lists/large.yaml", text: `# ${"x".repeat(RULE_LIMITS.policyCharsMax)}` };
    expect(codesOf([...GOOD, large])).toEqual(["policy-too-large"]);
  });

  it("is refused with more rules than a record can name", () => {
    const subject = GOOD.find(({ path }) => path.endsWith("subject.yaml"))?.text ?? "";
    const many = Array.from({ length: RULE_LIMITS.rulesMax }, (_, index) => ({
      path: `packs/test/copy-${index}.yaml`,
      text: subject
        .replaceAll("test.subject", `test.copy-${index}`)
        .replaceAll("sale >= 2", `sale >= ${index + 3}`)
        .replaceAll("sale: 2", `sale: ${index + 3}`),
    }));
    expect(codesOf(goodWith(many))).toEqual(["rules-too-many"]);
  });
});

describe("any text at all", () => {
  const subject = GOOD.find(({ path }) => path.endsWith("subject.yaml"))?.text ?? "";

  it("is checked without an exception, and each problem has a place in its file", () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom("\n", "  ", ": ", "- ", "[", "{", "&a ", "*a", "!!x ", "---\n", '"'),
    );
    const edit = fc.record({ at: fc.nat(subject.length), removed: fc.nat(40), added: piece });
    fc.assert(
      fc.property(edit, ({ at, removed, added }) => {
        const text = subject.slice(0, at) + added + subject.slice(at + removed);
        const { problems } = checkPolicy(goodWith([{ path: "packs/test/subject.yaml", text }]), NOW_MS);
        const lines = text.split("\n").length;
        for (const { file, line, column } of problems.filter(({ file }) => file === "packs/test/subject.yaml")) {
          expect({ file, inside: line >= 1 && line <= lines && column >= 1 }).toEqual({ file, inside: true });
        }
      }),
      { numRuns: 300 },
    );
  });

  it("is checked in bounded depth and with a bounded report", () => {
    const nested = { path: "lists/nested.yaml", text: "[".repeat(RULE_LIMITS.listFileCharsMax) };
    expect(codesOf([...GOOD, nested])).toContain("yaml-too-deep");
    const many = Array.from({ length: RULE_LIMITS.filesMax }, (_, at) => ({
      path: `packs/test/${at}.yaml`,
      text: "a",
    }));
    expect(codesOf([...GOOD, ...many])).toEqual(["policy-too-large"]);
    const wordy = { path: "lists/wordy.yaml", text: "- 1\n".repeat(RULE_LIMITS.yamlLexemesMax / 4 + 1) };
    expect(codesOf([...GOOD, wordy])).toContain("file-too-long");
    const repeated = { path: "lists/repeated.yaml", text: "a: 1\n".repeat(5_000) };
    expect(checkPolicy([...GOOD, repeated], NOW_MS).problems.at(-1)).toMatchObject({
      code: "problems-not-shown",
      message: "3999 more problems are not shown.",
    });
  });
});

describe("a long list", () => {
  const entry = (at: number) =>
    `  - { value: a${at}@example.com, provenance: reported, added: 2026-06-01, expires: 2027-06-01 }\n`;
  const entries = (count: number) => Array.from({ length: count }, (_, at) => entry(at)).join("");
  const head = `title: A list of many entries\nkind: email\nowner: trust\nmax: ${RULE_LIMITS.listEntriesMax}\nentries:\n`;
  const longest = Math.floor((RULE_LIMITS.listFileCharsMax - head.length) / entry(1e5).length);

  it("is read while it fits into a file, in slices between which others have their turn", () => {
    const work = checkPolicySlices([...GOOD, { path: "lists/long.yaml", text: `${head}${entries(longest)}` }], NOW_MS);
    let slices = 0;
    let checked = work.next();
    for (; !checked.done; checked = work.next()) slices += 1;
    expect(checked.value.problems.map(({ code }) => code)).toEqual(["list-unused"]);
    // Twenty words and marks an entry at least, ten thousand of them a slice.
    expect(slices).toBeGreaterThan((20 * longest) / 10_000);
  });

  it("is looked up with what each example assumes, and without it in the next", () => {
    const list = {
      path: "lists/long.yaml",
      text: `${head.replace("email", "account")}${entries(3).replaceAll("value", "key")}`,
    };
    const source = GOOD.find(({ path }) => path.startsWith("packs/"));
    const text = `${
      (source?.text ?? "")
        .replace(/^id: .*/m, "id: test.listed")
        .replace(/^when: .*/m, "when: account.key in lists.long")
        .split("examples:")[0]
    }examples:
  - { given: { account.key: e1.a }, expect: no_match }
  - { given: { account.key: e1.a }, lists: { long: [e1.a, e1.a] }, expect: match }
  - { given: { account.key: e1.a }, expect: no_match }
  - { given: { account.key: a1@example.com }, lists: { long: [a1@example.com] }, expect: match }
  - { given: { account.key: a1@example.com }, expect: match }
`;
    expect(codesOf([...GOOD, list, { path: "packs/test/listed.yaml", text }])).not.toContain("example-failed");
  });
});

describe("the fixtures", () => {
  it("show every lint at least once", () => {
    const shown = new Set([...BAD_FILES, ...BAD_BUNDLES].map(({ code }) => code));
    const elsewhere = ["rules-too-many", "shadow-unseen"];
    expect(LINTS.map(({ code }) => code).filter((code) => !shown.has(code) && !elsewhere.includes(code))).toEqual([]);
  });

  it("agree with the lints, one file each, named after its code", () => {
    const missing = LINTS.filter(({ code }) => !existsSync(`src/domain/rules/lints/${code}.ts`));
    expect(missing).toEqual([]);
    const files = readdirSync("src/domain/rules/lints").filter((name) => name !== "lint.ts" && name !== "registry.ts");
    expect(files.length).toBe(LINTS.length);
  });
});
