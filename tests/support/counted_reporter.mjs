// A reporter for `node --test` whose last line is the one that tools/tally.sh counts. The suite's
// name comes from CAIRN_COUNTED.
export default async function* counted(source) {
  const count = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of source) {
    if (type === 'test:stdout' || type === 'test:stderr') yield data.message;
    if ((type !== 'test:pass' && type !== 'test:fail') || data.details?.type === 'suite') continue;
    if (data.skip !== undefined) count.skipped += 1;
    else if (type === 'test:pass') count.passed += 1;
    else {
      count.failed += 1;
      const cause = data.details.error?.cause ?? data.details.error;
      yield `failed: ${data.name}\n${cause?.stack ?? cause}\n`;
    }
  }
  const { passed, failed, skipped } = count;
  yield `counted ${process.env.CAIRN_COUNTED}: ${passed} passed, ${failed} failed, ${skipped} skipped\n`;
}
