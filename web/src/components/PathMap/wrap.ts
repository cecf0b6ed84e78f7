// Lines of text in a drawing: SVG does not break them itself.
let ruler: CanvasRenderingContext2D | null | undefined;

/** The text in at most `most` lines of `width` units; the last ends in an ellipsis if it must. */
export function wrap(text: string, font: string, width: number, most: number): string[] {
  ruler ??= document.createElement('canvas').getContext('2d');
  const canvas = ruler;
  if (!canvas) return [text];
  canvas.font = font;
  const fits = (line: string) => canvas.measureText(line).width <= width;
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && fits(`${last} ${word}`)) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  if (lines.length <= most) return lines;
  const kept = lines.slice(0, most);
  let end = `${kept[most - 1]} ${lines[most]}…`;
  while (end.length > 2 && !fits(end)) end = `${end.slice(0, -2)}…`;
  kept[most - 1] = end;
  return kept;
}
