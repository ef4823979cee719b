import { encodeQR } from "qr";

/** Modules of quiet around the code. ISO/IEC 18004, section 6.3.8. */
const QUIET_ZONE = 4;

type QrCodeProps = {
  /** What a telephone reads from it. */
  readonly text: string;
  readonly label: string;
};

/** A QR code as a picture that prints sharp at any size: dark on light in every colour scheme, as readers expect it. */
export const QrCode = ({ text, label }: QrCodeProps) => {
  const modules = encodeQR(text, "raw", { ecc: "medium", border: QUIET_ZONE });
  return (
    <svg class="qr-code" role="img" aria-label={label} viewBox={`0 0 ${modules.length} ${modules.length}`}>
      <path class="qr-dark" d={modules.map(pathOfRow).join("")} />
    </svg>
  );
};

/** The dark modules of a row, a rectangle for each run of them. */
function pathOfRow(row: readonly boolean[], y: number): string {
  const runs: string[] = [];
  for (let x = 0; x < row.length; x += 1) {
    if (!row[x]) continue;
    const start = x;
    while (row[x + 1]) x += 1;
    const width = x + 1 - start;
    runs.push(`M${start} ${y}h${width}v1h-${width}z`);
  }
  return runs.join("");
}
