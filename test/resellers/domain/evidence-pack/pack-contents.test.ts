import { describe, expect, it } from "vitest";
import { isIntact } from "../../../../src/domain/hash-chain.ts";
import { packContents } from "../../../../src/resellers/domain/evidence-pack/pack-contents.ts";
import { packFiles } from "../../../../src/resellers/domain/evidence-pack/pack-files.ts";
import { PACK } from "./pack.ts";

const CONTENTS = packContents(PACK);
const PARTS = { page: "<h1>page</h1>", notice: "Dear host", pictures: [] };

describe("the contents of a pack", () => {
  it("take what may reach a person out of every text, and say how much", () => {
    expect(JSON.stringify(CONTENTS)).not.toMatch(/asha|4031|98123/);
    expect(CONTENTS.reports[0]?.note).toBe("I am [address removed] order [number removed].");
    expect(CONTENTS.attachments[0]?.caption).toBe("Its page, with [number removed]");
    expect(CONTENTS.leftOut).toEqual({ contactDetails: 3, entriesWithheld: 1, olderReports: 1 });
  });

  it("show entries of the history that anybody can check, and keep the place of one that is withheld", () => {
    const [shown, withheld] = CONTENTS.custody.entries;
    expect(shown && "body" in shown && isIntact(shown)).toBe(true);
    expect(withheld).toEqual({
      seq: 2,
      previous: shown?.hash,
      hash: PACK.history[1]?.hash,
      withheld: expect.stringContaining("may reach a person"),
    });
  });

  it("name detectors in words, and the files of pictures by their kind", () => {
    expect(CONTENTS.evidence[0]).toMatchObject({ detector: "price", title: "The price is far from the list price" });
    expect(CONTENTS.attachments[0]?.path).toBe("attachments/att_1.jpg");
  });

  it("say how a browser may show a name that DNS spells differently", () => {
    const stored = { ...PACK.stored, subject: "xn--xiaom-r2e.top" };
    expect(packContents({ ...PACK, stored }).case.readsAs).toBe("xiaomі.top");
    expect(CONTENTS.case.readsAs).toBe(undefined);
  });
});

describe("the files of a pack", () => {
  const files = new Map(packFiles(CONTENTS, PARTS).map(({ path, bytes }) => [path, Buffer.from(bytes).toString()]));

  it("are a page, data, history, reports, prices and a notice", () => {
    expect([...files.keys()]).toEqual([
      "case.html",
      "case.json",
      "custody.json",
      "reports.txt",
      "prices.csv",
      "notice.txt",
    ]);
    expect(JSON.parse(files.get("case.json") ?? "")).not.toHaveProperty("custody");
    expect(JSON.parse(files.get("custody.json") ?? "")).toEqual(JSON.parse(JSON.stringify(CONTENTS.custody)));
  });

  it("have no notice where nobody has words for one", () => {
    expect(packFiles(CONTENTS, { ...PARTS, notice: undefined }).map(({ path }) => path)).not.toContain("notice.txt");
  });

  it("give the reports one after the other, and say which are missing", () => {
    expect(files.get("reports.txt")).toMatch(/^Report rep_1, 2026-11-21T00:00:00\.000Z, by the public\n/);
    expect(files.get("reports.txt")).toContain("\n\n----\n\nObjection rep_3, ");
    expect(files.get("reports.txt")).toMatch(/1 older reports are not in this file\.\n$/);
  });
});
