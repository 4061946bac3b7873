// The promised shape of the JSON reports, and the parts of the SARIF 2.1.0 schema that a report of ours may break.

import { z } from 'zod';
import { ALL_CODES, SEVERITIES } from '../../server/src/core/findings/codes.ts';

const whole = z.int().min(0);
const counts = { datasets: whole, error: whole, warning: whole, information: whole, hint: whole };

export const JsonReport = z.strictObject({
  version: z.literal(1),
  datasets: z.array(
    z.strictObject({
      path: z.string().regex(/^[^/\\]/),
      format: z.enum(['csv', 'tsv', 'delimited', 'jsonl', 'json', 'parquet', 'arrow']),
      rows: whole,
      columns: whole,
      digest: z.string().regex(/^[0-9a-f+]+$/),
      encoding: z.string().optional(),
      delimiter: z.string().length(1).optional(),
    }),
  ),
  findings: z.array(
    z.strictObject({
      code: z.enum(ALL_CODES as [string, ...string[]]),
      severity: z.enum(SEVERITIES as ['error', 'warning', 'information', 'hint']),
      dataset: z.string().regex(/^[^/\\]/),
      column: z.string().optional(),
      row: z.int().min(-1).optional(),
      line: whole.optional(),
      character: whole.optional(),
      endLine: whole.optional(),
      endCharacter: whole.optional(),
      value: z.string().optional(),
      message: z.string().regex(/\.$|\?$|\n/),
      total: whole.optional(),
      unmarked: whole.optional(),
    }),
  ),
  summary: z.strictObject(counts),
});

const ordinal = z.int().min(1);
const region = z
  .strictObject({ startLine: ordinal, startColumn: ordinal, endLine: ordinal, endColumn: ordinal })
  .refine((r) => r.endLine > r.startLine || (r.endLine === r.startLine && r.endColumn >= r.startColumn), 'the end comes before the start');
const level = z.enum(['none', 'note', 'warning', 'error']);
const message = z.strictObject({ text: z.string().min(1) });
const rule = z.strictObject({ id: z.string().min(1), shortDescription: message, defaultConfiguration: z.strictObject({ level }) });
const location = z.strictObject({
  physicalLocation: z.strictObject({ artifactLocation: z.strictObject({ uri: z.string().refine(isRelativeUri, 'no URI reference'), uriBaseId: z.string() }), region: region.optional() }),
  logicalLocations: z.array(z.strictObject({ name: z.string(), kind: z.string() })).optional(),
});
const result = z.strictObject({
  ruleId: z.string(),
  ruleIndex: z.int().min(0),
  level,
  message,
  locations: z.array(location).length(1),
  partialFingerprints: z.record(z.string(), z.string()),
  properties: z.record(z.string(), z.unknown()).optional(),
});
const Sarif = z.strictObject({
  $schema: z.url(),
  version: z.literal('2.1.0'),
  runs: z.array(
    z.strictObject({
      tool: z.strictObject({ driver: z.strictObject({ name: z.string(), semanticVersion: z.string().regex(/^\d+\.\d+\.\d+/), rules: z.array(rule) }) }),
      invocations: z.array(z.strictObject({ executionSuccessful: z.boolean(), toolExecutionNotifications: z.array(z.strictObject({ level: z.enum(['warning']), message: z.strictObject({ text: z.string() }) })).optional() })),
      originalUriBaseIds: z.record(z.string(), z.object({ uri: z.string().endsWith('/').optional() })),
      columnKind: z.literal('utf16CodeUnits'),
      results: z.array(result),
    }),
  ),
});

function isRelativeUri(uri: string): boolean {
  return /^[A-Za-z0-9._~!$'()*+;=@%/-]+$/.test(uri) && new URL(uri, 'file:///folder/').protocol === 'file:';
}

/** The log, where it keeps the schema's rules and each result names its rule rightly. */
export function checkSarif(text: string): z.infer<typeof Sarif> {
  const log = Sarif.parse(JSON.parse(text));
  for (const { tool, results } of log.runs) for (const { ruleId, ruleIndex } of results) if (tool.driver.rules[ruleIndex]?.id !== ruleId) throw new Error(`${ruleId} is not rule ${ruleIndex}`);
  return log;
}
