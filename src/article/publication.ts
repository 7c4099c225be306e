import { z } from 'zod'

/**
 * How far a publication has come. `doing` is written before each outward step and taken away with its result: found
 * at a start it means the step may have happened, and is looked up at the other side before anything is sent again.
 */
export const publicationSchema = z.object({
  /** The signed hash that is being pushed. */
  hash: z.string(),
  by: z.string(),
  at: z.string(),
  /** Body pictures: hash of the original -> address at the platform. */
  pictures: z.record(z.string(), z.string()),
  /** Permanent material of the cover. */
  cover: z.string().exactOptional(),
  /** Which part of the cover is shown where a square one is wanted: `X1_Y1_X2_Y2`. */
  square: z.string().exactOptional(),
  mediaId: z.string().exactOptional(),
  /** What we last read back from the draft box: a colleague's edit there must not be overwritten. */
  seen: z.string().exactOptional(),
  /** The signed content is in the draft box, read back and compared. */
  compared: z.boolean().exactOptional(),
  publishId: z.string().exactOptional(),
  articleId: z.string().exactOptional(),
  url: z.string().exactOptional(),
  publishedAt: z.string().exactOptional(),
  doing: z
    .object({
      step: z.enum(['picture', 'cover', 'draft', 'submit']),
      at: z.string(),
      /** How often the other side was asked about this unknown step. */
      asked: z.number(),
    })
    .exactOptional(),
  /** The groups that were told of the link, each once. */
  announced: z.array(z.object({ group: z.string(), by: z.string(), at: z.string() })).exactOptional(),
  polls: z.number(),
  /** Not before this instant is the other side asked again. */
  next: z.string().exactOptional(),
  /** Our draft was found to be no longer in the box, and not among the published: a person knows what became of it. */
  gone: z.string().exactOptional(),
  /** What stands in the way, or what a person must do now, in a sentence. */
  say: z.string().exactOptional(),
})
export type Publication = z.infer<typeof publicationSchema>
