import * as z from "zod";
import { NOTICE_CHARS_MAX } from "../../domain/limits.ts";
import { instant, text } from "../../domain/text.ts";
import type { Problem } from "../../wire/problem.ts";
import {
  IMAGE_PIXELS_MAX,
  IMAGE_SIDE_PIXELS_MAX,
  IMAGE_TYPES,
  type ImageProblem,
} from "../domain/evidence-pack/image.ts";
import type { Attachment } from "../domain/evidence-pack/pack-contents.ts";

/** What a picture shows, in the words of who attaches it. */
export const caption = text;

/** A picture of a case, as its list shows it. */
export const attachment = z
  .object({
    attachmentId: z.string(),
    mediaType: z.enum(IMAGE_TYPES),
    widthPixels: z.int(),
    heightPixels: z.int(),
    bytes: z.int(),
    sha256: z.string().meta({ description: "Of the picture as it is kept: pixels and nothing else." }),
    uploadedSha256: z.string().meta({ description: "Of the picture as it was sent." }),
    caption: z.string(),
    addedAt: instant,
    addedBy: z.string(),
  })
  .meta({ id: "CaseAttachment" });

export type AttachmentView = z.infer<typeof attachment>;

export function attachmentView({ addedAtMs, ...kept }: Attachment): AttachmentView {
  return { ...kept, addedAt: new Date(addedAtMs).toISOString() };
}

/** Answer of `GET /v1/cases/{caseId}/attachments`. */
export const attachmentsAnswer = z.object({ attachments: z.array(attachment) }).meta({ id: "CaseAttachments" });

/** Answer of `DELETE /v1/cases/{caseId}/attachments/{attachmentId}`: the id of the picture that is gone. */
export const removalAnswer = z.object({ removed: z.string() }).meta({ id: "RemovedAttachment" });

/** Body of `POST /v1/cases/{caseId}/evidence-pack`. */
export const packBody = z
  .strictObject({
    notice: z
      .string()
      .max(NOTICE_CHARS_MAX)
      .optional()
      .meta({ description: "The notice as staff edited it; without it, the draft of the brand's template." }),
  })
  .meta({ id: "EvidencePackOrder" });

/** Answer of `GET /v1/cases/{caseId}/notice`. */
export const noticeAnswer = z
  .object({
    text: z.string().optional().meta({
      description: "A draft to be edited. Absent where the brand's profile has no template. Nothing sends it.",
    }),
  })
  .meta({ id: "DraftNotice" });

/** Why a picture was not taken. */
export function imageProblem(problem: ImageProblem): Problem {
  const detail = IMAGE_PROBLEMS[problem];
  return { slug: "request-invalid", detail, errors: [{ pointer: "", detail }] };
}

const IMAGE_PROBLEMS: { readonly [problem in ImageProblem]: string } = {
  "not-an-image": "The file is no picture. Attach a PNG.",
  "not-cleanable":
    "Of a JPEG or WebP nobody can tell whether bytes hide among its coded pixels. Open it, and save it as a PNG; the console does so by itself where scripts run.",
  damaged: "The picture is damaged, cut off, or has bytes behind its pixels. Open it, and save it again.",
  surplus: "The picture holds bytes that are no part of what it shows. Open it, and save it again as a PNG.",
  animated: "The picture moves. Attach one that stands still.",
  "too-many-pixels": `A side of the picture is longer than ${IMAGE_SIDE_PIXELS_MAX} pixels, or it has more than ${IMAGE_PIXELS_MAX} in all. Cut it, or make it smaller.`,
};
