// Workflow commands that GitHub Actions shows as annotations. Hints are only counted, unless the run fails on them.

import type { Finding, Severity } from '../findings/finding.ts';
import { reaches, type Reporter } from './report.ts';
import { summaryLine } from './summary.ts';

const COMMANDS: { readonly [severity in Severity]: string } = { error: 'error', warning: 'warning', information: 'notice', hint: 'notice' };

export const github: Reporter = (files, { failOn }) => {
  const least = failOn === 'hint' ? 'hint' : 'information';
  const commands = files.flatMap(({ path, findings }) => findings.filter(({ severity }) => reaches(severity, least)).map((finding) => command(path, finding)));
  return `${commands.join('')}${summaryLine(files)}\n`;
};

function command(path: string, { range, severity, code, message }: Finding): string {
  const place = range === undefined ? '' : `,line=${range.start.line + 1},endLine=${range.end.line + 1}`;
  // Columns are read only where the range stays on one line.
  const columns = range === undefined || range.start.line !== range.end.line ? '' : `,col=${range.start.character + 1},endColumn=${range.end.character + 1}`;
  return `::${COMMANDS[severity]} file=${property(path)}${place}${columns},title=${property(code)}::${data(message)}\n`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
