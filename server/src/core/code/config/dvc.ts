// The data that the stages of a dvc.yaml read and write; paths start beside the file, or in the stage's wdir.

import { joinPaths } from '../paths.ts';
import { Lines, type Reference } from '../reference.ts';
import { isDataFile, isPath } from './find.ts';
import { interpolated } from './interpolate.ts';
import { documentsInYaml, isTooDeep, type YamlDocument, type YamlString } from './yaml.ts';

const READ = /^deps$/;
const WRITTEN = /^(outs|outs_persist|outs_no_cache|metrics|metrics_no_cache|plots|plots_no_cache)$/;
/** Longer ones are written by programs. */
const LONGEST = 512 * 1024;
const DATA_FOLDER = /(^|[/_-])(data|datasets?|raw|interim|prepared|processed|features|splits?|inputs?|train|test|valid|validation)([/_-]|$)/i;

export function findInDvc(text: string): readonly Reference[] {
  if (text.length > LONGEST || isTooDeep(text)) return [];
  const lines = new Lines(text);
  return documentsInYaml(text).flatMap((document) => document.strings.flatMap((string) => toReference(string, { text, lines, document })));
}

function toReference(string: YamlString, { text, lines, document }: { readonly text: string; readonly lines: Lines; readonly document: YamlDocument }): readonly Reference[] {
  const { path, from, to } = string;
  const list = path.at(-1) ?? '';
  const writes = WRITTEN.test(list);
  const value = interpolated(string.value, path, document.values);
  const isArtifact = path[0] === 'artifacts' && list === 'path';
  if (!(writes || isArtifact || READ.test(list)) || !isPath(value) || !(isDataFile(value) || isFolder(value, writes))) return [];
  const wdir = document.values.get([...path.slice(0, -1), 'wdir'].join('.'));
  const folder = wdir === undefined ? '' : interpolated(wdir, path, document.values);
  const target = joinPaths([folder, value]);
  if (!isPath(target)) return [];
  const isLiteral = text.slice(from, to) === target;
  return [{ target, base: 'file', range: lines.range(from, to), ...(isLiteral ? { isLiteral } : {}), reader: 'dvc', sure: false, writes }];
}

/** What a stage reads may be a folder of code; what it writes is none. */
function isFolder(value: string, writes: boolean): boolean {
  return /^[\w.~/-]+$/.test(value) && !/\.\w{1,8}$/.test(value) && (writes || DATA_FOLDER.test(value));
}
