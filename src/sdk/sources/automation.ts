import type { AutomationValue } from "../../domain/signals/client/observations.ts";
import type { Source } from "../observation.ts";

/** What the browser says of itself being driven. @see W3C WebDriver, `navigator.webdriver`; HTML, user activation */
export const automationSource: Source<AutomationValue> = () => ({
  read: () => ({
    webdriver: navigator.webdriver === true,
    // HTML: set by the first click, key or tap that a device made, and never by a script.
    activated: navigator.userActivation?.hasBeenActive,
    headless: navigator.userAgent.includes("Headless") || (outerWidth === 0 && outerHeight === 0),
  }),
});
