// One edit of a C++ source: a line inside a named function becomes another one. The line must stand
// there just once, so that an edit never happens elsewhere, or not at all.

/** The first and the last line of every definition of a function or method with that name. */
export function bodies_of(lines, name) {
  const bodies = [];
  for (let first = 0; first < lines.length; ++first) {
    const head = lines[first];
    if (!new RegExp(`\\b${name}\\(`).test(head)) continue;
    let open = first;
    while (open < lines.length && !/[;{}]\s*$/.test(lines[open])) ++open;
    if (!lines[open]?.endsWith('{')) continue;
    const close = `${/^\s*/.exec(head)[0]}}`;
    const last = lines.indexOf(close, open);
    if (last >= 0) bodies.push({ first, last });
  }
  return bodies;
}

/** The text after the edit {function, line, becomes}; throws where the line is not found once. */
export function edited(text, edit) {
  const lines = text.split('\n');
  const found = new Set();
  for (const { first, last } of bodies_of(lines, edit.function))
    for (let i = first; i <= last; ++i) if (lines[i].trim() === edit.line) found.add(i);
  if (found.size !== 1)
    throw new Error(`expected once, found ${found.size} times in ${edit.function}(): ${edit.line}`);
  const [index] = found;
  lines[index] = lines[index].replace(edit.line, () => edit.becomes);
  return lines.join('\n');
}
