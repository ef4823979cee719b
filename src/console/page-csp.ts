/** The Content-Security-Policy of every page: own files only, nothing inline, no frame around it. */
export const PAGE_CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** SHA-256 of no bytes: of a style element that is empty when it is put into the page, and whose rules script adds one by one. */
const EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/** That of the API's reference, whose library makes its styles in such an element and has a font in its own file. */
export const DOCS_CSP = `${PAGE_CSP.replace("style-src 'self'", `style-src 'self' ${EMPTY_STYLE}`)}; font-src data:`;
