import { writeFileSync } from "node:fs";
import { parseOptions, UsageError } from "../../src/cli/shared/command-line.ts";
import { showProgress } from "../../src/cli/shared/progress.ts";
import { RULES_FOLDER } from "../../src/cli/shared/rules-folder.ts";
import type { Program } from "../../src/cli/shared/run-program.ts";
import { table } from "../../src/cli/shared/table.ts";
import { wholeNumber } from "../../src/cli/shared/whole-number.ts";
import { loadLiveModel } from "../../src/platform/model/live-model.ts";
import { FORGERIES, type Forgery } from "./eval-unseen/forgeries.ts";
import { FARMS, type FarmName } from "./rehearse-farm/assumptions.ts";
import { farmCard } from "./rehearse-farm/card.ts";
import { DEFENCES, type Defence } from "./rehearse-farm/defences.ts";
import type { DrawnMode } from "./rehearse-farm/rehearse-draw.ts";
import {
  average,
  barsOf,
  barsOfDraw,
  DRAWN_SCENES,
  FORGED_DRAWN_SCENES,
  FORGED_SCENES,
  type Played,
  type PlayedDraw,
  play,
  playDraw,
  SCENES,
  sceneName,
  worst,
} from "./rehearse-farm/report.ts";
import { openCompiledPolicy } from "./train/compiled-policy.ts";

const CARD = "models/farm-card.md";
const SEEDS = 5;
const FARM: FarmName = "typical";
/** Without the word that all of their names begin with. */
const FORGERY_WORDS = FORGERIES.map(({ name }) => name.replace("forged, ", ""));
const MODES = ["flash", "draw", "fair-window"] as const;
const HELP = `Rehearses a sale of 1,000 units that a farm of 1,000 accounts and 5,000 people come to, in virtual time, with the keys,
signals, rules and commands of production. What is assumed of farm and people stands in ${CARD}.
In a drawn sale each account registers once, and is judged when the list is frozen and again at its checkout.

  npm run lab -- rehearse-farm [options]

  --farm <name>     ${Object.keys(FARMS).join(", ")} (${FARM})
  --mode <name>     ${MODES.join(", ")} (${MODES[0]})
  --without <list>  of a flash sale, defences to switch off, with commas: ${DEFENCES.join(", ")}
  --forgery <name>  how the farm makes up what browsers send, in a sale that requires it: ${FORGERY_WORDS.join(", ")}
  --policy <path>   a folder of rules, or a bundle (${RULES_FOLDER})
  --seeds <n>       sales to play (${SEEDS})
  --from <n>        the first seed (1)
  --card            play every scene and write ${CARD}
  --json            the outcomes as JSON on stdout
  --verbose         stack traces
  --help            this text

Exit codes: 0 the bars are met (or, of flash sales with other farms or fewer defences, not asked for), 1 one is missed, 2 wrong use.

Examples: npm run lab -- rehearse-farm --without clusters --seeds 1
          npm run lab -- rehearse-farm --mode draw --farm careful
          npm run lab -- rehearse-farm --mode fair-window --forgery aggregated --seeds 1
`;

const OPTIONS = {
  farm: { type: "string", default: FARM },
  mode: { type: "string", default: MODES[0] },
  without: { type: "string", default: "" },
  forgery: { type: "string" },
  policy: { type: "string", default: RULES_FOLDER },
  seeds: { type: "string" },
  from: { type: "string" },
  card: { type: "boolean" },
  json: { type: "boolean" },
} as const;

export const rehearseFarm: Program = { help: HELP, run };

async function run(args: string[]): Promise<number> {
  const values = parseOptions(args, OPTIONS);
  const farm = farmName(values.farm);
  const mode = drawnMode(values.mode);
  const without = defences(values.without);
  if (mode !== undefined && without.length > 0) throw new UsageError("--without is for flash sales.");
  const forgery = values.forgery === undefined ? undefined : forgeryOf(values.forgery);
  const seeds = wholeNumber("seeds", values.seeds, SEEDS);
  const from = wholeNumber("from", values.from, 1);
  const scenes = values.card ? [...SCENES, ...FORGED_SCENES] : mode === undefined ? [{ farm, without, forgery }] : [];
  const drawnScenes = values.card
    ? [...DRAWN_SCENES, ...FORGED_DRAWN_SCENES]
    : mode === undefined
      ? []
      : [{ mode, farm, forgery }];
  const model = loadLiveModel();
  if (!model.ok) throw new Error(`The model cannot be used: ${model.error.kind}.`);
  const defence = { policy: openCompiledPolicy(values.policy), model: model.value };
  const progress = showProgress("sales", (scenes.length + drawnScenes.length) * seeds);
  const seedsOf = <T>(rehearsal: (seed: number) => T) =>
    Array.from({ length: seeds }, (_, n) => {
      const outcome = rehearsal(from + n);
      progress.step();
      return outcome;
    });
  const played = scenes.map((scene): Played => ({ scene, outcomes: seedsOf((seed) => play(defence, scene, seed)) }));
  const draws = drawnScenes.map(
    (scene): PlayedDraw => ({ scene, outcomes: seedsOf((seed) => playDraw(defence, scene, seed)) }),
  );
  progress.end();
  if (values.card) writeFileSync(CARD, farmCard(played, draws));
  process.stdout.write(values.json ? `${JSON.stringify([...played, ...draws])}\n` : text(played) + drawnText(draws));
  const judged = played.filter(({ scene }) => scene.farm === FARM && scene.without.length === 0);
  const bars = [...judged.flatMap(({ outcomes }) => barsOf(outcomes)), ...draws.flatMap(barsOfDraw)];
  return bars.every(({ met }) => met) ? 0 : 1;
}

/** Undefined for a flash sale. */
function drawnMode(text: string): DrawnMode | undefined {
  if (text === "flash") return undefined;
  if (text === "draw") return text;
  if (text === "fair-window") return "fair window";
  throw new UsageError(`There is no mode "${text}"; there are ${MODES.join(", ")}.`);
}

function forgeryOf(text: string): Forgery {
  const found = FORGERIES[FORGERY_WORDS.indexOf(text)];
  if (found === undefined)
    throw new UsageError(`There is no forgery "${text}"; there are ${FORGERY_WORDS.join(", ")}.`);
  return found;
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

const percent = (share: number) => `${(100 * share).toFixed(2)} %`;

function drawnText(draws: readonly PlayedDraw[]): string {
  if (draws.length === 0) return "";
  return table([
    ["", "farm's units", "worst seed", "people excluded", "sharing", "refused in their turn"],
    ...draws.map(({ scene: { mode, farm, forgery }, outcomes }) => [
      `${farm} farm, ${mode}${forgery === undefined ? "" : `, ${forgery.name}`}`,
      percent(average(outcomes, ({ farmShare }) => farmShare)),
      percent(worst(outcomes, ({ farmShare }) => farmShare)),
      percent(average(outcomes, ({ excludedPeopleShare }) => excludedPeopleShare)),
      percent(average(outcomes, ({ sharedPeopleShare }) => sharedPeopleShare)),
      percent(average(outcomes, ({ refusedPeopleShare }) => refusedPeopleShare)),
    ]),
  ]);
}

function text(played: readonly Played[]): string {
  if (played.length === 0) return "";
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
