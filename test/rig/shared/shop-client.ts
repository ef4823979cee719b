import { randomUUID } from "node:crypto";
import { parseRecordId } from "../../../src/domain/ids.ts";
import { type HttpAnswer, type HttpClient, httpClient } from "./http-client.ts";

/** A running service and a shop's key to it. */
export type ServiceAddress = { readonly baseUrl: string; readonly shopKey: string };

/** A shop's backend: its calls to the service, as texts of JSON over kept connections. */
export type ShopClient = {
  readonly putSale: (saleId: string, sale: object) => Promise<HttpAnswer>;
  readonly putPools: (saleId: string, pools: object) => Promise<HttpAnswer>;
  /** @param key the idempotency key; the same one repeats the call */
  readonly checkout: (saleId: string, body: string, key: string) => Promise<HttpAnswer>;
  /** Says that the buyer entered the code that the shop had sent. */
  readonly enterCode: (challengeId: string, key: string) => Promise<HttpAnswer>;
  /** Under a key of its own each time. */
  readonly register: (saleId: string, body: string) => Promise<HttpAnswer>;
  readonly redeem: (token: string, orderId: string, key: string) => Promise<HttpAnswer>;
  readonly read: (path: string) => Promise<HttpAnswer>;
  readonly close: () => void;
};

/** @param answerWithinMs a call that takes longer breaks off; by default a minute */
export function shopClient(
  { baseUrl, shopKey }: ServiceAddress,
  connections: number,
  answerWithinMs?: number,
): ShopClient {
  const http: HttpClient = httpClient(baseUrl, connections, answerWithinMs);
  const authorization = { Authorization: `Bearer ${shopKey}` };
  const write = (method: "POST" | "PUT", path: string, body: string, key: string) =>
    http.send({
      method,
      path,
      body,
      headers: { ...authorization, "Content-Type": "application/json", "Idempotency-Key": key },
    });
  return {
    putSale: (saleId, sale) => write("PUT", `/v1/sales/${saleId}`, JSON.stringify(sale), randomUUID()),
    putPools: (saleId, pools) => write("PUT", `/v1/sales/${saleId}/pools`, JSON.stringify(pools), randomUUID()),
    checkout: (saleId, body, key) => write("POST", `/v1/sales/${saleId}/checkouts`, body, key),
    enterCode: (challengeId, key) => {
      const saleId = parseRecordId("chl", challengeId)?.saleId ?? "";
      return write("POST", `/v1/sales/${saleId}/challenges/${challengeId}`, JSON.stringify({ kind: "shop_otp" }), key);
    },
    register: (saleId, body) => write("POST", `/v1/sales/${saleId}/registrations`, body, randomUUID()),
    redeem: (token, orderId, key) => write("POST", "/v1/tokens/redeem", JSON.stringify({ token, orderId }), key),
    read: (path) => http.send({ method: "GET", path, headers: authorization }),
    close: http.close,
  };
}
