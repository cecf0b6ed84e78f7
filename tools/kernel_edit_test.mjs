import assert from 'node:assert/strict';
import { test } from 'node:test';
import { edited } from './kernel_edit.mjs';

const source = `int f(int a) {
  if (a > 0) return g(a);
  return 0;
}

class C {
  int g(int a,
        int b) const {
    return 0;
  }
};
`;

test('a line of a function becomes another one', () => {
  const after = edited(source, { function: 'f', line: 'if (a > 0) return g(a);', becomes: 'if (a >= 0) return g(a);' });
  assert.equal(after, source.replace('a > 0', 'a >= 0'));
});

test('the same line of another function stays', () => {
  const after = edited(source, { function: 'g', line: 'return 0;', becomes: 'return 1;' });
  assert.equal(after, source.replace('    return 0;', '    return 1;'));
});

test('a line that is not there is an error, and so is one that is there twice', () => {
  assert.throws(() => edited(source, { function: 'f', line: 'return 2;', becomes: '' }), /found 0 times in f\(\): return 2;/);
  assert.throws(() => edited(source, { function: 'h', line: 'return 0;', becomes: '' }), /found 0 times/);
  const twice = source.replace('  return 0;\n}', '  return 0;\n  return 0;\n}');
  assert.throws(() => edited(twice, { function: 'f', line: 'return 0;', becomes: '' }), /found 2 times/);
});
