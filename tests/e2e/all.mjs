// The whole walk through the pages in a real browser. Arguments choose parts by name.
import { administration } from './administration.mjs';
import { attestation } from './attestation.mjs';
import { bad_badges } from './bad_badges.mjs';
import { launch, total, visit } from './browser.mjs';
import { buttons } from './buttons.mjs';
import { choices } from './choices.mjs';
import { conferral } from './conferral.mjs';
import { keyboard } from './keyboard.mjs';
import { main_path } from './main_path.mjs';
import { start_program } from './program.mjs';
import { reasons } from './reasons.mjs';
import { recipients } from './recipients.mjs';

const WIDE = 1280;
const NARROW = 390;
const walks = [
  { name: 'main en wide', walk: main_path, language: 'en', width: WIDE },
  { name: 'main ar wide', walk: main_path, language: 'ar', width: WIDE },
  { name: 'main en phone', walk: main_path, language: 'en', width: NARROW },
  { name: 'main ar phone dark', walk: main_path, language: 'ar', width: NARROW, dark: true },
  { name: 'keyboard en', walk: keyboard, language: 'en', width: WIDE },
  { name: 'keyboard ar', walk: keyboard, language: 'ar', width: WIDE },
  { name: 'bad badges en', walk: bad_badges, language: 'en', width: WIDE },
  { name: 'bad badges ar phone', walk: bad_badges, language: 'ar', width: NARROW },
  { name: 'choices ar', walk: choices, language: 'ar', width: WIDE },
  { name: 'choices en phone', walk: choices, language: 'en', width: NARROW, dark: true },
  { name: 'administration en', walk: administration, language: 'en', width: WIDE, dark: true },
  { name: 'administration ar phone', walk: administration, language: 'ar', width: NARROW },
  { name: 'recipients en', walk: recipients, language: 'en', width: WIDE },
  { name: 'recipients ar phone', walk: recipients, language: 'ar', width: NARROW, dark: true },
  { name: 'reasons en', walk: reasons, language: 'en', width: WIDE },
  { name: 'reasons ar', walk: reasons, language: 'ar', width: WIDE, dark: true },
  { name: 'reasons ar phone', walk: reasons, language: 'ar', width: NARROW },
  { name: 'conferral en', walk: conferral, language: 'en', width: WIDE },
  { name: 'conferral ar phone', walk: conferral, language: 'ar', width: NARROW, dark: true },
  { name: 'attestation en', walk: attestation, language: 'en', width: WIDE },
  { name: 'attestation ar phone', walk: attestation, language: 'ar', width: NARROW },
  { name: 'buttons en', walk: buttons, language: 'en', width: WIDE },
];

const wanted = process.argv.slice(2);
const chosen = walks.filter(
  ({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)),
);
const browser = await launch();
try {
  for (const { walk, ...options } of chosen) {
    const program = await start_program();
    try {
      await visit(browser, program.url, options, walk);
    } finally {
      await program.stop();
    }
  }
} finally {
  await browser.close();
}
console.log(`counted browser: ${total.passed} passed, ${total.failed} failed, 0 skipped`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
