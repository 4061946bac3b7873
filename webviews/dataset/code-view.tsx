// What is shown, as code that gives the same rows.

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { CODE_LANGUAGES, type CodeLanguage } from '../contract/dataset.ts';
import { Icon } from '../parts/icon.tsx';
import type { Panel } from './panel.ts';
import { useAsked } from './use-asked.ts';

const NAMES: { readonly [language in CodeLanguage]: string } = { duckdb: 'DuckDB SQL', polars: 'polars', pandas: 'pandas' };

export function CodeView({ panel }: { readonly panel: Panel }): JSX.Element {
  const [language, setLanguage] = useState<CodeLanguage>('duckdb');
  const { answer, failed } = useAsked(panel, { ask: 'code', params: { language } }, `${language} ${JSON.stringify(panel.state.choices.arrangement)}`);
  const copy = (): void => {
    panel.host.send({ kind: 'copy', text: answer?.code ?? '' });
    panel.say('Code copied.');
  };
  return (
    <div class="code-view">
      <div class="code-tabs" role="group" aria-label="Language">
        {CODE_LANGUAGES.map((one) => <button key={one} type="button" class="text-button" aria-pressed={one === language} onClick={() => setLanguage(one)}>{NAMES[one]}</button>)}
        <span class="spring" />
        <button type="button" class="text-button" disabled={answer === undefined} onClick={copy}><Icon name="copy" /> Copy</button>
        <button type="button" class="text-button" disabled={answer === undefined} onClick={() => panel.host.send({ kind: 'openCode', language, text: answer?.code ?? '' })}><Icon name="go-to-file" /> Open</button>
      </div>
      {failed === undefined ? <pre class="code-text" role="group" tabIndex={0} aria-label={`${NAMES[language]} code`} aria-busy={answer === undefined}>{answer?.code ?? ''}</pre> : <p class="note" role="alert">{failed}</p>}
    </div>
  );
}
