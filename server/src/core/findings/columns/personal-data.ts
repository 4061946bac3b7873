// A column that holds personal data: e-mail, phone, payment card, IBAN, IP address. A hint on the header, never on cells.

import type { ColumnCheck } from './column-check.ts';
import { columnName, count, share } from '../../words.ts';

interface Kind {
  readonly noun: string;
  readonly is: (value: string) => boolean;
  /** Where the values alone are ambiguous, the column's name must agree. */
  readonly name?: RegExp;
  /** Share of the values that must match. */
  readonly most: number;
}

const KINDS: readonly Kind[] = [
  { noun: 'e-mail addresses', is: (v) => /^[^\s@,;]+@[^\s@,;]+\.[a-z]{2,}$/i.test(v), most: 0.5 },
  { noun: 'IBANs', is: isIban, most: 0.8 },
  { noun: 'payment card numbers', is: isCardNumber, most: 0.9 },
  { noun: 'IP addresses', is: isIpAddress, most: 0.9 },
  { noun: 'phone numbers', is: isPhone, name: /phone|mobile|(^|[^a-z])(tel|cell|fax)([^a-z]|$)/i, most: 0.8 },
];

const FEWEST_VALUES = 5;

export const personalData: ColumnCheck = ({ column, values }) => {
  if (values.length < FEWEST_VALUES) return undefined;
  for (const kind of KINDS) {
    if (kind.name !== undefined && !kind.name.test(column.name)) continue;
    const matching = values.filter((value) => kind.is(value.trim())).length;
    if (matching < values.length * kind.most) continue;
    const measure = `${count(matching)} of the first ${count(values.length)} values, ${share(matching, values.length)}`;
    return { code: 'personal-data', message: `${columnName(column.name)} holds ${kind.noun} (${measure}).` };
  }
  return undefined;
};

/** Eight to fifteen digits, with the usual marks between them. */
function isPhone(value: string): boolean {
  if (/^[+-]?\d*\.\d+$/.test(value)) return false; // a measurement
  const digits = value.replace(/\D/g, '');
  return digits.length >= 8 && digits.length <= 15 && /^\+?[\d\s()./-]+(\s?(x|ext\.?)\s?\d+)?$/i.test(value);
}

/** 13 to 19 digits of a known issuer with a right check digit (ISO/IEC 7812-1; Luhn's formula: every second digit from the right doubled, the digits' sum a multiple of ten). */
function isCardNumber(value: string): boolean {
  const digits = value.replace(/[ -]/g, '');
  if (!/^(4|5[1-5]|2[2-7]|3[47]|6(011|5))\d+$/.test(digits) || digits.length < 13 || digits.length > 19) return false;
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = digit * 2;
    sum += i % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** ISO 13616: country, check digits, up to 30 letters and digits; modulo 97 leaves 1 (ISO/IEC 7064, MOD 97-10). */
function isIban(value: string): boolean {
  const text = value.replace(/ /g, '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z\d]{11,30}$/.test(text)) return false;
  const digits = (text.slice(4) + text.slice(0, 4)).replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1;
}

/** Four numbers from 0 to 255; versions such as 1.2.3.4 have small first numbers throughout, which addresses in use rarely have. */
function isIpAddress(value: string): boolean {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(value)?.slice(1).map(Number);
  return parts !== undefined && parts.every((part) => part <= 255) && (parts[0] ?? 0) >= 10;
}
