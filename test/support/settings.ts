import { newSecret, newShopKey, newSigningKey } from "../../src/dev/make-keys.ts";

/** The settings of a deployment with two shops and a staff, as text, with fresh keys; and the keys of the shops. */
export async function validSettings() {
  const [first, second, third] = [newShopKey(), newShopKey(), newShopKey()];
  const shop = { name: "A shop", hostname: "shop.example" };
  return {
    shopKeys: { "shop-a": [first.key, second.key], "shop-b": [third.key] },
    settings: {
      ENVIRONMENT: "test",
      ISSUER: "https://api.example",
      SHOPS: JSON.stringify({
        "shop-a": { ...shop, keyHashes: [first.hash, second.hash], origins: ["https://shop.example"] },
        "shop-b": { ...shop, keyHashes: [third.hash] },
      }),
      STAFF_ROLES: JSON.stringify({
        "email:ana@staff.example": "trust",
        "group:admins": "admin",
        "service:ci.access": "service",
      }),
      ACCESS_TEAM_DOMAIN: "https://team.example",
      ACCESS_AUDIENCE: "the-audience",
      VISIT_TTL_SECONDS: "21600",
      ATTEMPTS_IN_FLIGHT_MAX: "256",
      NEWLY_DENIED_SHARE_MAX: "0.01",
      SIGNING_KEYS: JSON.stringify([await newSigningKey("active"), await newSigningKey("next")]),
      TOKEN_SECRETS: JSON.stringify([{ kid: "t1", k: newSecret() }]),
      PEPPERS: JSON.stringify([{ epoch: "e1", k: newSecret() }]),
    },
  };
}
