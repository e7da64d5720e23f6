// Forward dynamics and mass matrices of the rigid arms with their rotors by MuJoCo, as golden values.
//
//   cd robot-bridge/golden && npm install && node rigid.mjs ../../models/src/test/resources/golden
//
// The rotors are MuJoCo's armature. A file holds, for each of a few states, q, qd and tau, the acceleration
// qdd that MuJoCo finds, and the mass matrix, row by row. A generator with a seed of its own draws the
// states, within the position limits and at up to half the limits of speed and torque.
import fs from 'node:fs';
import path from 'node:path';
import loadMujoco from 'mujoco-js';
import YAML from 'yaml';

const STATES = 8;
const mujoco = await loadMujoco();
const arms = '../../models/src/main/resources/arms/';

/** Uniform on [0, 1): mulberry32. */
function generator(seed) {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function mjcf(arm) {
  let open = '';
  let close = '';
  for (const joint of arm.joints) {
    const {massKg, comM, ixx, iyy, izz, ixy = 0, ixz = 0, iyz = 0} = joint.link;
    open += `<body pos="${joint.origin.xyzM.join(' ')}" euler="${joint.origin.rpyRad.join(' ')}">
      <joint name="${joint.name}" axis="${joint.axis.join(' ')}" armature="${joint.rotorInertiaKgM2}"/>
      <inertial pos="${comM.join(' ')}" mass="${massKg}" fullinertia="${ixx} ${iyy} ${izz} ${ixy} ${ixz} ${iyz}"/>\n`;
    close += '</body>';
  }
  return `<mujoco><compiler angle="radian" eulerseq="XYZ" inertiafromgeom="false" boundmass="0" boundinertia="0" balanceinertia="false"/>
    <option gravity="${arm.gravityMPerS2.join(' ')}"><flag contact="disable"/></option>
    <worldbody>${open}${close}</worldbody></mujoco>`;
}

function run(name, seed) {
  const arm = YAML.parse(fs.readFileSync(arms + name + '.yaml', 'utf8'));
  const n = arm.joints.length;
  mujoco.FS.writeFile('/arm.xml', mjcf(arm));
  const model = mujoco.MjModel.loadFromXML('/arm.xml');
  const data = new mujoco.MjData(model);
  const next = generator(seed);
  const within = (half) => half * (2 * next() - 1);
  const samples = [];
  for (let i = 0; i < STATES; i++) {
    for (let j = 0; j < n; j++) {
      const {qMaxRad, qdMaxRadPerS, tauMaxNm} = arm.joints[j].limits;
      data.qpos[j] = within(qMaxRad);
      data.qvel[j] = within(0.5 * qdMaxRadPerS);
      data.qfrc_applied[j] = within(0.5 * tauMaxNm);
    }
    mujoco.mj_forward(model, data);
    const state = {q: [...data.qpos], qd: [...data.qvel], tau: [...data.qfrc_applied], qdd: [...data.qacc]};
    // Column k of M is what inverse dynamics asks for a unit acceleration of joint k, less what it asks for none.
    const columns = [];
    for (let k = -1; k < n; k++) {
      for (let j = 0; j < n; j++) {
        data.qacc[j] = j === k ? 1 : 0;
      }
      mujoco.mj_inverse(model, data);
      columns.push([...data.qfrc_inverse]);
    }
    state.mass = columns.slice(1).map((column) => column.map((tau, j) => tau - columns[0][j]));
    samples.push(state);
  }
  const out = {
    what: 'forward dynamics with rotors by MuJoCo (mujoco-js 0.0.7), robot-bridge/golden/rigid.mjs',
    arm: name, rotorInertiaKgM2: arm.joints.map((joint) => joint.rotorInertiaKgM2), samples,
  };
  data.delete();
  model.delete();
  return out;
}

const folder = process.argv[2];
fs.mkdirSync(folder, {recursive: true});
['iiwa7', 'iiwa14'].forEach((name, i) => fs.writeFileSync(
    path.join(folder, `forward_${name}.json`), JSON.stringify(run(name, 20 + i)) + '\n'));
