import type { Config } from "../../config.ts";
import type { Checkout } from "../../domain/checkout.ts";
import { SIGNALS_BYTES_MAX } from "../../domain/limits.ts";
import type { CheckoutRequest, JudgedVisit } from "../../domain/sale/commands/prepare-attempt.ts";
import { parseClientSignals } from "../../domain/signals/client/parse-client-signals.ts";
import type { ClientReading } from "../../domain/signals/client/reading.ts";
import type { VisitState } from "../../domain/signals/signal.ts";
import { hasBrowser } from "../../domain/terms/channel.ts";
import type { VisitTokenClaims } from "../../domain/tokens/visit-token.ts";
import { verifyCheckoutProof } from "../../platform/tokens/browser-proof.ts";
import type { TokenKeys } from "../../platform/tokens/token-keys.ts";
import { verifyVisitToken } from "../../platform/tokens/tokens.ts";
import { visitBindings } from "./visit-bindings.ts";

const ABSENT: ClientReading = { state: "absent" };

/**
 * Judges the visit token, then the browser's signals, which count only with a live visit. Never refuses: a bad token is a
 * fact about the checkout. Channels without a browser have neither.
 */
export async function judgeVisit(config: Config, keys: TokenKeys, request: CheckoutRequest): Promise<JudgedVisit> {
  const { checkout, saleId, nowMs } = request;
  const without = (state: VisitState): JudgedVisit => ({ facts: { state }, client: ABSENT });
  if (!hasBrowser(checkout.channel)) return without("missing");
  if (checkout.visitToken === undefined) return without("missing");
  const claims = await verifyVisitToken(keys, checkout.visitToken);
  if (claims === undefined || claims.sale !== saleId) return without("invalid");
  if (nowMs >= claims.exp * 1000) return without("expired");
  const party = { deviceId: checkout.device?.id, address: request.address };
  const bindings = visitBindings(config, party, claims);
  if (claims.device !== undefined && bindings.device !== claims.device) return without("invalid");

  const client = await readClient(checkout.signals, claims);
  const provedKey = client.state === "ok" ? client.deviceKeyThumbprint : undefined;
  if (provedKey !== undefined && claims.deviceKey !== provedKey) return without("invalid");
  return {
    claims,
    client,
    facts: {
      state: "ok",
      elapsedMs: Math.max(0, nowMs - claims.start),
      retries: claims.retries,
      ...(claims.privateToken === undefined ? {} : { privateToken: true }),
      addressChanged: claims.ip === undefined || bindings.ip === undefined ? undefined : claims.ip !== bindings.ip,
    },
  };
}

async function readClient(signals: Checkout["signals"], visit: VisitTokenClaims): Promise<ClientReading> {
  if (signals === undefined) return ABSENT;
  if (JSON.stringify(signals).length > SIGNALS_BYTES_MAX) return { state: "invalid" };
  const { reading, proof } = parseClientSignals(signals);
  if (reading.state !== "ok" || proof === undefined) return reading;
  const deviceKeyThumbprint = await verifyCheckoutProof(proof, { nonce: visit.nonce, sale: visit.sale });
  return deviceKeyThumbprint === undefined ? { state: "invalid" } : { ...reading, deviceKeyThumbprint };
}
