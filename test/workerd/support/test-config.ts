import { env } from "cloudflare:workers";
import { type Config, parseConfig } from "../../../src/config.ts";

/** The settings of the tests, checked, with other ones in their place. @throws TypeError that names every setting that is wrong */
export function testConfig(settings: object = {}): Config {
  const config = parseConfig({ ...env, ...settings });
  if (!config.ok) throw new TypeError(config.error.join("\n"));
  return config.value;
}
