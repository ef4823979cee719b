import type { SourceOf } from "../read-file.ts";
import type { ReadPolicy } from "../read-policy.ts";
import type { ShadowRecord } from "../shadow-record.ts";
import type { YamlPath } from "../yaml-source.ts";

/** A problem that a lint found, and where: in a file, at a path, maybe at a field's name or inside a text. */
export type LintFinding = {
  readonly at: SourceOf<unknown>;
  readonly path: YamlPath;
  /** Points at this field's name inside the path. */
  readonly name?: string | undefined;
  /** Points at this character of the text at the path. */
  readonly offset?: number | undefined;
  readonly rule?: string | undefined;
  readonly message: string;
  readonly hint?: string | undefined;
};

/** One thing that is held against a policy whose files could be read. It must bear files and conditions that could not. */
export type Lint = {
  readonly code: string;
  /** Gives its findings; one that takes long gives `undefined` in between, so that others have their turn. */
  readonly check: (
    policy: ReadPolicy & { readonly nowMs: number; readonly shadowRecord?: ShadowRecord | undefined },
  ) => Iterable<LintFinding | undefined>;
};
