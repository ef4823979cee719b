import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { schemaText } from "../../../src/cli/rules/schema.ts";
import { pseudonymsFor } from "../../../src/domain/identity/pseudonym.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rules-"));
  cpSync("test/fixtures/rules/good", join(folder, "good"), { recursive: true });
  cpSync("test/fixtures/rules/good", join(folder, "bad"), { recursive: true });
  cpSync("test/fixtures/rules/bad/rules/signal-unknown--misspelt.yaml", join(folder, "bad/packs/test/subject.yaml"));
});

afterEach(() => rmSync(folder, { recursive: true }));

function rules(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["src/cli/rules.ts", ...args], { encoding: "utf8" });
  return { status, stdout, stderr };
}

describe("rules check", () => {
  it("sums up a policy without problems and exits with 0", () => {
    const stdout = `${folder}/good: 2 live, 1 list, no problem.\n`;
    expect(rules("check", join(folder, "good"))).toEqual({ status: 0, stdout, stderr: "" });
  });

  it("reports problems to people and exits with 1", () => {
    const { status, stdout, stderr } = rules("check", join(folder, "bad"));
    expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
    expect(stdout.split("\n")).toEqual([
      "packs/test/subject.yaml",
      '  6:7  signal-unknown  There is no signal "email.other_account_in_sale".',
      '                       Did you mean "email.other_accounts_in_sale"?',
      "",
      "1 problem in 1 file.",
      "",
    ]);
  });

  it("reports problems to programs with --json", () => {
    const { status, stdout } = rules("check", join(folder, "bad"), "--json");
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      problems: [
        {
          file: "packs/test/subject.yaml",
          line: 6,
          column: 7,
          rule: "test.subject",
          code: "signal-unknown",
          message: 'There is no signal "email.other_account_in_sale".',
          hint: 'Did you mean "email.other_accounts_in_sale"?',
        },
      ],
    });
  });

  it("reports problems to code hosts with --sarif", () => {
    const { status, stdout } = rules("check", join(folder, "bad"), "--sarif");
    expect(status).toBe(1);
    const log = JSON.parse(stdout);
    expect(log).toMatchObject({ $schema: expect.stringContaining("sarif-schema-2.1.0.json"), version: "2.1.0" });
    expect(log.runs).toEqual([
      {
        tool: { driver: { name: "firsthand-rules", rules: [{ id: "signal-unknown" }] } },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { SRCROOT: { description: { text: expect.any(String) } } },
        results: [
          {
            ruleId: "signal-unknown",
            ruleIndex: 0,
            level: "error",
            message: {
              text: 'There is no signal "email.other_account_in_sale". Did you mean "email.other_accounts_in_sale"?',
            },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: {
                    uri: relative(".", join(folder, "bad/packs/test/subject.yaml")),
                    uriBaseId: "SRCROOT",
                  },
                  region: { startLine: 6, startColumn: 7 },
                },
              },
            ],
          },
        ],
      },
    ]);
  });

  it("gives a SARIF log without results where there is no problem", () => {
    const { status, stdout } = rules("check", join(folder, "good"), "--sarif");
    expect({ status, results: JSON.parse(stdout).runs[0].results }).toEqual({ status: 0, results: [] });
    expect(rules("check", "--sarif", "--json").status).toBe(2);
  });

  it("exits with 2 where the folder is not there", () => {
    const { status, stdout, stderr } = rules("check", join(folder, "nowhere"));
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain("nowhere");
  });
});

describe("rules test", () => {
  it("counts examples that hold", () => {
    const stdout = "4 examples passed, 0 failed, in 2 rules.\n";
    expect(rules("test", join(folder, "good"))).toEqual({ status: 0, stdout, stderr: "" });
  });

  it("shows an example that fails with what was expected", () => {
    cpSync("test/fixtures/rules/bad/rules/example-failed--no-match.yaml", join(folder, "good/packs/test/subject.yaml"));
    const { status, stdout } = rules("test", join(folder, "good"));
    expect(status).toBe(1);
    expect(stdout).toBe(
      "test.subject\n  FAILED  example 2: match, expected no_match\n3 examples passed, 1 failed, in 2 rules.\n",
    );
  });

  it("does not pass a policy of which a file cannot be read", () => {
    expect(rules("test", join(folder, "bad")).status).toBe(1);
  });

  it.each([
    ["test.subjcet", 'Did you mean "test.subject"?'],
    ["test.something-else", "Known are: test.partner, test.subject."],
  ])("exits with 1 where no rule has the id %s, and names what was meant", (id, hint) => {
    const { status, stderr } = rules("test", join(folder, "good"), "--rule", id);
    expect({ status, stderr }).toEqual({ status: 1, stderr: `There is no rule "${id}". ${hint}\n` });
  });
});

describe("rules schema", () => {
  it("writes the schema, then finds it current, then not after a change", () => {
    const file = join(folder, "schema.json");
    expect(rules("schema", file).status).toBe(0);
    expect(readFileSync(file, "utf8")).toBe(schemaText());
    expect(rules("schema", file, "--check").status).toBe(0);
    writeFileSync(file, "{}\n");
    expect(rules("schema", file, "--check").status).toBe(1);
  });
});

describe("rules bundle", () => {
  it("writes one document and names its hash", () => {
    const out = join(folder, "dist/policy.json");
    const { status, stdout } = rules("bundle", join(folder, "good"), "--out", out);
    const document = JSON.parse(readFileSync(out, "utf8"));
    expect(status).toBe(0);
    expect(stdout).toBe(`${document.hash}  ${out}  2 rules\n`);
  });

  it("writes nothing where there is a problem", () => {
    const out = join(folder, "policy.json");
    const { status, stdout } = rules("bundle", join(folder, "bad"), "--out", out);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(() => readFileSync(out)).toThrow("ENOENT");
  });
});

describe("the command line", () => {
  it("exits with 2 for what it does not know, and says what it knows", () => {
    expect(rules("chekc")).toMatchObject({ status: 2, stderr: expect.stringContaining('no command "chekc"') });
    expect(rules("check", "--jsno")).toMatchObject({ status: 2, stderr: expect.stringContaining("Exit codes:") });
  });

  it("helps", () => {
    expect(rules()).toMatchObject({ status: 0, stdout: expect.stringContaining("npm run rules <command>") });
    expect(rules("check", "--help")).toMatchObject({ status: 0, stdout: expect.stringContaining("Exit codes:") });
  });
});

describe("rules hash", () => {
  const PEPPERS = JSON.stringify([
    { epoch: "e2", k: "A".repeat(43) },
    { epoch: "e1", k: "B".repeat(43) },
  ]);

  function hash(input: string, args: string[], env: Record<string, string> = {}) {
    const command = ["src/cli/rules.ts", "hash", ...args];
    const { status, stdout, stderr } = spawnSync(process.execPath, command, { input, env, encoding: "utf8" });
    return { status, stdout, stderr };
  }

  it("prints the one spelling of a mailbox and says which lines it cannot read", () => {
    expect(hash("A.Buyer+shop@gmail.com\n\nnobody\n", ["--kind", "email"])).toEqual({
      status: 1,
      stdout: '- value: "abuyer@gmail.com"\n',
      stderr: "Line 2 cannot be read as email.\n",
    });
  });

  it("prints the pseudonyms that the service gives the same thing in the shop's sales, new and old", () => {
    const keyUnder = (epoch: string, letter: string) =>
      pseudonymsFor("demo", { epoch, key: Buffer.from(letter.repeat(43), "base64url") })("phone", "+919812345678");
    expect(hash("+91 98123 45678", ["--kind", "phone", "--shop", "demo"], { PEPPERS })).toEqual({
      status: 0,
      stdout: `- key: ${keyUnder("e2", "A")}\n- key: ${keyUnder("e1", "B")}\n`,
      stderr: "",
    });
  });

  it.each<[string, Record<string, string>]>([
    ["a setting that is none", { PEPPERS: "secret" }],
    ["no setting", {}],
  ])("exits with 2 for %s of peppers and never repeats what is set", (_, env) => {
    const { status, stdout, stderr } = hash("acc_1", ["--kind", "account", "--shop", "demo"], env);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain("PEPPERS must be set");
    expect(stderr).not.toContain("secret");
  });
});
