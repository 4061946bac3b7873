// The dataset panel, as VS Code loads it.

import './style.css';
import { render } from 'preact';
import type { ToHost, ToPanel } from '../contract/dataset.ts';
import { App } from './app.tsx';
import { Panel } from './panel.ts';

declare function acquireVsCodeApi(): { postMessage(message: ToHost): void; getState(): unknown; setState(state: unknown): void };

const { postMessage, getState, setState } = acquireVsCodeApi();
const panel = new Panel({ postMessage, getState, setState: later(setState) });

window.addEventListener('message', (event: MessageEvent<ToPanel>) => panel.receive(event.data));
const root = document.body.appendChild(document.createElement('div'));
render(<App panel={panel} />, root);
panel.start();

/** The last of many in a short time. */
function later(save: (state: unknown) => void): (state: unknown) => void {
  let timer = 0;
  return (state) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => save(state), 120);
  };
}
