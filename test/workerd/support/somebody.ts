import { env } from "cloudflare:workers";
import { parseConfig } from "../../../src/config.ts";
import { identify } from "../../../src/domain/identity/identify.ts";
import { keysOf, pseudonymsFor } from "../../../src/domain/identity/pseudonym.ts";
import { assert } from "../../../src/domain/result.ts";
import { shopCheckoutBody } from "../../../src/wire/checkout.ts";
import { checkoutOf } from "../../support/fixtures.ts";
import type { ShopName } from "./deployment.ts";

/** A person whom no other test knows. */
export function somebody() {
  const name = crypto.randomUUID().replaceAll("-", "");
  const word = name.replaceAll(/\d/g, (digit) => "ghijklmnop".charAt(Number(digit)));
  const plain = checkoutOf(1);
  return {
    ...plain,
    account: { ...plain.account, id: `acc-${name}`, email: `${name}@${word}.example`, phone: newPhone() },
    device: { id: `dev-${name}` },
    payment: { ...plain.payment, fingerprint: `pf-${name}` },
    shippingAddress: { ...plain.shippingAddress, lines: [`Flat 4, ${word} House`, `12 ${word} Street`] },
  };
}

function newPhone(): string {
  const digits = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
  return `+9197${String(digits % 100_000_000).padStart(8, "0")}`;
}

/** Everything that a person may be recognised by: as it was sent, and as keyed hashes at this shop under every epoch. */
export function tracesOf(person: object, shop: ShopName = "shop-a"): string[] {
  const config = parseConfig(env);
  assert(config.ok, "the settings of the tests are right");
  const order = shopCheckoutBody.parse(person);
  const { values } = identify(order);
  const hashes = config.value.peppers.flatMap((pepper) => {
    const pseudonym = pseudonymsFor(shop, pepper);
    return [
      ...Object.values(keysOf(values, pseudonym)).flat(),
      ...(values.nearAsked ?? []).map((value) => pseudonym("near", value)),
      ...(values.nearFoundBy ?? []).map((value) => pseudonym("near", value)),
      ...(values.phoneRange === undefined ? [] : [pseudonym("crowd:range", values.phoneRange)]),
      ...(values.mailDomain === undefined
        ? []
        : [pseudonym("host", values.mailDomain), pseudonym("crowd:domain", values.mailDomain)]),
    ];
  });
  const { account, device, payment } = order;
  const sent = [account.id, account.email, account.phone, device?.id, payment.fingerprint];
  return [...hashes, ...sent].filter((text) => text !== undefined);
}
