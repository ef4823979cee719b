import type * as z from "zod";
import type {
  browserCheckoutAnswer,
  checkoutAnswer,
  settleChallengeAnswer,
  settleChallengeBody,
  shopCheckoutBody,
  shopRegistrationBody,
} from "../wire/checkout.ts";
import type {
  buyerOrderAnswer,
  cancelBody,
  collectBody,
  dispatchBody,
  orderAnswer,
  orderFilter,
  ordersAnswer,
} from "../wire/order.ts";
import type {
  anyRegistrationRef,
  declinedAnswer,
  registrationAnswer,
  registrationStatusAnswer,
  withdrawnAnswer,
} from "../wire/registration.ts";
import type {
  ledgerAnswer,
  moveStockBody,
  pauseBody,
  publicSaleAnswer,
  shopSaleAnswer,
  stockAnswer,
} from "../wire/sale.ts";
import type { putSaleBody } from "../wire/sale-terms.ts";
import type { redeemAnswer, redeemBody, releaseAnswer, releaseBody } from "../wire/token.ts";

/** Shapes that cross HTTP, as the service's own schemas say. The package carries them written out, without the schemas. */
export type Checkout = z.input<typeof shopCheckoutBody>;
export type CheckoutAnswer = z.output<typeof checkoutAnswer>;
export type BrowserCheckoutAnswer = z.output<typeof browserCheckoutAnswer>;
export type ChallengeSettlement = z.input<typeof settleChallengeBody>;
export type SettledChallenge = z.output<typeof settleChallengeAnswer>;
export type RegistrationRequest = z.input<typeof shopRegistrationBody>;
export type Registration = z.output<typeof registrationAnswer>;
export type RegistrationReference = z.input<typeof anyRegistrationRef>;
export type RegistrationStatus = z.output<typeof registrationStatusAnswer>;
export type DeclinedTurn = z.output<typeof declinedAnswer>;
export type WithdrawnRegistration = z.output<typeof withdrawnAnswer>;
export type Redemption = z.input<typeof redeemBody>;
export type Redeemed = z.output<typeof redeemAnswer>;
export type Release = z.input<typeof releaseBody>;
export type Released = z.output<typeof releaseAnswer>;
export type SaleRequest = z.input<typeof putSaleBody>;
export type ShopSale = z.output<typeof shopSaleAnswer>;
export type PublicSale = z.output<typeof publicSaleAnswer>;
export type PauseRequest = z.input<typeof pauseBody>;
export type StockMovement = z.input<typeof moveStockBody>;
export type Stock = z.output<typeof stockAnswer>;
export type Ledger = z.output<typeof ledgerAnswer>;
export type Order = z.output<typeof orderAnswer>;
export type BuyerOrder = z.output<typeof buyerOrderAnswer>;
export type OrderState = z.input<typeof orderFilter>;
export type OrderPage = z.output<typeof ordersAnswer>;
export type Dispatch = z.input<typeof dispatchBody>;
export type Collect = z.input<typeof collectBody>;
export type Cancellation = z.input<typeof cancelBody>;
