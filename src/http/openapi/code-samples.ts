/** What a sample of a call needs to know of it. */
export type SampledCall = {
  readonly operationId: string;
  readonly method: string;
  /** Address of the service, without a slash at its end. */
  readonly baseUrl: string;
  /** With parameters in braces, as OpenAPI writes it. */
  readonly path: string;
  /** Examples of what stands in the path, by name, in order. */
  readonly pathValues: { readonly [name: string]: string };
  /** Examples of what a call does not do without after the question mark. */
  readonly queryValues: { readonly [name: string]: string };
  readonly proof: "shop" | "partner" | "staff" | "none";
  readonly keyed: boolean;
  /** An example of its JSON body. */
  readonly body?: unknown;
  /** Media type of a body that is a file, where it is not JSON. */
  readonly fileType?: string | undefined;
};

export type CodeSample = { readonly lang: string; readonly label: string; readonly source: string };

/**
 * Programs that make a call as its examples say. Secrets come from the environment: `SHOP_KEY`, or `ASSERTION` of somebody
 * of the staff.
 */
export function codeSamples(call: SampledCall): readonly CodeSample[] {
  return [
    { lang: "Shell", label: "curl", source: curl(call) },
    { lang: "TypeScript", label: "TypeScript", source: client(call) ?? fetched(call) },
    { lang: "Python", label: "Python", source: python(call) },
  ];
}

function urlOf({ baseUrl, path, pathValues, queryValues }: SampledCall): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(pathValues[name] ?? name));
  const query = new URLSearchParams(queryValues);
  return `${baseUrl}${filled}${query.size === 0 ? "" : `?${query}`}`;
}

/** A text in a POSIX shell: nothing in it is expanded. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function curl(call: SampledCall): string {
  const { method, proof, keyed, body, fileType } = call;
  const type = body === undefined ? fileType : "application/json";
  return [
    method === "get" ? `curl ${quoted(urlOf(call))}` : `curl -X ${method.toUpperCase()} ${quoted(urlOf(call))}`,
    ...(proof === "shop" ? [`-H "Authorization: Bearer $SHOP_KEY"`] : []),
    ...(proof === "partner" ? [`-H "Authorization: Bearer $PARTNER_KEY"`] : []),
    ...(proof === "staff" ? [`-H "Cf-Access-Jwt-Assertion: $ASSERTION"`] : []),
    ...(keyed ? [`-H "Idempotency-Key: $(date +%s%N)$RANDOM"`] : []),
    ...(type === undefined ? [] : [`-H ${quoted(`Content-Type: ${type}`)}`]),
    ...(body === undefined ? [] : [`-d ${quoted(json(body))}`]),
    ...(body === undefined && fileType !== undefined ? ["--data-binary @file"] : []),
  ].join(" \\\n  ");
}

/** Methods of the client for shop backends, by call, with the parameters that they take before the body. */
const CLIENT_METHODS: { readonly [operationId: string]: readonly [method: string, ...parameters: string[]] } = {
  putSale: ["putSale", "saleId"],
  getSale: ["sale", "saleId"],
  getLedger: ["ledger", "saleId"],
  moveStock: ["moveStock", "saleId"],
  pauseSale: ["pause", "saleId"],
  resumeSale: ["resume", "saleId"],
  checkout: ["checkout", "saleId"],
  settleChallenge: ["settleChallenge", "saleId", "challengeId"],
  redeemToken: ["redeem"],
  releaseToken: ["release"],
};
/** The client sends an empty body for them. */
const BODILESS = new Set(["resumeSale"]);

function client({ operationId, baseUrl, pathValues, keyed, body }: SampledCall): string | undefined {
  const [method, ...parameters] = CLIENT_METHODS[operationId] ?? [];
  if (method === undefined) return undefined;
  const values = [
    ...parameters.map((name) => JSON.stringify(pathValues[name] ?? name)),
    ...(body === undefined || BODILESS.has(operationId) ? [] : [json(body)]),
    // A name of the try, kept by the shop: the same name and call get the same answer.
    ...(keyed ? ["{ idempotencyKey: crypto.randomUUID() }"] : []),
  ];
  return `import { createFirsthand } from "@firsthand/client";

const firsthand = createFirsthand({ baseUrl: ${JSON.stringify(baseUrl)}, shopKey: process.env.SHOP_KEY ?? "" });

const answer = await firsthand.${method}(${values.join(", ")});
console.log(answer);`;
}

function fetched(call: SampledCall): string {
  const { method, proof, keyed, body, fileType } = call;
  const type = body === undefined ? fileType : "application/json";
  const headers = [
    ...(proof === "shop" ? [`Authorization: \`Bearer \${process.env.SHOP_KEY}\``] : []),
    ...(proof === "partner" ? [`Authorization: \`Bearer \${process.env.PARTNER_KEY}\``] : []),
    ...(proof === "staff" ? [`"Cf-Access-Jwt-Assertion": process.env.ASSERTION ?? ""`] : []),
    ...(keyed ? [`"Idempotency-Key": crypto.randomUUID()`] : []),
    ...(type === undefined ? [] : [`"Content-Type": ${JSON.stringify(type)}`]),
  ];
  const options = [
    ...(method === "get" ? [] : [`method: "${method.toUpperCase()}"`]),
    ...(headers.length === 0 ? [] : [`headers: {\n    ${headers.join(",\n    ")},\n  }`]),
    ...(body === undefined ? [] : [`body: JSON.stringify(${indented(json(body), "  ")})`]),
    ...(body === undefined && fileType !== undefined ? [`body: await readFile("file")`] : []),
  ];
  return `${body === undefined && fileType !== undefined ? `import { readFile } from "fs/promises";\n\n` : ""}const response = await fetch(${JSON.stringify(urlOf(call))}${
    options.length === 0 ? "" : `, {\n  ${options.join(",\n  ")},\n}`
  });
console.log(response.status, await response.text());`;
}

function python(call: SampledCall): string {
  const { method, proof, keyed, body, fileType } = call;
  const isFile = body === undefined && fileType !== undefined;
  const headers = [
    ...(proof === "shop" ? [`"Authorization": f"Bearer {os.environ['SHOP_KEY']}"`] : []),
    ...(proof === "partner" ? [`"Authorization": f"Bearer {os.environ['PARTNER_KEY']}"`] : []),
    ...(proof === "staff" ? [`"Cf-Access-Jwt-Assertion": os.environ["ASSERTION"]`] : []),
    ...(keyed ? [`"Idempotency-Key": str(uuid.uuid4())`] : []),
    ...(body === undefined && fileType === undefined
      ? []
      : [`"Content-Type": ${JSON.stringify(isFile ? fileType : "application/json")}`]),
  ];
  const modules = [
    ...(body === undefined ? [] : ["json"]),
    ...(proof === "none" ? [] : ["os"]),
    "urllib.request",
    ...(keyed ? ["uuid"] : []),
  ];
  const data = [
    ...(body === undefined ? [] : [`json.dumps(${indented(pythonOf(body), "    ")}).encode()`]),
    ...(isFile ? [`open("file", "rb").read()`] : []),
  ];
  return `import ${modules.join(", ")}

request = urllib.request.Request(
    ${JSON.stringify(urlOf(call))},
    method="${method.toUpperCase()}",${
      headers.length === 0 ? "" : `\n    headers={\n        ${headers.join(",\n        ")},\n    },`
    }${data.map((bytes) => `\n    data=${bytes},`).join("")}
)
with urllib.request.urlopen(request) as response:
    print(response.status, response.read().decode())`;
}

function json(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

function indented(text: string, by: string): string {
  return text.replaceAll("\n", `\n${by}`);
}

/** JSON as Python writes it. */
function pythonOf(value: unknown, by = "    "): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value !== "object") return JSON.stringify(value);
  const inner = Array.isArray(value)
    ? value.map((item) => pythonOf(item, by))
    : Object.entries(value ?? {}).map(([name, member]) => `${JSON.stringify(name)}: ${pythonOf(member, by)}`);
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  if (inner.length === 0) return `${open}${close}`;
  return `${open}\n${inner.map((line) => by + indented(line, by)).join(",\n")},\n${close}`;
}
