// `./dev bench vc-verify`: verifying Open Badges 3.0 credentials (eddsa-rdfc-2022, did:key) by npm's
// @digitalbazaar/vc, by the floor (Ed25519 verify + SHA-256 of the canonical bytes) and by Cairn,
// interleaved over the same 1,000 distinct credentials. CPU time, medians of the rounds.
//   node bench/vc_verify.mjs PROGRAM [--json]
import {spawn} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {demonstrationKey, issue, verify, versions, OB, V2} from '../tests/interop/peer.mjs';

const COUNT = 1000;
const ROUNDS = 5;
const NOW = '2026-11-21T12:00:00Z';
const [program, ...options] = process.argv.slice(2);
const asJson = options.includes('--json');
const say = text => asJson || console.log(text);

function alignment(number, name, framework) {
  return {
    type: ['Alignment'], targetName: name, targetFramework: framework, targetCode: `T${number}`,
    targetUrl: `https://frameworks.example/${framework}/${number}`,
  };
}

// Every one has its own ids, names, texts and marks, so that nothing can be remembered whole.
function credential(did, i) {
  const base = 'https://school.example/achievements';
  const grade = `urn:uuid:00000000-0000-4000-8000-${String(i).padStart(12, '0')}`;
  return {
    '@context': [V2, OB],
    id: `urn:uuid:11111111-0000-4000-8000-${String(i).padStart(12, '0')}`,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: `Applied data engineering, group ${i}`,
    description: 'Given to learners who modelled, loaded and queried relational data in a supervised project.',
    issuer: {
      id: did, type: ['Profile'], name: 'School of Examples', url: 'https://school.example/',
      description: 'Continuing education in informatics.',
      image: {id: 'https://school.example/logo.png', type: 'Image', caption: 'The logo'},
    },
    validFrom: '2026-03-01T09:00:00Z', validUntil: '2031-03-01T09:00:00Z', awardedDate: '2026-02-27T15:30:00Z',
    credentialSubject: {
      id: `did:example:learner-${i}`, type: ['AchievementSubject'],
      activityStartDate: '2025-10-06T08:00:00Z', activityEndDate: '2026-02-20T17:00:00Z', creditsEarned: 1 + i % 9,
      achievement: {
        id: `${base}/${i}`, type: ['Achievement'], achievementType: 'MicroCredential', name: `Data engineering ${i}`,
        inLanguage: 'en', version: '2.1', humanCode: `DE-${i}`, fieldOfStudy: 'Informatics', creditsAvailable: 10,
        description: 'A module of 125 hours on relational modelling, queries, pipelines and the care for data.',
        criteria: {
          id: `${base}/${i}/criteria`,
          narrative: 'The learner designs a schema from a written brief, writes and tunes queries with joins and '
            + 'windows, builds a load that can be repeated, with tests, and writes down quality, origin and rights of '
            + 'the data. Two assessors grade each outcome by a rubric of four levels; three is needed in each.',
        },
        image: {id: `${base}/${i}/image.png`, type: 'Image', caption: 'A blue hexagon'},
        tag: ['sql', 'pipelines', 'governance', `group-${i}`],
        alignment: [
          alignment(6, 'EQF level 6', 'EQF'), alignment(i, 'use databases', 'ESCO'),
          alignment(i + 1, 'query languages', 'ESCO'), alignment(i + 2, 'database architects', 'O*NET'),
        ],
        resultDescription: [{
          id: grade, type: ['ResultDescription'], name: 'Final grade', resultType: 'LetterGrade',
          allowedValue: ['A', 'B', 'C', 'D', 'F'], requiredValue: 'C',
        }],
      },
      result: [{type: ['Result'], resultDescription: grade, value: 'ABC'[i % 3]}],
    },
    evidence: [
      {
        id: `https://portfolio.example/${i}/1`, type: ['Evidence'], name: 'A warehouse of open data', genre: 'Project',
        narrative: 'A repository with the schema, the load, its tests and a report on the quality of the data.',
      },
      {
        id: `https://portfolio.example/${i}/2`, type: ['Evidence'], name: 'A practical examination', genre: 'Examination',
        narrative: 'Three hours under supervision, identity checked.',
      },
    ],
  };
}

const median = values => [...values].sort((a, b) => a - b)[values.length >> 1];

async function peerRound(credentials) {
  const before = process.cpuUsage();
  for (const credential of credentials) {
    const {verified, error} = await verify(credential, {now: NOW});
    if (!verified) throw error;
  }
  const {user, system} = process.cpuUsage(before);
  return (user + system) / credentials.length;
}

// The worker reads a command and answers with one line.
function startWorker(file) {
  const child = spawn(program, [file], {stdio: ['pipe', 'pipe', 'inherit']});
  const lines = createInterface({input: child.stdout})[Symbol.asyncIterator]();
  return {
    async run(command) {
      child.stdin.write(`${command}\n`);
      const {value} = await lines.next();
      if (!(Number(value) > 0)) throw new Error(`${command}: ${value ?? 'the worker ended'}`);
      return Number(value);
    },
    stop: () => child.stdin.end(),
  };
}

const folder = mkdtempSync(join(tmpdir(), 'cairn-bench-'));
try {
  const {did, key} = await demonstrationKey('Bench');
  const credentials = [];
  for (let i = 0; i < COUNT; i++) credentials.push(await issue(credential(did, i), key, {created: '2026-03-01T09:00:00Z'}));
  const texts = credentials.map(credential => JSON.stringify(credential));
  const file = join(folder, 'credentials.jsonl');
  writeFileSync(file, texts.join('\n'));
  say(`${COUNT} distinct credentials of ${texts[0].length} bytes, ${ROUNDS} rounds; peer: ${versions().join(' ')}`);

  const worker = startWorker(file);
  const times = {peer: [], floor: [], verdict: [], report: []};
  for (let round = 0; round < ROUNDS; round++) {
    times.peer.push(await peerRound(credentials));
    for (const what of ['floor', 'verdict', 'report']) times[what].push(await worker.run(what));
  }
  worker.stop();

  const row = (name, what, bound) => {
    const [peer, floor, cairn] = [times.peer, times.floor, times[what]].map(median);
    return {
      case: name, peer: versions()[0], peer_us: +peer.toFixed(1), floor_us: +floor.toFixed(2),
      cairn_us: +cairn.toFixed(2), times_floor: +(cairn / floor).toFixed(2),
      times_faster_than_peer: +(peer / cairn).toFixed(1), bound,
    };
  };
  // The bound of the design; held from the second issue on.
  const rows = [row('bytes to verdict', 'verdict', 1.5), row('bytes to report in words', 'report', null)];
  if (asJson) {
    console.log(JSON.stringify({item: 'vc-verify', rows}, null, 2));
  } else {
    for (const r of rows)
      console.log(`${r.case}: peer ${r.peer_us} us, floor ${r.floor_us} us, cairn ${r.cairn_us} us = `
        + `${r.times_floor} times the floor, ${r.times_faster_than_peer} times faster than the peer`);
  }
} finally {
  rmSync(folder, {recursive: true});
}
