// Workflow commands that GitHub Actions shows as annotations.

import type { Severity } from '../findings/finding.ts';
import type { Reporter } from './report.ts';

const COMMANDS: { readonly [severity in Severity]: string } = { error: 'error', warning: 'warning', information: 'notice', hint: 'notice' };

export const github: Reporter = (files) =>
  files
    .flatMap(({ path, findings }) =>
      findings.map(({ range, severity, code, message }) => {
        const place = range === undefined ? '' : `,line=${range.start.line + 1},col=${range.start.character + 1},endLine=${range.end.line + 1},endColumn=${range.end.character + 1}`;
        return `::${COMMANDS[severity]} file=${property(path)}${place},title=${property(code)}::${data(message)}\n`;
      }),
    )
    .join('');

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
