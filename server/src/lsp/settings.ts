// The editor's settings, checked; a wrong value keeps its default and is said once.

import { z } from 'zod';
import { Config } from '../core/config/config.ts';

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
  const parsed = Settings.safeParse(value ?? {});
  if (parsed.success) return { settings: parsed.data };
  const wrong = new Set(parsed.error.issues.map(({ path }) => path[0]));
  const others = typeof value === 'object' && value !== null ? Object.entries(value).filter(([key]) => !wrong.has(key)) : [];
  const rest = Settings.safeParse(Object.fromEntries(others));
  const issue = parsed.error.issues[0];
  const name = ['assay', ...(issue?.path ?? [])].join('.');
  return { settings: rest.success ? rest.data : DEFAULT_SETTINGS, problem: `Setting "${name}" is not used: ${issue?.message}.` };
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
