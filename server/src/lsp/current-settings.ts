// The editor's settings as they are now.

import type { Editor } from './editor.ts';
import { DEFAULT_SETTINGS, parseSettings, type Settings } from './settings.ts';

export class CurrentSettings {
  readonly #editor: Editor;
  readonly #warn: (message: string) => void;
  #now: Settings = DEFAULT_SETTINGS;
  #said: string | undefined;

  constructor(editor: Editor, warn: (message: string) => void) {
    this.#editor = editor;
    this.#warn = warn;
  }

  get now(): Settings {
    return this.#now;
  }

  /** `told`: what an editor that cannot be asked has sent. A fault is said once. */
  async read(told?: unknown): Promise<void> {
    const { settings, problem } = parseSettings(await this.#editor.settings(told));
    this.#now = settings;
    if (problem !== undefined && problem !== this.#said) this.#warn(problem);
    this.#said = problem;
  }
}
