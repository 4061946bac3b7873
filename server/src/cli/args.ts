// Reads a command's arguments; what is wrong with them is said in one sentence.

import { parseArgs, type ParseArgsConfig } from 'node:util';
import { CannotRun } from './errors.ts';

/** As util.parseArgs, with paths as positionals. `command` is named in the sentence. */
export function readArgs<Options extends NonNullable<ParseArgsConfig['options']>>(command: string, args: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const option = /'(-[^' ,]*)/.exec(message)?.[1] ?? '';
    const help = `assay ${command} --help lists the options.`;
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') throw new CannotRun(`There is no option "${option}". ${help}`);
    if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') throw new CannotRun(`"${option}" ${/does not take/.test(message) ? 'takes no value' : 'needs a value'}. ${help}`);
    throw error;
  }
}

/** Arguments in which an option that can do without a value is followed by `=`: with the next argument where that fits, else with nothing. */
export function withOptional(args: readonly string[], option: string, fits: (next: string) => boolean): readonly string[] {
  const at = args.indexOf(option);
  const end = args.indexOf('--');
  if (at < 0 || (end >= 0 && end < at)) return args;
  const next = args[at + 1];
  const hasValue = next !== undefined && !next.startsWith('-') && fits(next);
  return [...args.slice(0, at), `${option}=${hasValue ? next : ''}`, ...args.slice(at + (hasValue ? 2 : 1))];
}

/** The value, where it is one of those that there are. */
export function oneOf<T extends string>(value: string, known: readonly T[], kind: string): T {
  const found = known.find((each) => each === value);
  if (found !== undefined) return found;
  throw new CannotRun(`There is no ${kind} "${value}". There are ${known.slice(0, -1).join(', ')} and ${known.at(-1)}.`);
}

/** A size of memory as DuckDB reads it. */
export function memorySize(value: string): string {
  if (/^\d+(\.\d+)?\s*[KMGT]i?B$/i.test(value) && Number.parseFloat(value) > 0) return value;
  throw new CannotRun(`"${value}" is no size of memory; write one such as 512MB or 2GB.`);
}
