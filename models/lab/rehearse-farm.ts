import { writeFileSync } from "node:fs";
import { parseOptions, UsageError } from "../../src/cli/shared/command-line.ts";
import { showProgress } from "../../src/cli/shared/progress.ts";
import { RULES_FOLDER } from "../../src/cli/shared/rules-folder.ts";
import type { Program } from "../../src/cli/shared/run-program.ts";
import { table } from "../../src/cli/shared/table.ts";
import { wholeNumber } from "../../src/cli/shared/whole-number.ts";
import { loadLiveModel } from "../../src/platform/model/live-model.ts";
import { FARMS, type FarmName } from "./rehearse-farm/assumptions.ts";
import { farmCard } from "./rehearse-farm/card.ts";
import { DEFENCES, type Defence } from "./rehearse-farm/defences.ts";
import { average, barsOf, type Played, play, SCENES, type Scene, sceneName, worst } from "./rehearse-farm/report.ts";
import { openCompiledPolicy } from "./train/compiled-policy.ts";

const CARD = "models/farm-card.md";
const SEEDS = 5;
const FARM: FarmName = "typical";
const HELP = `Rehearses a sale of 1,000 units that a farm of 1,000 accounts and 5,000 people come to, in virtual time, with the keys,
signals, rules and commands of production. What is assumed of farm and people stands in ${CARD}.

  npm run lab -- rehearse-farm [options]

  --farm <name>     ${Object.keys(FARMS).join(", ")} (${FARM})
  --without <list>  defences to switch off, with commas: ${DEFENCES.join(", ")}
  --policy <path>   a folder of rules, or a bundle (${RULES_FOLDER})
  --seeds <n>       sales to play (${SEEDS})
  --from <n>        the first seed (1)
  --card            play every scene and write ${CARD}
  --json            the outcomes as JSON on stdout
  --verbose         stack traces
  --help            this text

Exit codes: 0 the bars are met (or were not asked for, with other farms or fewer defences), 1 one is missed, 2 wrong use.

Example: npm run lab -- rehearse-farm --without clusters --seeds 1
`;

const OPTIONS = {
  farm: { type: "string", default: FARM },
  without: { type: "string", default: "" },
  policy: { type: "string", default: RULES_FOLDER },
  seeds: { type: "string" },
  from: { type: "string" },
  card: { type: "boolean" },
  json: { type: "boolean" },
} as const;

export const rehearseFarm: Program = { help: HELP, run };

async function run(args: string[]): Promise<number> {
  const values = parseOptions(args, OPTIONS);
  const scene: Scene = { farm: farmName(values.farm), without: defences(values.without) };
  const seeds = wholeNumber("seeds", values.seeds, SEEDS);
  const from = wholeNumber("from", values.from, 1);
  const scenes = values.card ? SCENES : [scene];
  const model = loadLiveModel();
  if (!model.ok) throw new Error(`The model cannot be used: ${model.error.kind}.`);
  const defence = { policy: openCompiledPolicy(values.policy), model: model.value };
  const progress = showProgress("sales", scenes.length * seeds);
  const played = scenes.map((each): Played => {
    const outcomes = Array.from({ length: seeds }, (_, n) => {
      const outcome = play(defence, each, from + n);
      progress.step();
      return outcome;
    });
    return { scene: each, outcomes };
  });
  progress.end();
  if (values.card) writeFileSync(CARD, farmCard(played));
  process.stdout.write(values.json ? `${JSON.stringify(played)}\n` : text(played));
  const judged = played.find(({ scene: { farm, without } }) => farm === "typical" && without.length === 0);
  return judged === undefined || barsOf(judged.outcomes).every(({ met }) => met) ? 0 : 1;
}

function farmName(text: string): FarmName {
  if (text === "typical" || text === "crude" || text === "careful") return text;
  throw new UsageError(`There is no farm "${text}"; there are ${Object.keys(FARMS).join(", ")}.`);
}

function defences(text: string): Defence[] {
  const names = text.split(",").filter((name) => name !== "");
  return names.map((name) => {
    const found = DEFENCES.find((defence) => defence === name);
    if (found === undefined) throw new UsageError(`There is no defence "${name}"; there are ${DEFENCES.join(", ")}.`);
    return found;
  });
}

function text(played: readonly Played[]): string {
  const percent = (share: number) => `${(100 * share).toFixed(2)} %`;
  return table([
    ["", "farm's units", "worst seed", "people refused", "worst seed", "people challenged"],
    ...played.map(({ scene, outcomes }) => [
      sceneName(scene),
      percent(average(outcomes, ({ farmShare }) => farmShare)),
      percent(worst(outcomes, ({ farmShare }) => farmShare)),
      percent(average(outcomes, ({ refusedPeopleShare }) => refusedPeopleShare)),
      percent(worst(outcomes, ({ refusedPeopleShare }) => refusedPeopleShare)),
      percent(average(outcomes, ({ people }) => people.challenged / people.accounts)),
    ]),
  ]);
}
