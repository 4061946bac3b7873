// What notebooks hold besides Python: IPython's magics, shell commands and questions.

const FOREIGN_CELL = /^\s*%%(?!time\b|timeit\b|capture\b|prun\b)\w/;
const PYTHON_MAGIC = /^([ \t]*)%{1,2}(?:time|timeit|prun|memit)\b((?:[ \t]+-\w+(?:[ \t]+\d+)?)*)/gm;
const MAGIC = /^[ \t]*(?:[%!?]|(?=[\w.]+\?{1,2}[ \t]*$))[^\r\n]*/gm;
const ASSIGNED = /^([ \t]*[\w,][\w, ]*=[ \t]*)[%!][^\r\n]*/gm;

/** They give way to as many spaces, so that every position stays. Cells of another language are blank. */
export function blankMagics(cell: string): string {
  if (!/[%!?]/.test(cell)) return cell;
  if (FOREIGN_CELL.test(cell)) return blank(cell);
  return cell
    .replace(PYTHON_MAGIC, (magic) => blank(magic))
    .replace(MAGIC, blank)
    .replace(ASSIGNED, (line, start: string) => `${start}0${' '.repeat(line.length - start.length - 1)}`);
}

/** The shell's part of a cell. */
export function shellText(cell: string): string {
  if (/^\s*%%(bash|sh|script|cmd|writefile|system)\b/.test(cell)) return cell;
  return (cell.match(/^[^\n'"#]*?(?:!|%(?:sx|system|cd|run)\b)[^\r\n]*/gm) ?? []).join('\n');
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
