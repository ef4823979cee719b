/** A payload as the SDK sends it after a person has typed an address and clicked; each test changes one thing of it. */
export function validSignals() {
  return {
    v: 1,
    observations: {
      pointer: {
        state: "ok",
        value: {
          moves: 210,
          pathPx: 3_100,
          directPx: 2_480,
          clicks: 4,
          clicksWithoutMove: 1,
          centreClicks: 1,
          pressMs: { n: 4, p10: 71, p50: 96, p90: 140 },
          stepMs: { n: 209, p10: 15, p50: 17, p90: 38 },
          speed: { n: 190, p10: 60, p50: 480, p90: 1_900 },
          speedChange: { n: 180, p10: 0.02, p50: 0.21, p90: 0.62 },
          turn: { n: 180, p10: 0.01, p50: 0.16, p90: 0.9 },
          curvatureSpeed: -0.74,
          strokes: {
            onset: { n: 7, p10: 0.08, p50: 0.21, p90: 0.5 },
            landing: { n: 7, p10: 0.05, p50: 0.14, p90: 0.4 },
            slow: { n: 7, p10: 0.15, p50: 0.33, p90: 0.6 },
            variation: { n: 7, p10: 0.5, p50: 0.74, p90: 1.1 },
            roughness: { n: 7, p10: 0.1, p50: 0.22, p90: 0.6 },
            peaksPerSecond: { n: 7, p10: 3, p50: 5.8, p90: 9 },
            bitsPerSecond: { n: 8, p10: 2.4, p50: 4.3, p90: 7 },
          },
        },
      },
      keys: {
        state: "ok",
        value: {
          count: 74,
          untrusted: 0,
          shifted: 5,
          shiftless: 1,
          rollovers: 13,
          corrections: 4,
          holdMs: { n: 74, p10: 60, p50: 90, p90: 132 },
          flightMs: { n: 66, p10: 75, p50: 160, p90: 544 },
        },
      },
      touch: { state: "absent" },
      form: { state: "ok", value: { elapsedMs: 21_400, fields: 7, pastes: 0, autofills: 1, unexplainedInputs: 0 } },
      page: { state: "ok", value: { elapsedMs: 30_000, hiddenMs: 6_000, scrolls: 3 } },
      rhythm: { state: "ok", value: { gapsMs: [0, 143, 98, 201, 77, 160, 155, 412, 90, 130] } },
      automation: { state: "ok", value: { webdriver: false, headless: false, activated: true } },
      environment: { state: "ok", value: { coarsePointer: false, touchPoints: 0 } },
    },
  };
}
