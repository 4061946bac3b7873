// A small bar chart for hovers: an image in the text itself, since a hover knows no styles.

const WIDTH = 300;
const HEIGHT = 44;
const GAP = 1;
/** Readable on dark and on light backgrounds: a hover's image cannot know the theme. */
const COLOUR = '#3794ff';

/** Markdown with the chart as a data URI; `label` is its text for screen readers. */
export function barChart(counts: readonly number[], label: string): string {
  const most = Math.max(1, ...counts);
  const width = WIDTH / Math.max(1, counts.length);
  const bars = counts.map((n, i) => {
    const height = n === 0 ? 0 : Math.max(1, (n / most) * (HEIGHT - 2));
    return `<rect x="${round(i * width)}" y="${round(HEIGHT - height)}" width="${round(Math.max(1, width - GAP))}" height="${round(height)}"/>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}"><g fill="${COLOUR}">${bars.join('')}</g></svg>`;
  return `![${label}](data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')})`;
}

function round(x: number): string {
  return String(Math.round(x * 10) / 10);
}
