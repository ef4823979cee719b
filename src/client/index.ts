export type { AllowToken } from "./allow-token.ts";
export type {
  BrowserCheckoutAnswer,
  ChallengeSettlement,
  Checkout,
  CheckoutAnswer,
  Ledger,
  PublicSale,
  Redeemed,
  Redemption,
  Registration,
  RegistrationReference,
  RegistrationRequest,
  RegistrationStatus,
  Release,
  Released,
  SaleRequest,
  SettledChallenge,
  ShopSale,
  Stock,
  StockMovement,
  WithdrawnRegistration,
} from "./api.ts";
export { createFirsthand, type Firsthand, type FirsthandOptions, type Once } from "./client.ts";
export { FirsthandProblem, FirsthandUnavailable } from "./failure.ts";
