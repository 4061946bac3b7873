// The JSON schemas that editors complete and check settings by: made from what reads them, so that both are the same.

import { z } from 'zod';
import { ALL_CODES, CODES } from '../findings/codes.ts';
import { Config } from './schema.ts';

type Schema = z.core.JSONSchema.BaseSchema;

/** Of assay.json. Comments and trailing commas are read. */
export function configSchema(): Schema {
  return { ...bare(), title: 'Assay', description: 'What a team agrees on for its datasets.', allowComments: true, allowTrailingCommas: true };
}

/** Of package.json, as far as it concerns us; editors add it to the one that they have. */
export function packageSchema(): Schema {
  const { $schema, ...config } = bare();
  return { $schema, type: 'object', properties: { assay: { ...config, description: 'What a team agrees on for its datasets, in place of assay.json.' } } };
}

function bare(): Schema {
  const schema = z.toJSONSchema(Config, { io: 'input', target: 'draft-7' });
  const { findings, ...properties } = schema.properties ?? {};
  return { ...schema, properties: { ...properties, findings: withCodes(findings) } };
}

/** Each code with its title and its usual severity, for an editor to show. */
function withCodes(findings: z.core.JSONSchema._JSONSchema | undefined): Schema {
  if (typeof findings !== 'object' || typeof findings.additionalProperties !== 'object') throw new Error('The schema of "findings" is no record of severities.');
  const { propertyNames, additionalProperties: severity, ...rest } = findings;
  const codes = ALL_CODES.map((code) => [code, { ...severity, description: `${CODES[code].title}.`, default: CODES[code].severity }] as const);
  return { ...rest, properties: Object.fromEntries(codes), additionalProperties: false };
}
