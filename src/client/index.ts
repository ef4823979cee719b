export type { AllowToken } from "./allow-token.ts";
export type {
  BrowserCheckoutAnswer,
  Cancellation,
  ChallengeSettlement,
  Checkout,
  CheckoutAnswer,
  Collect,
  Dispatch,
  Ledger,
  Order,
  OrderPage,
  OrderState,
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
export {
  createFirsthand,
  type Firsthand,
  type FirsthandOptions,
  type Once,
  type OrderFilter,
  type OrderRef,
} from "./client.ts";
export { FirsthandProblem, FirsthandUnavailable } from "./failure.ts";
export { type MessageHeaders, verifyWebhook, type WebhookEvent } from "./webhook.ts";
