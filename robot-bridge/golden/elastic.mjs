// Trajectories of arms with elastic joints by MuJoCo, as golden values for the simulated arm.
//
//   cd robot-bridge/golden && npm install && node elastic.mjs ../src/test/resources/golden
//
// Each joint is two hinges about one axis: the motor with the reflected inertia as armature, and behind
// it the link on a spring and damper. The cabinet's inner torque loop runs at every step of 10 us:
//
//   tauJ = K (theta - q) + D (thetaDot - qDot)
//   tauM = tauC + kT (tauC - tauJ) - kS K (thetaDot - qDot)
//
// Nothing is lost to friction here: LuGre has closed forms of its own. A file holds q and theta every
// 4 ms, and everything that a simulation needs to do the same.
import fs from 'node:fs';
import path from 'node:path';
import loadMujoco from 'mujoco-js';
import YAML from 'yaml';

const STEP = 1e-5;
const SAMPLE_STEPS = 400;
const SECONDS = 1.0;

const mujoco = await loadMujoco();
const arms = '../../models/src/main/resources/arms/';

const rounded = (value) => Number(value.toFixed(10));

function mjcf(arm) {
  let open = '';
  let close = '';
  for (const joint of arm.joints) {
    const {massKg, comM, ixx, iyy, izz, ixy = 0, ixz = 0, iyz = 0} = joint.link;
    const axis = joint.axis.join(' ');
    // A body that carries the motor alone must weigh something: too little to matter.
    open += `<body pos="${joint.origin.xyzM.join(' ')}" euler="${joint.origin.rpyRad.join(' ')}">
      <joint name="m${joint.name}" axis="${axis}" armature="${joint.drive.inertia}"/>
      <inertial pos="0 0 0" mass="1e-9" diaginertia="1e-12 1e-12 1e-12"/>
      <body><joint name="s${joint.name}" axis="${axis}" stiffness="${joint.drive.stiffness}" damping="${joint.drive.damping}"/>
      <inertial pos="${comM.join(' ')}" mass="${massKg}" fullinertia="${ixx} ${iyy} ${izz} ${ixy} ${ixz} ${iyz}"/>\n`;
    close += '</body></body>';
  }
  return `<mujoco><compiler angle="radian" eulerseq="XYZ" inertiafromgeom="false" boundmass="0" boundinertia="0" balanceinertia="false"/>
    <option timestep="${STEP}" integrator="RK4" gravity="${arm.gravityMPerS2.join(' ')}"><flag contact="disable"/></option>
    <worldbody>${open}${close}</worldbody></mujoco>`;
}

function run(arm, q0) {
  const n = arm.joints.length;
  const file = '/arm.xml';
  mujoco.FS.writeFile(file, mjcf(arm));
  const model = mujoco.MjModel.loadFromXML(file);
  const data = new mujoco.MjData(model);
  const drives = arm.joints.map((joint) => joint.drive);
  // The weight at q0 is what the springs bear at first: qfrc_bias of the rigid pose.
  for (let j = 0; j < n; j++) {
    data.qpos[2 * j] = q0[j];
    data.qpos[2 * j + 1] = 0;
  }
  mujoco.mj_forward(model, data);
  const weight = drives.map((_, j) => data.qfrc_bias[2 * j + 1]);
  for (let j = 0; j < n; j++) {
    const wound = weight[j] / drives[j].stiffness;
    data.qpos[2 * j] = q0[j] + wound;
    data.qpos[2 * j + 1] = -wound;
  }
  const samples = [];
  for (let i = 0; i <= Math.round(SECONDS / STEP); i++) {
    if (i % SAMPLE_STEPS === 0) {
      samples.push({
        q: drives.map((_, j) => rounded(data.qpos[2 * j] + data.qpos[2 * j + 1])),
        theta: drives.map((_, j) => rounded(data.qpos[2 * j])),
      });
    }
    const t = i * STEP;
    for (let j = 0; j < n; j++) {
      const d = drives[j];
      const rate = -data.qvel[2 * j + 1];
      const tauJ = -d.stiffness * data.qpos[2 * j + 1] + d.damping * rate;
      const tauC = weight[j] + d.amplitudeNm * Math.sin(2 * Math.PI * d.frequencyHz * t);
      data.qfrc_applied[2 * j] = tauC + d.gain * (tauC - tauJ) - d.rateGain * d.stiffness * rate;
    }
    mujoco.mj_step(model, data);
  }
  const out = {
    what: 'elastic joints by MuJoCo (mujoco-js 0.0.7), RK4 in steps of 10 us, robot-bridge/golden/elastic.mjs',
    arm: arm.name, joints: arm.joints.map(({name, drive}) => ({name, ...drive})), q0, weightNm: weight,
    samplePeriodNs: Math.round(STEP * SAMPLE_STEPS * 1e9), samples,
  };
  data.delete();
  model.delete();
  return out;
}

function drive(inertia, stiffness, gain, ratio, amplitudeNm, frequencyHz) {
  const omega = Math.sqrt((1 + gain) * stiffness / inertia);
  return {inertia, stiffness, damping: 0.002 * stiffness, gain,
    rateGain: 2 * ratio * omega * inertia / stiffness, amplitudeNm, frequencyHz};
}

const folder = process.argv[2];
fs.mkdirSync(folder, {recursive: true});

const pendulum = {name: 'pendulum', gravityMPerS2: [0, 0, -9.81], joints: [{name: 'A1',
  origin: {xyzM: [0, 0, 0], rpyRad: [0, 0, 0]}, axis: [0, 1, 0],
  link: {massKg: 5, comM: [0.3, 0, 0], ixx: 0.05, iyy: 0.1, izz: 0.1},
  drive: drive(3.38, 12000, 4, 0.4, 15, 3)}]};
fs.writeFileSync(path.join(folder, 'elastic_pendulum.json'), JSON.stringify(run(pendulum, [0.4])));

const iiwa = YAML.parse(fs.readFileSync(arms + 'iiwa7.yaml', 'utf8'));
const inertia = [1.836, 4.447, 3.242, 1.817, 1.392, 1.402, 1.392];
const stiffness = [12000, 12000, 9000, 9000, 8000, 4500, 4000];
const amplitude = [12, 15, 8, 8, 3, 2, 1];
iiwa.joints.forEach((joint, j) => {
  joint.drive = drive(inertia[j], stiffness[j], 3, 0.5, amplitude[j], 1.3 + 0.9 * j);
});
fs.writeFileSync(path.join(folder, 'elastic_iiwa7.json'),
    JSON.stringify(run(iiwa, [0.3, 0.5, 0.2, -1.4, 0.1, 1.0, 0.0])));
