import type { RequestFacts, Signal } from "../signal.ts";
import { automationBotdCount } from "./automation-botd-count.ts";
import { automationBotdKind } from "./automation-botd-kind.ts";
import { automationHeadless } from "./automation-headless.ts";
import { automationNeverActivated } from "./automation-never-activated.ts";
import { automationWebdriver } from "./automation-webdriver.ts";
import { clientDurationImplausible } from "./client-duration-implausible.ts";
import { environmentTouchPoints } from "./environment-touch-points.ts";
import { formAutofillCount } from "./form-autofill-count.ts";
import { formElapsedMs } from "./form-elapsed-ms.ts";
import { formPasteCount } from "./form-paste-count.ts";
import { formUnexplainedInputs } from "./form-unexplained-inputs.ts";
import { keyCorrectionRatio } from "./key-correction-ratio.ts";
import { keyCount } from "./key-count.ts";
import { keyFlightMsMedian } from "./key-flight-ms-median.ts";
import { keyFlightSkew } from "./key-flight-skew.ts";
import { keyFlightSpread } from "./key-flight-spread.ts";
import { keyHoldMsMedian } from "./key-hold-ms-median.ts";
import { keyHoldSpread } from "./key-hold-spread.ts";
import { keyRolloverRatio } from "./key-rollover-ratio.ts";
import { keyShiftlessRatio } from "./key-shiftless-ratio.ts";
import { keyUntrustedCount } from "./key-untrusted-count.ts";
import { pageHiddenRatio } from "./page-hidden-ratio.ts";
import { pageScrolls } from "./page-scrolls.ts";
import { pointerBitsPerSecond } from "./pointer-bits-per-second.ts";
import { pointerCentreClickRatio } from "./pointer-centre-click-ratio.ts";
import { pointerClicks } from "./pointer-clicks.ts";
import { pointerClicksWithoutMove } from "./pointer-clicks-without-move.ts";
import { pointerCurvatureSpeed } from "./pointer-curvature-speed.ts";
import { pointerJumpRatio } from "./pointer-jump-ratio.ts";
import { pointerLanding } from "./pointer-landing.ts";
import { pointerMoves } from "./pointer-moves.ts";
import { pointerOnset } from "./pointer-onset.ts";
import { pointerPathEfficiency } from "./pointer-path-efficiency.ts";
import { pointerPeaksPerSecond } from "./pointer-peaks-per-second.ts";
import { pointerPressMsMedian } from "./pointer-press-ms-median.ts";
import { pointerRoughness } from "./pointer-roughness.ts";
import { pointerSlowHigh } from "./pointer-slow-high.ts";
import { pointerSlowRatio } from "./pointer-slow-ratio.ts";
import { pointerSpeedChange } from "./pointer-speed-change.ts";
import { pointerSpeedChangeHigh } from "./pointer-speed-change-high.ts";
import { pointerSpeedSpread } from "./pointer-speed-spread.ts";
import { pointerStrokeVariation } from "./pointer-stroke-variation.ts";
import { pointerStrokeVariety } from "./pointer-stroke-variety.ts";
import { pointerTempoVariety } from "./pointer-tempo-variety.ts";
import { pointerTurnHigh } from "./pointer-turn-high.ts";
import { pointerTurnMedian } from "./pointer-turn-median.ts";
import { touchPressMsMedian } from "./touch-press-ms-median.ts";
import { touchTaps } from "./touch-taps.ts";

/** Signals derived from what the browser SDK observed, absent together where its reading is not `ok`. */
export const CLIENT_SIGNALS: readonly Signal<RequestFacts>[] = [
  formElapsedMs,
  formPasteCount,
  formAutofillCount,
  formUnexplainedInputs,
  pointerMoves,
  pointerClicks,
  pointerClicksWithoutMove,
  pointerCentreClickRatio,
  pointerPressMsMedian,
  pointerPathEfficiency,
  pointerSpeedChange,
  pointerSpeedChangeHigh,
  pointerTurnMedian,
  pointerTurnHigh,
  pointerSpeedSpread,
  pointerOnset,
  pointerLanding,
  pointerSlowRatio,
  pointerSlowHigh,
  pointerStrokeVariation,
  pointerStrokeVariety,
  pointerRoughness,
  pointerPeaksPerSecond,
  pointerBitsPerSecond,
  pointerTempoVariety,
  pointerCurvatureSpeed,
  pointerJumpRatio,
  keyCount,
  keyUntrustedCount,
  keyHoldMsMedian,
  keyHoldSpread,
  keyFlightMsMedian,
  keyFlightSpread,
  keyFlightSkew,
  keyRolloverRatio,
  keyCorrectionRatio,
  keyShiftlessRatio,
  touchTaps,
  touchPressMsMedian,
  environmentTouchPoints,
  pageHiddenRatio,
  pageScrolls,
  automationWebdriver,
  automationHeadless,
  automationNeverActivated,
  automationBotdCount,
  automationBotdKind,
  clientDurationImplausible,
];
