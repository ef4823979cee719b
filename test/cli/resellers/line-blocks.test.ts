import { describe, expect, it } from "vitest";
import { lineBlocks } from "../../../src/cli/resellers/line-blocks.ts";

async function blocksOf(chunks: readonly string[]): Promise<readonly string[]> {
  async function* source() {
    for (const chunk of chunks) yield new TextEncoder().encode(chunk);
  }
  const blocks: string[] = [];
  for await (const block of lineBlocks(source())) blocks.push(new TextDecoder().decode(block));
  return blocks;
}

describe("lineBlocks", () => {
  it.each([
    [["a\nb\n"], ["a\nb\n"]],
    [
      ["a\nb", "c\nd"],
      ["a\n", "bc\n", "d"],
    ],
    [["a", "b", "c\n"], ["abc\n"]],
    [["\n\n"], ["\n\n"]],
    [[], []],
  ])("cuts %j after whole lines", async (chunks, blocks) => {
    expect(await blocksOf(chunks)).toEqual(blocks);
  });

  it("keeps the beginning of a line without end, and the lines after it", async () => {
    const blocks = await blocksOf([..."x".repeat(100)].map((char) => char.repeat(1_000)).concat("\nnext\n"));
    expect(blocks).toEqual([`${"x".repeat(8_192)}\nnext\n`]);
  });
});
