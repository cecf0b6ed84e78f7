// Checkpoints on a chain, with the real node `anvil`: what `cairn log anchor` sent is read back here
// from the receipt by nothing but JSON-RPC, and `cairn log verify-anchor` tells apart what is not so.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const EVENT = 'CairnCheckpoint(bytes32,uint256,bytes32)';
const ANVIL = '@foundry-rs/anvil-linux-amd64/bin/anvil'; // the only machine it is packaged for here

// A program that runs until stop(), when `ready` has matched what it prints.
async function start(program, args, ready) {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = new Promise(resolve => child.once('exit', resolve));
  const match = await new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', bytes => {
      const found = (said += bytes).match(ready);
      if (found) resolve(found);
    });
    exited.then(code => reject(new Error(`${program} ended with ${code}: ${said}`)));
  });
  return { match, stop: () => (child.kill(), exited) };
}

async function startNode(...options) {
  const anvil = createRequire(import.meta.url).resolve(ANVIL);
  const node = await start(anvil, ['--port', '0', ...options], /Listening on (127\.0\.0\.1:\d+)/);
  const url = `http://${node.match[1]}`;
  const call = async (method, ...params) => {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
    const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    const { result, error } = await answer.json();
    if (error) throw new Error(error.message);
    return result;
  };
  const [account] = await call('eth_accounts');
  return { url, call, account, stop: node.stop };
}

async function startLog(cairn, folder) {
  const config = join(folder, 'cairn.toml');
  writeFileSync(config, '[[instance]]\nname = "school"\nsuite = "eddsa-jcs-2022"\nkey = "generate"\n');
  const args = ['serve', '--offline', '--port', '0', '--data', join(folder, 'data'), '--config', config];
  const server = await start(cairn.program, args, /^Cairn is ready at (http:\S+)\/$/m);
  const issue = async () => {
    const credential = {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiableCredential'],
      credentialSubject: { id: 'did:example:learner' },
    };
    const answer = await fetch(`${server.match[1]}/vc-api/school/credentials/issue`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ credential }),
    });
    if (answer.status !== 201) throw new Error(await answer.text());
  };
  const head = async () => {
    const [origin, size, root] = (await (await fetch(`${server.match[1]}/log/checkpoint`)).text()).split('\n');
    return { origin, size: Number(size), root: Buffer.from(root, 'base64').toString('hex') };
  };
  const grow = async count => {
    const size = (await head()).size + count;
    for (let i = 0; i < count; ++i) await issue();
    while ((await head()).size < size) await pause(50);
    return head();
  };
  const path = join(folder, 'data/log/1');
  return { path, key: join(path, 'key'), grow, stop: server.stop };
}

// The three words of the event in a receipt, and whether the event is ours by the node's own hash.
async function event(node, transaction) {
  const receipt = await node.call('eth_getTransactionReceipt', transaction);
  const [{ topics, data }] = receipt.logs;
  const signature = `0x${Buffer.from(EVENT).toString('hex')}`;
  if (topics[0] !== (await node.call('web3_sha3', signature))) throw new Error('another event');
  const [, origin, size, root] = data.match(/^0x(.{64})(.{64})(.{64})$/);
  return { origin, size: Number(BigInt(`0x${size}`)), root };
}

export async function onChain(cairn) {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-anchor-'));
  const node = await startNode();
  const log = await startLog(cairn, folder);
  const results = [];
  const check = async (name, test) => {
    const failure = await test().catch(error => error.message);
    results.push({ name: `anchor: ${name}`, failure: failure ?? null });
  };
  const common = ['--key', log.key, '--rpc', node.url];
  const anchor = () => cairn.run('log', 'anchor', log.path, ...common, '--from', node.account, '--json');
  const fileOf = size => join(log.path, `anchor/${size}.json`);
  const verify = (file, ...more) => cairn.run('log', 'verify-anchor', file, ...common, ...more);
  const exits = async (run, code, says = '') => {
    const { code: exit, out, err } = await run;
    const said = out.toString('utf8') + err;
    return exit === code && said.includes(says) ? null : `exit ${exit} and not ${code}: ${said}`;
  };

  const heads = [];
  for (const count of [1, 1, 5, 250]) {
    const head = await log.grow(count);
    heads.push(head);
    await check(`size ${head.size} is in the receipt, and is verified back`, async () => {
      const { code, out, err } = await anchor();
      if (code !== 0) return `exit ${code}: ${err}`;
      const { transaction } = JSON.parse(out.toString('utf8'));
      const found = await event(node, transaction);
      const origin = createHash('sha256').update(head.origin).digest('hex');
      if (found.origin !== origin || found.size !== head.size || found.root !== head.root)
        return `on the chain: ${JSON.stringify(found)}, signed: ${JSON.stringify(head)}`;
      return exits(verify(fileOf(head.size), '--log', log.path), 0, 'ANCHORED');
    });
  }
  const [first, second] = heads.map(({ size }) => fileOf(size));
  const kept = file => JSON.parse(readFileSync(file, 'utf8'));
  const changed = members => cairn.path(JSON.stringify({ ...kept(first), ...members }));

  await check('a size is anchored once', async () => {
    const last = kept(fileOf(heads.at(-1).size)).transaction;
    const { code, out } = await anchor();
    return code === 0 && JSON.parse(out.toString('utf8')).transaction === last ? null : out.toString('utf8');
  });
  await check('so many confirmations are there or not', async () => {
    const blocks = Number(await node.call('eth_blockNumber'));
    const missing = await exits(verify(first, '--confirmations', String(blocks + 2)), 2);
    await node.call('anvil_mine', '0x3');
    return missing ?? exits(verify(first, '--confirmations', String(blocks + 2)), 0);
  });
  await check("another checkpoint's transaction", () =>
    exits(verify(changed({ transaction: kept(second).transaction })), 1, 'NOT ANCHORED'));
  await check('a transaction that pays somebody', async () => {
    const transaction = await node.call('eth_sendTransaction', { from: node.account, to: node.account, value: '0x1' });
    return exits(verify(changed({ transaction })), 1, 'NOT ANCHORED');
  });
  await check('the same data from a contract that fails', async () => {
    const { input } = await node.call('eth_getTransactionByHash', kept(first).transaction);
    // Its STOP becomes an opcode that is none: the transaction is mined and fails.
    const data = input.replace('a100', 'a1fe');
    const transaction = await node.call('eth_sendTransaction', { from: node.account, data, gas: '0x30d40' });
    return exits(verify(changed({ transaction })), 1, 'NOT ANCHORED');
  });
  await check('a transaction that nobody sent', () =>
    exits(verify(changed({ transaction: `0x${'12'.repeat(32)}` })), 2, 'NOT ANCHORED'));
  await check('a checkpoint that was changed', () =>
    exits(verify(changed({ checkpoint: kept(first).checkpoint.replace('\n1\n', '\n2\n') })), 1, 'NOT ANCHORED'));
  await check('what is no anchor', () => exits(verify(cairn.path('{"chain":"1"}')), 65));
  await check('a block that the chain gave up', async () => {
    const before = await node.call('evm_snapshot');
    const { size } = await log.grow(1);
    const made = await exits(anchor(), 0);
    const held = await exits(verify(fileOf(size)), 0);
    await node.call('evm_revert', before);
    return made ?? held ?? exits(verify(fileOf(size)), 2, 'NOT ANCHORED');
  });
  await check('a node of another chain', async () => {
    const other = await startNode('--chain-id', '5');
    const wrong = await exits(cairn.run('log', 'verify-anchor', first, '--key', log.key, '--rpc', other.url), 2, 'another chain');
    await other.stop();
    return wrong;
  });
  await node.stop();
  await check('no node', () => exits(verify(first), 2));
  await check('a log without any chain', async () => {
    await log.grow(1);
    return exits(cairn.run('log', 'check', log.path, '--key', log.key), 0, 'CONSISTENT');
  });
  await log.stop();
  rmSync(folder, { recursive: true });
  return results;
}
