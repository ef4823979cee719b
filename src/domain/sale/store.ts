import type { ClusterStore } from "../identity/cluster/cluster-store.ts";
import type { AccountRows } from "./rows/account-rows.ts";
import type { CallingRows } from "./rows/calling-rows.ts";
import type { ChallengeRows } from "./rows/challenge-rows.ts";
import type { ClaimRows } from "./rows/claim-rows.ts";
import type { CohortRows } from "./rows/cohort-rows.ts";
import type { DecisionRows } from "./rows/decision-rows.ts";
import type { EventRows } from "./rows/event-rows.ts";
import type { HoldRows } from "./rows/hold-rows.ts";
import type { OrderRows } from "./rows/order-rows.ts";
import type { PoolRows } from "./rows/pool-rows.ts";
import type { PressureRows } from "./rows/pressure-rows.ts";
import type { StockRows } from "./rows/stock-rows.ts";
import type { VisitRows } from "./rows/visit-rows.ts";

/**
 * What one sale remembers, as the commands of the sale see it: one small port for each concern, made of rows in memory. Every
 * method is synchronous, and a command's reads and writes belong to one transaction of its caller. One contract suite holds it to
 * the same behaviour whatever stores the rows: SQLite in the Sale object, and maps in the simulator.
 */
export type SaleStore = StockRows &
  PoolRows &
  HoldRows &
  ClaimRows &
  CohortRows &
  PressureRows &
  AccountRows &
  VisitRows &
  ChallengeRows &
  DecisionRows &
  CallingRows &
  EventRows &
  OrderRows &
  ClusterStore;
