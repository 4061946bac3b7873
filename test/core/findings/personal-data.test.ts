// Which columns are said to hold personal data.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { personalData } from '../../../server/src/core/findings/columns/personal-data.ts';
import { aColumn, aProfile } from '../../support/profiles.ts';

function said(name: string, values: readonly string[]): string | undefined {
  const column = aColumn({ name, type: 'text', count: values.length });
  return personalData({ column, profile: aProfile([column], values.length), header: [name], values })?.message;
}

const repeat = (n: number, make: (i: number) => string) => Array.from({ length: n }, (_, i) => make(i));

test('e-mail, IBAN, card, IP and phone columns', () => {
  assert.match(said('contact', repeat(10, (i) => `user${i}@example.org`)) ?? '', /contact holds e-mail addresses \(10 of the first 10 values, 100 %\)/);
  assert.match(said('account', repeat(6, () => 'GB82 WEST 1234 5698 7654 32')) ?? '', /IBANs/);
  assert.match(said('card', repeat(6, () => '4111 1111 1111 1111')) ?? '', /payment card numbers/);
  assert.match(said('host', repeat(6, (i) => `192.168.0.${i}`)) ?? '', /IP addresses/);
  assert.match(said('PhoneNumber', repeat(6, (i) => `205325810${i}`)) ?? '', /phone numbers/);
});

test('product numbers, versions and long ids are not personal data', () => {
  assert.equal(said('sku', repeat(20, (i) => `20532581${10 + i}`)), undefined);
  assert.equal(said('version', repeat(20, (i) => `1.2.${i}.0`)), undefined);
  assert.equal(said('order', repeat(20, (i) => String(4111111111111100 + i))), undefined);
  assert.equal(said('phone', repeat(20, (i) => `0.5049448${10 + i}`)), undefined);
  assert.equal(said('hotel', repeat(20, (i) => `Hotel ${i}`)), undefined);
});
