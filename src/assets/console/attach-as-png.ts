/** What a picture is made smaller by, at each try, until it is small enough to send. */
const SMALLER = 0.8;

/**
 * Makes a PNG of the pixels of any other picture that is chosen in an input with `data-png-bytes-max`, since only of a PNG can be told that
 * nothing hides among its coded pixels. The form can be sent again when that is done; a file that is no picture is sent as it is, and
 * the service says why it is not taken.
 */
export function attachAsPng(root: ParentNode): void {
  for (const input of root.querySelectorAll<HTMLInputElement>("input[data-png-bytes-max]")) {
    input.addEventListener("change", () => void change(input));
    // A file may have been chosen before this script came.
    void change(input);
  }
}

async function change(input: HTMLInputElement): Promise<void> {
  const [file] = input.files ?? [];
  if (file === undefined || file.type === "image/png") return;
  const button = input.form?.querySelector("button");
  if (button != null) button.disabled = true;
  const png = await asPng(file, Number(input.dataset.pngBytesMax)).catch(() => undefined);
  // Another file may have been chosen meanwhile.
  if (png !== undefined && input.files?.[0] === file) {
    const chosen = new DataTransfer();
    chosen.items.add(png);
    input.files = chosen.files;
  }
  if (button != null) button.disabled = false;
}

async function asPng(file: File, bytesMax: number): Promise<File> {
  const picture = await createImageBitmap(file);
  for (let scale = 1; ; scale *= SMALLER) {
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
    if (png === null) throw new TypeError("The browser makes no PNG of it.");
    if (png.size <= bytesMax) return new File([png], `${file.name}.png`, { type: "image/png" });
  }
}
