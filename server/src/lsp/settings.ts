// The editor's settings, checked; a wrong value keeps its default and is said once.

import { z } from 'zod';
import { Config } from '../core/config/config.ts';
import { receivedParts } from './received.ts';

const Settings = z.object({
  findings: Config.shape.findings,
  missingWords: z.array(z.string()).default([]),
  roots: z.array(z.string()).default([]),
  exclude: z.array(z.string()).default([]),
  colourColumns: z.enum(['auto', 'on', 'off']).default('auto'),
  codeLens: z.boolean().default(true),
  engine: z.object({ memory: z.string().regex(/^\d+(\.\d+)?\s*(MB|GB|MiB|GiB)$/i).default('1GB') }).default({ memory: '1GB' }),
});

export type Settings = z.infer<typeof Settings>;

export const DEFAULT_SETTINGS: Settings = Settings.parse({});

export function parseSettings(value: unknown): { readonly settings: Settings; readonly problem?: string } {
  const { parts, fault } = receivedParts(Settings, value);
  if (fault === undefined) return { settings: parts };
  const name = ['assay', fault.name].filter(Boolean).join('.');
  return { settings: parts, problem: `Setting "${name}" is not used: ${fault.reason}.` };
}

/** assay.json with the editor's settings over it. */
export function mergeConfig(config: Config, settings: Settings): Config {
  return {
    ...config,
    findings: { ...config.findings, ...settings.findings },
    missing: [...config.missing, ...settings.missingWords],
    roots: [...config.roots, ...settings.roots],
    exclude: [...config.exclude, ...settings.exclude],
  };
}
