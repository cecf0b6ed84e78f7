// Baking as Open Badges 3.0 section 5.3 says, with npm's PNG chunk packages.
import extractChunks from 'png-chunks-extract';
import encodeChunks from 'png-chunks-encode';

export const KEYWORD = 'openbadgecredential';
const SVG_NAMESPACE = 'https://purl.imsglobal.org/ob/v3p0';

export const chunksOf = png => extractChunks(new Uint8Array(png));
export const pngOf = chunks => Buffer.from(encodeChunks(chunks));

// An uncompressed iTXt chunk: keyword, 0, compression flag and method, language, translated keyword.
export function textChunk(text, keyword = KEYWORD) {
  const data = Buffer.concat([
    Buffer.from(keyword),
    Buffer.from([0, 0, 0, 0, 0]),
    Buffer.from(text),
  ]);
  return { name: 'iTXt', data: new Uint8Array(data) };
}

export function bakePng(png, text) {
  const chunks = chunksOf(png);
  chunks.splice(1, 0, textChunk(text)); // after IHDR
  return pngOf(chunks);
}

// The texts of the iTXt chunks with the keyword of Open Badges 3.0.
export function unbakePng(png) {
  const prefix = Buffer.concat([Buffer.from(KEYWORD), Buffer.from([0, 0, 0, 0, 0])]);
  return chunksOf(png)
    .filter(chunk => chunk.name === 'iTXt')
    .map(chunk => Buffer.from(chunk.data))
    .filter(data => data.subarray(0, prefix.length).equals(prefix))
    .map(data => data.subarray(prefix.length).toString('utf8'));
}

export function bakeSvg(svg, text) {
  return svg
    .replace('<svg ', `<svg xmlns:openbadges="${SVG_NAMESPACE}" `)
    .replace(
      />/,
      `>\n  <openbadges:credential>\n    <![CDATA[\n${text}\n    ]]>\n  </openbadges:credential>`,
    );
}
