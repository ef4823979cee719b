import type { AutomationValue } from "../../domain/signals/client/observations.ts";
import type { Source } from "../observation.ts";

/** What the browser says of itself being driven. @see W3C WebDriver, `navigator.webdriver` */
export const automationSource: Source<AutomationValue> = () => ({
  read: () => ({
    webdriver: navigator.webdriver === true,
    headless: navigator.userAgent.includes("Headless") || (outerWidth === 0 && outerHeight === 0),
  }),
});
