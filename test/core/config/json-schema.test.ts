// The JSON schema says of a config what the reader of the config says, and tells a reader what each name means.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { parse } from 'jsonc-parser';
import { Config } from '../../../server/src/core/config/config.ts';
import { configSchema, packageSchema } from '../../../server/src/core/config/json-schema.ts';
import { CODES } from '../../../server/src/core/findings/codes.ts';
import { holds } from '../../support/property.ts';
import { projectFiles, readProjectFile } from '../../support/sources.ts';

interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly description?: string;
  readonly properties?: { readonly [name: string]: Schema };
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
}

const schema = configSchema() as Schema;

/** The part of JSON Schema that ours is written in. */
function accepts(rule: Schema, value: unknown): boolean {
  if (rule.enum !== undefined && !rule.enum.includes(value)) return false;
  switch (rule.type) {
    case 'string': return typeof value === 'string' && value.length >= (rule.minLength ?? 0) && value.length <= (rule.maxLength ?? Infinity);
    case 'integer': return Number.isInteger(value) && Number(value) >= (rule.minimum ?? -Infinity) && Number(value) <= (rule.maximum ?? Infinity);
    case 'boolean': return typeof value === 'boolean';
    case 'array': return Array.isArray(value) && value.every((item) => accepts(rule.items ?? {}, item));
    case 'object': return isObject(value) && acceptsObject(rule, value);
    default: return rule.type === undefined;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function acceptsObject({ properties = {}, additionalProperties = true, required = [] }: Schema, value: object): boolean {
  if (!required.every((name) => Object.hasOwn(value, name))) return false;
  return Object.entries(value).every(([name, part]) => {
    const rule = Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
    return typeof rule === 'object' ? accepts(rule, part) : rule !== false;
  });
}

const anyText = fc.constantFrom('', ';', 'ab', 'hint', 'outlier', 'abcdef');
const anyPart = fc.oneof(anyText, fc.integer({ min: -2, max: 3 }), fc.boolean(), fc.constant(null), fc.constant(0.5), fc.array(anyText, { maxLength: 2 }));
const names = ['code', 'dataset', 'column', 'row', 'value', 'delimiter', 'quote', 'header', 'skip', 'comment', 'missing', 'outlier', 'whitespace', 'nonsense'];
const anyRecord = fc.dictionary(fc.constantFrom(...names), anyPart, { maxKeys: 3, noNullPrototype: true });
const anyValue = fc.oneof(anyPart, anyRecord, fc.array(anyRecord, { maxLength: 2 }), fc.dictionary(anyText, anyRecord, { maxKeys: 2, noNullPrototype: true }));
const anyConfig = fc.oneof(fc.dictionary(fc.constantFrom(...Object.keys(schema.properties ?? {}), 'nonsense'), anyValue, { maxKeys: 3, noNullPrototype: true }), anyValue);

test('accepts what the reader accepts, and nothing else', () => {
  let accepted = 0;
  holds(fc.property(anyConfig, (value) => {
    const isRead = Config.safeParse(value).success;
    accepted += Number(isRead);
    assert.equal(accepts(schema, value), isRead);
  }), { numRuns: 3000 });
  assert.ok(accepted > 200, `${accepted} were accepted`);
});

test('accepts the examples of the documents, and no name that is not known', () => {
  const documents = projectFiles().filter((path) => path === 'README.md' || /^docs\/.*\.md$/.test(path)).map(readProjectFile);
  const examples = documents.flatMap((text) => [...text.matchAll(/^ {4}\{\n[\s\S]*?^ {4}\}$/gm)].map(([block]) => parse(block) as object)).filter((value) => 'findings' in value || 'missing' in value);
  assert.ok(examples.length >= 2);
  for (const example of examples) assert.ok(accepts(schema, example), JSON.stringify(example));
  for (const wrong of [{ finding: {} }, { findings: { outliers: 'off' } }, { silence: [{ code: 'outlier', rows: 3 }] }, { datasets: { 'a.csv': { sep: ';' } } }]) assert.ok(!accepts(schema, wrong));
});

test('describes every name', () => {
  const undescribed: string[] = [];
  const visit = (rule: Schema | boolean | undefined, path: string): void => {
    if (typeof rule !== 'object') return;
    for (const [name, part] of Object.entries(rule.properties ?? {})) {
      if (!/^[A-Z].*\.$/.test(part.description ?? '')) undescribed.push(`${path}.${name}`);
      visit(part, `${path}.${name}`);
    }
    visit(rule.items, `${path}[]`);
    visit(rule.additionalProperties, `${path}{}`);
  };
  visit(schema, '');
  assert.deepEqual(undescribed, []);
  assert.deepEqual(Object.keys(schema.properties?.['findings']?.properties ?? {}), Object.keys(CODES));
});

test('is what VS Code is given for assay.json and package.json', () => {
  const { contributes } = JSON.parse(readProjectFile('package.json')) as { contributes: { jsonValidation: { fileMatch: string; url: string }[] } };
  assert.deepEqual(contributes.jsonValidation, [{ fileMatch: 'assay.json', url: './dist/assay.schema.json' }, { fileMatch: 'package.json', url: './dist/package.schema.json' }]);
  const inPackage = packageSchema() as Schema;
  assert.ok(accepts(inPackage, { name: 'x', assay: { cap: 3 } }));
  assert.ok(!accepts(inPackage, { assay: { caps: 3 } }));
  assert.match(readFileSync(new URL('../../build.ts', import.meta.url), 'utf8'), /assay\.schema\.json/);
});
