// Publishes diagnostics; a burst of changes becomes one message.

import type { Connection, Diagnostic } from 'vscode-languageserver';
import { findingsInCode, type CodeText } from '../core/findings/code-text.ts';
import type { CheckSettings } from '../core/findings/check.ts';
import type { Finding } from '../core/findings/finding.ts';
import type { Known } from '../core/findings/known.ts';
import { asWanted } from '../core/findings/silence.ts';
import { summaryDiagnostic, toDiagnostic } from '../features/diagnostics.ts';
import type { LiveDataset } from './live-dataset.ts';
import { nameOf, toPath } from './uris.ts';

/** What somebody works on. The old side of a comparison (git: and the like) would list everything twice. */
const PRESENT = /^(file|untitled|vscode-notebook-cell|vscode-interactive[\w-]*):/;
const TOP = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };

/** What is to be published, and the version of the text that it is about. */
interface Work {
  readonly make: () => readonly Diagnostic[];
  readonly version: () => number | undefined;
}

interface Text {
  readonly settings: CheckSettings;
  readonly version?: number;
}

export class Publisher {
  readonly #connection: Connection;
  readonly #waiting = new Map<string, Work>();
  #isScheduled = false;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** An open data document. */
  live(uri: string, live: LiveDataset): void {
    this.#schedule(uri, () => {
      const { problem } = live;
      return problem === undefined ? live.findings().map(toDiagnostic) : shown(unreadable(problem), live.settings);
    }, () => live.version);
  }

  /** A dataset that is read from disk; an open one has a version. */
  known(uri: string, known: Known, { settings, version }: Text): void {
    this.#schedule(uri, () => {
      if (known.state === 'unreadable') return shown(unreadable(known.reason), settings);
      return known.state === 'done' ? known.result.findings.map(toDiagnostic) : [];
    }, () => version);
  }

  /** A text that names datasets; an open one has a version. */
  code(uri: string, code: CodeText, { settings, version, peek }: Text & { readonly peek: (path: string) => Known }): void {
    this.#schedule(uri, () => {
      const named = code.followed.flatMap(({ reference, path }) => {
        if (path === undefined || reference.writes) return [];
        const known = peek(path);
        if (known.state === 'unreadable') return known.isQuiet === true ? [] : shown({ ...unreadable(known.reason), range: reference.range }, settings);
        return known.state === 'done' ? (summaryDiagnostic(reference, nameOf(path), known.result) ?? []) : [];
      });
      return [...findingsInCode(code, nameOf(toPath(uri)), settings).map(toDiagnostic), ...named];
    }, () => version);
  }

  clear(uri: string): void {
    this.#waiting.delete(uri);
    void this.#connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  #schedule(uri: string, make: Work['make'], version: Work['version']): void {
    if (!PRESENT.test(uri)) return;
    this.#waiting.set(uri, { make, version });
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => this.#flush());
  }

  #flush(): void {
    this.#isScheduled = false;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const [uri, { make, version }] of waiting) {
      void this.#connection.sendDiagnostics({ uri, version: version(), diagnostics: [...make()] });
    }
  }
}

function unreadable(reason: string): Finding {
  return { code: 'dataset-unreadable', severity: 'error', address: {}, message: reason, range: TOP };
}

/** A finding that no check made, as loud as the user wants it. */
function shown(finding: Finding, settings: CheckSettings): readonly Diagnostic[] {
  return asWanted([finding], settings).map(toDiagnostic);
}
