// Reads C++ just deeply enough for the tidy rules: code without comments and strings, includes, and
// where functions begin and end. No preprocessing and no types.

/** The text with comments, literals and preprocessor lines blanked; offsets and lines stay. */
export function code_of(text) {
  const pattern =
    /\/\/[^\n]*|\/\*[\s\S]*?\*\/|R"([^()\s\\]*)\([\s\S]*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<![\w'])'(?:\\.|[^'\\\n])+'|^[ \t]*#(?:\\\n|[^\n])*/gm;
  return text.replace(pattern, (found) => found.replace(/[^\n]/g, ' '));
}

/** [{path, line}] of the quoted includes. */
export function includes_of(text) {
  const found = [];
  text.split('\n').forEach((line, index) => {
    const match = /^\s*#\s*include\s*"([^"]+)"/.exec(line);
    if (match) found.push({ path: match[1], line: index + 1 });
  });
  return found;
}

export function line_at(text, offset) {
  let line = 1;
  for (let i = text.indexOf('\n'); i !== -1 && i < offset; i = text.indexOf('\n', i + 1)) line++;
  return line;
}

const kControl = /^(if|for|while|switch|catch|do|else|try|return)\b/;
const kAfterSignature = /(\)|\]|\bconst|\bnoexcept|\boverride|\bfinal|\bmutable|\btry|->\s*[\w:<>,&*\s]+)\s*$/;

/** What the text between the last boundary and a brace opens. */
function kind_of(head) {
  const plain = head.replace(/\[\[[^\]]*\]\]/g, '').trim();
  if (/^(inline\s+)?namespace\b/.test(plain) || /^extern\s*$/.test(plain)) return 'scope';
  const without_template = plain.replace(/^(template\s*<(?:[^<>]|<[^<>]*>)*>\s*(requires\b[^;{]*?)?)+/, '');
  if (/^(typedef\s+)?(class|struct|union|enum)\b/.test(without_template) && !/\)\s*$/.test(plain)) return 'scope';
  if (!plain.includes('(') || kControl.test(plain)) return 'other';
  if (!kAfterSignature.test(plain)) return 'initializer';
  return 'function';
}

/** The identifier before the first parenthesis; for a TEST_CASE, with its title. */
function name_of(head, original) {
  const match = /([\w:~]+(?:\s*operator\s*[^\s(]+)?|operator\s*[^\s(]+|operator\(\))\s*\(/.exec(head);
  const name = match ? match[1] : head.trim().slice(0, 40);
  const title = /^TEST_CASE\s*\(\s*"([^"]*)"/.exec(original);
  return title ? `TEST_CASE ${title[1]}` : name;
}

/** Lines as one reads them: a case that only returns is one line, however it is laid out. */
function lines_read(code) {
  const cases = code.match(/^[ \t]*case\s[^;{}]*:\s*\n[ \t]*return\s[^;{}]*;[ \t]*$/gm) ?? [];
  return code.split('\n').length - cases.length;
}

/** [{name, line, lines}] of the functions with a body; lambdas count as part of their function. */
export function functions_of(text) {
  const code = code_of(text);
  const found = [];
  const open = []; // {kind, head, start} of the braces we are in
  let boundary = 0;
  let depth_in_function = 0;
  for (let i = 0; i < code.length; i++) {
    const character = code[i];
    if (character === ';' && depth_in_function === 0) boundary = i + 1;
    if (character === '{') {
      const head = code.slice(boundary, i);
      const kind = depth_in_function > 0 ? 'other' : kind_of(head);
      const start = boundary + /^(\s|\b(public|private|protected)\s*:)*/.exec(head)[0].length;
      open.push({ kind, start, keeps: boundary, name: kind === 'function' ? name_of(head, text.slice(start, i)) : '' });
      if (kind === 'function' || depth_in_function > 0) depth_in_function++;
      boundary = i + 1;
    }
    if (character === '}' && open.length > 0) {
      const block = open.pop();
      if (depth_in_function > 0) depth_in_function--;
      // A braced initializer in a constructor's list belongs to the head that goes on after it.
      boundary = block.kind === 'initializer' && depth_in_function === 0 ? block.keeps : i + 1;
      if (block.kind === 'function') {
        found.push({ name: block.name, line: line_at(code, block.start), lines: lines_read(code.slice(block.start, i)) });
      }
    }
  }
  return found;
}
