import { describe, expect, it } from "vitest";
import { activityOf, appVerdict, hasPassed } from "../../src/domain/app-verdict.ts";

/** A payload in the form that Google documents (Play Integrity API, "Integrity verdicts"), decrypted. */
const PLAY = {
  appIntegrity: {
    appRecognitionVerdict: "PLAY_RECOGNIZED",
    packageName: "com.package.name",
    certificateSha256Digest: ["6a6a1474b5cbbb2b1aa57e0bc3"],
    versionCode: "42",
  },
  deviceIntegrity: {
    deviceRecognitionVerdict: ["MEETS_DEVICE_INTEGRITY"],
    recentDeviceActivity: { deviceActivityLevel: "LEVEL_2" },
  },
  accountDetails: { appLicensingVerdict: "LICENSED" },
};

/** What a shop passes on of it. */
function play(
  app: string = PLAY.appIntegrity.appRecognitionVerdict,
  device: readonly string[] = PLAY.deviceIntegrity.deviceRecognitionVerdict,
  deviceActivityLevel: string = PLAY.deviceIntegrity.recentDeviceActivity.deviceActivityLevel,
) {
  return appVerdict.parse({
    by: "play_integrity",
    appRecognitionVerdict: app,
    deviceRecognitionVerdict: device,
    deviceActivityLevel,
  });
}

describe("a verdict on a shop's app", () => {
  it.each<[string, ReturnType<typeof play>, boolean | undefined]>([
    ["passes where Google knows both", play(), true],
    [
      "passes with the stronger label",
      play("PLAY_RECOGNIZED", ["MEETS_STRONG_INTEGRITY", "MEETS_BASIC_INTEGRITY"]),
      true,
    ],
    ["fails where the device has the weakest label alone", play("PLAY_RECOGNIZED", ["MEETS_BASIC_INTEGRITY"]), false],
    ["fails in an emulator", play("PLAY_RECOGNIZED", ["MEETS_VIRTUAL_INTEGRITY"]), false],
    ["fails where the device has none", play("UNEVALUATED", []), false],
    ["fails where the app was changed", play("UNRECOGNIZED_VERSION"), false],
    ["says nothing where Google did not evaluate the app", play("UNEVALUATED"), undefined],
    ["says nothing in a word that came later", play("SOMETHING_NEW"), undefined],
    ["passes where the shop verified Apple's", { by: "app_attest", verified: true, riskMetric: 1 }, true],
    ["fails where the shop could not", { by: "app_attest", verified: false }, false],
  ])("%s", (_, verdict, passed) => {
    expect(hasPassed(verdict)).toBe(passed);
  });

  it("has Google's grade of the device's activity", () => {
    expect(activityOf(play())).toBe(2);
    expect(activityOf(play("PLAY_RECOGNIZED", [], "UNEVALUATED"))).toBe(undefined);
    expect(activityOf({ by: "app_attest", verified: true })).toBe(undefined);
  });

  it.each<[string, object]>([
    ["of nobody", {}],
    ["of somebody else", { by: "safetynet" }],
    ["with members of the other", { by: "app_attest", verified: true, deviceRecognitionVerdict: [] }],
    ["with a count below nothing", { by: "app_attest", verified: true, riskMetric: -1 }],
    [
      "with more labels than there will be",
      { by: "play_integrity", appRecognitionVerdict: "x", deviceRecognitionVerdict: Array(17).fill("x") },
    ],
  ])("%s is refused", (_, verdict) => {
    expect(appVerdict.safeParse(verdict).success).toBe(false);
  });
});
