// The arm in 3-D, drawn from the frames and axes of its joints alone: measured solid, desired as a ghost.
import * as THREE from './three.module.min.js';

const TRAIL = 240;

/** Radii fall from base to wrist, m. */
const radius = (j, n) => 0.068 - 0.028 * j / Math.max(1, n - 1);

/** One body of frames, each turning in its parent; `material(j)` gives a part's look, `ring(j)` that of its joint. */
class Body {
  constructor(chain, material, ring) {
    this.root = new THREE.Group();
    this.turning = [];
    let parent = this.root;
    chain.forEach((joint, j) => {
      const from = parent;
      const origin = new THREE.Group();
      const r = joint.rotation;
      const [px, py, pz] = joint.xyzM;
      origin.matrixAutoUpdate = false;
      origin.matrix.set(r[0], r[1], r[2], px, r[3], r[4], r[5], py, r[6], r[7], r[8], pz, 0, 0, 0, 1);
      const turning = new THREE.Group();
      origin.add(turning);
      from.add(origin);
      this.segment(from, new THREE.Vector3(...joint.xyzM), radius(Math.max(0, j - 1), chain.length),
        radius(j, chain.length), material);
      this.joint(turning, joint, radius(j, chain.length), material, ring(j));
      this.turning.push({group: turning, axis: new THREE.Vector3(...joint.axis)});
      parent = turning;
    });
    this.flange = new THREE.Group();
    const last = chain[chain.length - 1];
    const axis = new THREE.Vector3(...last.axis);
    this.flange.position.copy(axis).multiplyScalar(0.09);
    this.segment(parent, this.flange.position, 0.036, 0.036, material);
    parent.add(this.flange);
  }

  /** A link from its frame's origin to the next one's. */
  segment(parent, to, r0, r1, material) {
    const length = to.length();
    if (length < 0.01) {
      return;
    }
    const mesh = new THREE.Mesh(new THREE.CylinderGeometry(r1, r0, length, 40), material);
    mesh.position.copy(to).multiplyScalar(0.5);
    mesh.quaternion.setFromUnitVectors(new THREE.Vector3(0, 1, 0), to.clone().normalize());
    parent.add(mesh);
  }

  joint(turning, joint, r, material, ring) {
    const ball = new THREE.Mesh(new THREE.SphereGeometry(r * 1.08, 40, 24), material);
    const axis = new THREE.Vector3(...joint.axis);
    const band = new THREE.Mesh(new THREE.CylinderGeometry(r * 1.16, r * 1.16, r * 0.3, 48), ring);
    band.quaternion.setFromUnitVectors(new THREE.Vector3(0, 1, 0), axis);
    turning.add(ball, band);
  }

  pose(q) {
    this.turning.forEach(({group, axis}, j) => group.quaternion.setFromAxisAngle(axis, q[j] ?? 0));
  }
}

export class ArmView {
  /** @throws if the browser has no WebGL */
  constructor(canvas, chain, theme) {
    this.canvas = canvas;
    this.theme = theme;
    this.deviation = 25;
    this.renderer = new THREE.WebGLRenderer({canvas, antialias: true, alpha: true});
    this.scene = new THREE.Scene();
    this.camera = new THREE.PerspectiveCamera(32, 1, 0.1, 20);
    this.camera.up.set(0, 0, 1);
    this.cost = 0;
    this.drew = false;
    this.drawnAt = -Infinity;
    this.calledAt = 0;
    this.turn = {azimuth: -0.75, elevation: 0.28, distance: 2.55};
    const key = new THREE.DirectionalLight(0xffffff, 2.2);
    key.position.set(1.5, -1.2, 3);
    this.sky = new THREE.HemisphereLight(0xffffff, 0xb8bcc0, 1.5);
    this.scene.add(key, this.sky);
    this.shell = new THREE.MeshLambertMaterial();
    this.ghostMaterial = new THREE.MeshBasicMaterial({transparent: true, opacity: 0.26, depthWrite: false});
    this.rings = chain.map(() => new THREE.MeshLambertMaterial());
    this.arm = new Body(chain, this.shell, j => this.rings[j]);
    this.ghost = new Body(chain, this.ghostMaterial, () => this.ghostMaterial);
    this.scene.add(this.arm.root, this.ghost.root);
    this.floor();
    this.trail();
    this.listen();
    this.colour();
    theme.listeners.push(() => this.colour());
  }

  floor() {
    this.gridMaterial = new THREE.LineBasicMaterial();
    const points = [];
    for (const r of [0.25, 0.5, 0.75, 1]) {
      for (let k = 0; k < 96; k++) {
        for (const step of [k, k + 1]) {
          points.push(new THREE.Vector3(r * Math.cos(step * Math.PI / 48), r * Math.sin(step * Math.PI / 48), 0));
        }
      }
    }
    points.push(new THREE.Vector3(-1, 0, 0), new THREE.Vector3(1, 0, 0), new THREE.Vector3(0, -1, 0),
      new THREE.Vector3(0, 1, 0));
    this.scene.add(new THREE.LineSegments(new THREE.BufferGeometry().setFromPoints(points), this.gridMaterial));
    const foot = new THREE.Mesh(new THREE.CylinderGeometry(0.1, 0.11, 0.05, 48), this.shell);
    foot.rotation.x = Math.PI / 2;
    foot.position.z = 0.025;
    this.scene.add(foot);
  }

  /** Where the flange has been. */
  trail() {
    this.trailPoints = new Float32Array(TRAIL * 3);
    this.trailCount = 0;
    this.trailGeometry = new THREE.BufferGeometry();
    this.trailGeometry.setAttribute('position', new THREE.BufferAttribute(this.trailPoints, 3));
    this.trailMaterial = new THREE.LineBasicMaterial({transparent: true, opacity: 0.8});
    const line = new THREE.Line(this.trailGeometry, this.trailMaterial);
    line.frustumCulled = false;
    this.scene.add(line);
    this.place = new THREE.Vector3();
  }

  /** Somewhere else in time: where the flange has been is another line. */
  forget() {
    this.trailCount = 0;
  }

  colour() {
    const {dark, colours} = this.theme;
    this.shell.color.set(dark ? '#aab1b8' : '#e9eaec');
    this.ghostMaterial.color.set(colours.feedback);
    this.gridMaterial.color.set(dark ? '#333b41' : '#d3d4d0');
    this.trailMaterial.color.set(colours.memory);
    this.sky.intensity = dark ? 1.0 : 1.7;
    this.rings.forEach((ring, j) => ring.color.set(this.theme.joint(j)));
    this.dirty = true;
  }

  /** Shows a frame: the desired pose stands apart from the measured one by the deviation times a factor. */
  show(frame) {
    this.arm.pose(frame.q);
    this.ghost.pose(frame.q.map((q, j) => q + this.deviation * (frame.qDes[j] - q)));
    this.arm.root.updateMatrixWorld(true);
    this.arm.flange.getWorldPosition(this.place);
    if (this.trailCount === TRAIL) {
      this.trailPoints.copyWithin(0, 3);
      this.trailCount--;
    }
    this.place.toArray(this.trailPoints, 3 * this.trailCount++);
    this.trailGeometry.setDrawRange(0, this.trailCount);
    this.trailGeometry.attributes.position.needsUpdate = true;
    this.dirty = true;
  }

  /**
   * How long a picture takes, ms, smoothed. A machine that draws in 3-D without a graphics processor takes long for
   * each, and its charts must go on: pictures then come further apart.
   */
  measure(now) {
    if (this.drew) {
      this.cost += 0.3 * (now - this.calledAt - this.cost);
    }
    this.drew = false;
    this.calledAt = now;
    return this.cost;
  }

  /** @param now ms, of the browser's clock for animations */
  draw(now) {
    const width = this.canvas.clientWidth;
    const height = this.canvas.clientHeight;
    if (width !== this.width || height !== this.height) {
      this.width = width;
      this.height = height;
      this.renderer.setPixelRatio(Math.min(2, devicePixelRatio || 1));
      this.renderer.setSize(width, height, false);
      this.camera.aspect = width / Math.max(1, height);
      this.camera.updateProjectionMatrix();
      this.dirty = true;
    }
    const cost = this.measure(now);
    if (!this.dirty || now - this.drawnAt < Math.min(1500, 4 * cost - 60)) {
      return;
    }
    this.dirty = false;
    this.drew = true;
    this.drawnAt = now;
    const {azimuth, elevation, distance} = this.turn;
    const far = distance * Math.max(1, 0.95 / this.camera.aspect);
    this.camera.position.set(far * Math.cos(elevation) * Math.cos(azimuth), far * Math.cos(elevation) * Math.sin(azimuth),
      0.4 + far * Math.sin(elevation));
    this.camera.lookAt(0.12, 0, 0.4);
    this.renderer.render(this.scene, this.camera);
  }

  move(azimuth, elevation, zoom) {
    this.turn.azimuth += azimuth;
    this.turn.elevation = Math.max(-0.1, Math.min(1.5, this.turn.elevation + elevation));
    this.turn.distance = Math.max(1, Math.min(8, this.turn.distance * zoom));
    this.dirty = true;
  }

  listen() {
    const {canvas} = this;
    let held = null;
    canvas.addEventListener('pointerdown', event => {
      held = event;
      canvas.setPointerCapture(event.pointerId);
    });
    canvas.addEventListener('pointermove', event => {
      if (held) {
        this.move((held.clientX - event.clientX) * 0.008, (event.clientY - held.clientY) * 0.008, 1);
        held = event;
      }
    });
    canvas.addEventListener('pointerup', () => { held = null; });
    canvas.addEventListener('pointercancel', () => { held = null; });
    canvas.addEventListener('wheel', event => {
      event.preventDefault();
      this.move(0, 0, event.deltaY > 0 ? 1.08 : 0.92);
    }, {passive: false});
    canvas.addEventListener('keydown', event => {
      const moves = {ArrowLeft: [-0.1, 0, 1], ArrowRight: [0.1, 0, 1], ArrowUp: [0, 0.08, 1], ArrowDown: [0, -0.08, 1],
        '+': [0, 0, 0.92], '-': [0, 0, 1.08]};
      if (moves[event.key]) {
        event.preventDefault();
        event.stopPropagation();
        this.move(...moves[event.key]);
      }
    });
  }
}
