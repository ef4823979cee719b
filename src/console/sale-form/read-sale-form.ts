import { err, ok, type Result } from "../../domain/result.ts";
import { jsonPointer } from "../../wire/json.ts";
import type { SaleRequest } from "../../wire/sale-request.ts";
import { putSaleBody } from "../../wire/sale-terms.ts";
import { readAmount } from "./form-amount.ts";
import { SALE_FIELDS, type SaleField } from "./sale-field.ts";

/** What a form says: the texts of each field, of which only a group of boxes has several. */
export type FormTexts = { readonly [pointer: string]: readonly string[] };

/** Something that is wrong, and where. */
export type FormProblem = { readonly pointer: string; readonly detail: string };

type Value = string | number | boolean | readonly (string | object)[];
type Tree = { [name: string]: Value | Tree };

/** A text that is not of its field's kind. */
class Unreadable {
  readonly detail: string;
  constructor(detail: string) {
    this.detail = detail;
  }
}

/**
 * The sale that a form describes, or every problem of it at once.
 * @param before the terms of a sale that is changed: a date that the form leaves as it is stays as it was written
 */
export function readSaleForm(
  texts: FormTexts,
  before?: Pick<SaleRequest, "shipBy">,
): Result<SaleRequest, readonly FormProblem[]> {
  const currency = texts["/price/currency"]?.[0]?.trim() ?? "";
  const body: Tree = { mode: texts["/mode"]?.[0] ?? "" };
  const problems: FormProblem[] = [];
  for (const field of SALE_FIELDS.flatMap(({ fields }) => fields)) {
    const value = read(field, texts[field.pointer] ?? [], currency);
    if (value instanceof Unreadable) problems.push({ pointer: field.pointer, detail: value.detail });
    if (value === undefined) continue;
    put(body, field.pointer, value instanceof Unreadable ? (texts[field.pointer]?.[0] ?? "") : value);
  }
  if (Date.parse(String(body.shipBy)) === Date.parse(before?.shipBy ?? "")) body.shipBy = before?.shipBy ?? "";
  const { deposit } = body;
  if (typeof deposit === "object" && !Array.isArray(deposit)) Object.assign(deposit, { currency });
  const parsed = putSaleBody.safeParse(body);
  if (parsed.success) return ok(parsed.data);
  const said = new Set(problems.map(({ pointer }) => pointer));
  const others = parsed.error.issues.map(({ path, code, message }) => {
    const pointer = jsonPointer(path);
    const isMissing = code === "invalid_type" && (texts[pointer]?.[0]?.trim() ?? "") === "";
    return { pointer, detail: isMissing ? "is needed" : message };
  });
  return err([...problems, ...others.filter(({ pointer }) => !said.has(pointer))]);
}

/** What a field's text stands for; undefined where it is left out. */
function read(field: SaleField, texts: readonly string[], currency: string): Value | Unreadable | undefined {
  const text = texts[0]?.trim() ?? "";
  switch (field.is) {
    case "switch":
      return texts.length > 0;
    case "mark":
      return texts.length > 0 ? true : undefined;
    case "several":
      return texts.length > 0 ? texts : undefined;
    default:
      return text === "" ? undefined : readText(field, text, currency);
  }
}

function readText({ is }: SaleField, text: string, currency: string): Value | Unreadable {
  switch (is) {
    case "number":
      return /^\d{1,15}$/.test(text) ? Number(text) : new Unreadable("must be a whole number, in digits alone");
    case "amount":
      return readAmount(text, currency) ?? new Unreadable("must be an amount of its currency, such as 13999.00");
    case "moment":
      return momentOf(text);
    case "list":
      return text
        .split(",")
        .map((each) => each.trim())
        .filter((each) => each !== "");
    case "waves":
      return text.split("\n").map(waveOf);
    default:
      return text;
  }
}

/** A field for a moment names no zone, and leaves seconds out that are none. */
function momentOf(text: string): string {
  return /T\d\d:\d\d$/.test(text) ? `${text}:00Z` : text.endsWith("Z") ? text : `${text}Z`;
}

function waveOf(line: string): object {
  const [units = "", date = ""] = line.trim().split(/[\s,;]+/);
  const isDay = /^\d{4}-\d\d-\d\d$/.test(date);
  return { units: Number(units), shipBy: isDay ? `${date}T23:59:59Z` : momentOf(date) };
}

function put(tree: Tree, pointer: string, value: Value): void {
  const [name = "", ...rest] = pointer.slice(1).split("/");
  if (rest.length === 0) {
    tree[name] = value;
    return;
  }
  const known = tree[name];
  const inner: Tree = typeof known === "object" && !isList(known) ? known : {};
  tree[name] = inner;
  put(inner, `/${rest.join("/")}`, value);
}

function isList(value: Value | Tree): value is readonly (string | object)[] {
  return Array.isArray(value);
}
