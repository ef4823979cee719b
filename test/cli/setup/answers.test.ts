import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Asked, askFor, readAnswers } from "../../../src/cli/setup/answers.ts";
import { UsageError } from "../../../src/cli/shared/command-line.ts";

/** A person who types these lines, one to each question. */
function typing(...lines: readonly string[]) {
  const questions: string[] = [];
  const ask = async (question: string) => {
    questions.push(question);
    const line = lines[questions.length - 1];
    if (line === undefined) throw new Error(`Nobody answers: ${question}`);
    return line;
  };
  return { questions, ask };
}

describe("the questions of a setup", () => {
  it("are answered in their order", async () => {
    const { ask } = typing("eu", "https://fair.shop.com", "my-shop", "My shop", "www.shop.com", "");
    expect(await askFor(["jurisdiction", "address", "shop", "access"], ask)).toEqual({
      jurisdiction: "eu",
      address: "https://fair.shop.com",
      shop: { id: "my-shop", name: "My shop", hostname: "www.shop.com" },
    });
  });

  it.each<Asked>(["jurisdiction", "address", "shop", "access"])("leave %s open for an empty line", async (asked) => {
    const [answer] = Object.values(await askFor([asked], typing("").ask));
    expect(answer).toBeUndefined();
  });

  it.each([
    ["address", "mars", "https://fair.shop.com", '"mars" must be an address such as https://fair.your-shop.com.'],
    ["address", "https://shop.com/fair", "https://fair.shop.com", "must be a host alone, without a path"],
    ["address", "https://fair.example", "https://fair.shop.com", "is a name for documents"],
    ["jurisdiction", "mars", "us", '"mars" must be one of eu, us, fedramp.'],
  ] satisfies [Asked, string, string, string][])(
    "ask for %s again after %s, and say why",
    async (asked, wrong, right, says) => {
      const { ask, questions } = typing(wrong, right);
      expect(await askFor([asked], ask)).toEqual({ [asked]: right });
      expect(questions[1]).toContain(says);
    },
  );

  it("do not go on without what a shop or the console needs", async () => {
    const { ask, questions } = typing("https://team.cloudflareaccess.com", "", "tag", "ana", "ana@shop.com");
    expect(await askFor(["access"], ask)).toEqual({
      access: { teamDomain: "https://team.cloudflareaccess.com", audience: "tag", admin: "ana@shop.com" },
    });
    expect(questions[4]).toContain("must be an e-mail address");
  });
});

describe("a file of answers", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "firsthand-answers-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ["an address that is none", { address: "mars" }, "must be an address"],
    ["a shop without a name", { shop: { id: "my-shop", hostname: "shop.com" } }, "name"],
    ["a member that there is none of", { region: "eu" }, "region"],
  ])("with %s is wrong usage, which names it", (_, answers, says) => {
    const file = join(folder, "answers.json");
    writeFileSync(file, JSON.stringify(answers));
    expect(() => readAnswers(file)).toThrow(UsageError);
    expect(() => readAnswers(file)).toThrow(says);
  });
});
