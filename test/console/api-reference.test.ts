import { describe, expect, it } from "vitest";
import { apiReference } from "../../src/console/view-models/api-reference.ts";

const DOCUMENT = {
  info: { title: "Firsthand", description: "Decides." },
  servers: [{ url: "https://api.example" }],
  paths: {
    "/v1/sales/{saleId}": {
      get: {
        operationId: "getSale",
        summary: "What anybody may know of a sale",
        tags: ["Public"],
        security: [],
        parameters: [{ name: "saleId", in: "path" }],
        responses: { "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/Sale" } } } } },
      },
    },
    "/v1/sales/{saleId}/checkouts": {
      post: {
        operationId: "checkout",
        summary: "Ask",
        tags: ["Shop"],
        security: [{ shopKey: [] }, {}],
        parameters: [{ name: "Idempotency-Key", in: "header", description: "Fresh." }],
        requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Checkout" } } } },
        responses: { "200": {}, "409": { description: "`sale-not-open`: The sale is not open." } },
      },
    },
  },
  components: {
    schemas: {
      Sale: {
        type: "object",
        required: ["phase"],
        properties: { phase: { enum: ["open", "closed"] }, limits: { $ref: "#/components/schemas/Limits" } },
      },
      Limits: { type: "object", properties: { perAccount: { type: "integer", minimum: 1, maximum: 100 } } },
      Checkout: {
        type: "object",
        properties: {
          lines: { type: "array", items: { type: "string", maxLength: 256 } },
          lead: { anyOf: [{ type: "string" }, { const: 1 }] },
        },
      },
    },
  },
};

describe("apiReference", () => {
  const { sections } = apiReference(DOCUMENT);
  const [getSale, checkout] = sections.flatMap(({ calls }) => calls);

  it("keeps the sections of the document", () => {
    expect(sections.map(({ title, calls }) => [title, calls.map(({ id }) => id)])).toEqual([
      ["Public", ["getSale"]],
      ["Shop", ["checkout"]],
    ]);
  });

  it("follows references, and names nested fields by their path", () => {
    expect(getSale?.answer).toEqual([
      { path: "phase", type: "open | closed", required: true, description: undefined },
      { path: "limits", type: "object", required: false, description: undefined },
      { path: "limits.perAccount", type: "integer, 1 to 100", required: false, description: undefined },
    ]);
    expect(checkout?.body?.map(({ path, type }) => [path, type])).toEqual([
      ["lines", "string, at most 256 characters[]"],
      ["lead", "string | 1"],
    ]);
  });

  it("lets a page send public reads only", () => {
    expect([getSale?.sendable, checkout?.sendable]).toEqual([true, false]);
  });

  it("writes a command that holds no key, only its name", () => {
    expect(checkout?.curl).toBe(
      [
        "curl -X POST 'https://api.example/v1/sales/{saleId}/checkouts'",
        '-H "Authorization: Bearer $SHOP_KEY"',
        '-H "Idempotency-Key: $(uuidgen)"',
        "-H 'Content-Type: application/json'",
        "-d @body.json",
      ].join(" \\\n  "),
    );
  });

  it("says who may call", () => {
    expect([getSale?.caller, checkout?.caller]).toEqual([
      "Anybody",
      "A shop, with its key, or a buyer's browser, with an account token",
    ]);
  });

  it("names the query that a call needs and how staff prove themselves", () => {
    const get = {
      operationId: "getCases",
      summary: "Cases",
      tags: ["Staff"],
      security: [{ staff: [] }],
      parameters: [
        { name: "url", in: "query", required: true },
        { name: "after", in: "query", required: false },
      ],
      responses: { "200": {} },
    };
    const [call] = apiReference({ ...DOCUMENT, paths: { "/v1/cases": { get } } }).sections.flatMap(
      ({ calls }) => calls,
    );
    expect(call?.curl).toBe(
      `curl 'https://api.example/v1/cases?url={url}' \\\n  -H "Cf-Access-Jwt-Assertion: $ASSERTION"`,
    );
  });

  it("names what files go in and out, which have no fields, and how to send one", () => {
    const post = {
      operationId: "attach",
      summary: "Attach",
      tags: ["Staff"],
      security: [{ staff: [] }],
      parameters: [],
      requestBody: { content: { "image/png": {}, "image/jpeg": {} } },
      responses: { "200": { content: { "application/zip": {} } } },
    };
    const [section] = apiReference({ ...DOCUMENT, paths: { "/v1/files": { post } } }).sections;
    const [attach] = section?.calls ?? [];
    expect(attach).toMatchObject({
      bodyFiles: ["image/png", "image/jpeg"],
      answerFiles: ["application/zip"],
      body: undefined,
      answer: undefined,
    });
    expect(attach?.curl).toContain("-H 'Content-Type: image/png' \\\n  --data-binary @file");
  });

  it("refuses a document of another shape", () => {
    expect(() => apiReference({ openapi: "3.1.0" })).toThrow(/"info"/);
  });
});
