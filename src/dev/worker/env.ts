/** Something that answers requests: the service binding to Firsthand, or a stand-in with the same contract. */
export type Service = { readonly fetch: (request: Request) => Promise<Response> };

/** What the launcher gives to the development Worker. */
export type DevEnv = {
  readonly FIRSTHAND: Service;
  /** Appends each body to the recorded sessions of people. */
  readonly RECORDINGS: Service;
  /** Script and stylesheet of the pages that exist only here. */
  readonly SHOP_SCRIPT: string;
  readonly RECORD_SCRIPT: string;
  readonly SHOP_STYLES: string;
  readonly SHOP_KEY: string;
  readonly SHOP_ID: string;
  /** JSON: private Ed25519 key as a JWK with `kid`, for account tokens. */
  readonly ACCOUNT_KEY: string;
  readonly SALE_ID: string;
  /** Where this Worker is reached, without a slash at the end. */
  readonly BASE_URL: string;
  /** JSON: private RSA key as a JWK with `kid`, for RS256. */
  readonly STAFF_KEY: string;
  /** JSON: `[{ "email", "sub", "role" }]`. */
  readonly STAFF_PEOPLE: string;
  /** Of the beacon of this machine, in hexadecimal. */
  readonly BEACON_KEY: string;
  /** By which the telephones of this machine sign their messages. */
  readonly SMS_SECRET: string;
  readonly ACCESS_ISSUER: string;
  readonly ACCESS_AUDIENCE: string;
};
