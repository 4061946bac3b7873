// The shapes of what an editor sends, to be checked where it comes in. Only the server needs them: the client is built
// from the types alone.

import { z } from 'zod';
import type { InitializationOptions, Look, ReportParams } from './protocol.ts';

const ordinal = z.int().min(0);

export const PositionShape = z.object({ line: ordinal, character: ordinal });
export const RangeShape = z.object({ start: PositionShape, end: PositionShape });
export const FileShape = z.object({ uri: z.string() });
export const TextShape = z.object({ textDocument: FileShape });
export const TextPositionShape = z.object({ textDocument: FileShape, position: PositionShape });
export const TextRangeShape = z.object({ textDocument: FileShape, range: RangeShape });

export const LookShape = z.object({
  coloursBySomebodyElse: z.boolean().optional(),
  theme: z.enum(['dark', 'light', 'hcDark', 'hcLight']).optional(),
}) satisfies z.ZodType<Look>;

export const InitializationOptionsShape = LookShape.extend({
  watchesFiles: z.boolean().optional(),
  showsStatus: z.boolean().optional(),
  assay: z.unknown().optional(),
}) satisfies z.ZodType<InitializationOptions>;

export const ReportShape = z.object({ uri: z.string().optional(), format: z.enum(['html', 'markdown']), version: z.string(), made: z.string() }) satisfies z.ZodType<ReportParams>;
export const ConvertShape = z.object({ uri: z.string(), target: z.enum(['csv', 'tsv', 'parquet', 'jsonl', 'arrow']), output: z.string() });
