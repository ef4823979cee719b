/** Where Debian puts Chromium. */
export const CHROMIUM = "/usr/bin/chromium";
