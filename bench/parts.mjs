// What the benches of verification share: the credentials, the native worker, the median.
import {spawn} from 'node:child_process';
import {createInterface} from 'node:readline';
import {OB, V2} from '../tests/interop/peer.mjs';

function alignment(number, name, framework) {
  return {
    type: ['Alignment'], targetName: name, targetFramework: framework, targetCode: `T${number}`,
    targetUrl: `https://frameworks.example/${framework}/${number}`,
  };
}

// Every one has its own ids, names, texts and marks, so that nothing can be remembered whole.
export function credential(did, i) {
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

export const median = values => [...values].sort((a, b) => a - b)[values.length >> 1];

// The worker answers each line with one line of JSON.
export function startWorker(program, ...files) {
  const child = spawn(program, files, {stdio: ['pipe', 'pipe', 'inherit']});
  const lines = createInterface({input: child.stdout})[Symbol.asyncIterator]();
  return {
    async round() {
      child.stdin.write('round\n');
      const {value} = await lines.next();
      if (value === undefined) throw new Error('the worker ended');
      return JSON.parse(value);
    },
    stop: () => child.stdin.end(),
  };
}

// CPU microseconds of one call; `right` says whether its outcome was the expected one.
export async function peerRound(items, right) {
  const before = process.cpuUsage();
  for (const [i, item] of items.entries()) if (!(await right(item, i))) throw new Error(`the peer failed on ${i}`);
  const {user, system} = process.cpuUsage(before);
  return (user + system) / items.length;
}

// One line of the table, with its bound and whether it is met.
export function row(name, {peer, peer_us, floor_us, cairn_us, bound}) {
  const times_floor = cairn_us / floor_us;
  return {
    case: name, peer, peer_us: peer_us && +peer_us.toFixed(1), floor_us: +floor_us.toFixed(2),
    cairn_us: +cairn_us.toFixed(2), times_floor: +times_floor.toFixed(2),
    times_faster_than_peer: peer_us && +(peer_us / cairn_us).toFixed(1), bound,
    met: bound ? times_floor <= bound : null,
  };
}

export function print(item, rows, asJson) {
  if (asJson) {
    console.log(JSON.stringify({item, rows}, null, 2));
    return;
  }
  for (const r of rows) {
    const verdict = r.bound ? ` (bound ${r.bound}: ${r.met ? 'met' : 'MISSED'})` : '';
    const peer = r.peer_us ? `, ${r.times_faster_than_peer} times faster than ${r.peer} (${r.peer_us} us)` : '';
    console.log(`${r.case}: floor ${r.floor_us} us, cairn ${r.cairn_us} us = ${r.times_floor} times the floor${verdict}${peer}`);
  }
}
