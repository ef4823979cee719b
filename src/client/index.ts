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
  Release,
  Released,
  SaleRequest,
  SettledChallenge,
  ShopSale,
  Stock,
  StockMovement,
} from "./api.ts";
export { createFirsthand, type Firsthand, type FirsthandOptions, type Once } from "./client.ts";
export { FirsthandProblem, FirsthandUnavailable } from "./failure.ts";
