// An evening at the sea: sky, sun, clouds, a lighthouse, a boat, and swell rolling in. What does not move is painted once.

const HORIZON = 0.56;

/** Swell from far to near: where it lies, how high, how long, how fast, its colours. */
const SWELL = [
  { at: 0.585, high: 1.6, long: 70, fast: 0.5, top: '#c8647a', foot: '#8a4a78' },
  { at: 0.625, high: 2.6, long: 110, fast: 0.6, top: '#a24f7c', foot: '#653a70' },
  { at: 0.675, high: 4.5, long: 170, fast: 0.72, top: '#7d4379', foot: '#4b3068' },
  { at: 0.735, high: 8, long: 240, fast: 0.85, top: '#5d3a73', foot: '#36285c' },
  { at: 0.81, high: 13, long: 340, fast: 0.95, top: '#443168', foot: '#26204b' },
  { at: 0.9, high: 19, long: 470, fast: 1.05, top: '#2f2857', foot: '#16152f' },
];

const CLOUDS = [
  { x: 0.08, y: 0.17, wide: 0.34, speed: 0.004, tone: 'rgb(255 170 150 / .34)' },
  { x: 0.46, y: 0.1, wide: 0.26, speed: 0.006, tone: 'rgb(240 140 165 / .28)' },
  { x: 0.78, y: 0.27, wide: 0.4, speed: 0.0035, tone: 'rgb(255 190 140 / .4)' },
  { x: 0.28, y: 0.36, wide: 0.3, speed: 0.003, tone: 'rgb(255 205 150 / .38)' },
];

export class Scene {
  #wide;
  #high;
  #sky;
  #fills;
  #cloud;

  constructor(wide, high) {
    this.#wide = wide;
    this.#high = high;
    this.#sky = this.#paint((pen) => this.#paintSky(pen));
    this.#cloud = CLOUDS.map((cloud) => paintCloud(cloud.wide * wide, cloud.tone));
  }

  draw(pen, seconds) {
    pen.drawImage(this.#sky, 0, 0);
    this.#drawClouds(pen, seconds);
    this.#drawBeam(pen, seconds);
    this.#fills ??= SWELL.map((swell) => this.#gradient(pen, swell));
    SWELL.forEach((swell, index) => {
      if (index === 2) this.#drawBoat(pen, seconds, swell);
      this.#drawSwell(pen, seconds, swell, this.#fills[index]);
    });
    this.#drawGlitter(pen, seconds);
  }

  #paint(draw) {
    const canvas = document.createElement('canvas');
    canvas.width = this.#wide;
    canvas.height = this.#high;
    draw(canvas.getContext('2d'));
    return canvas;
  }

  #paintSky(pen) {
    const horizon = this.#high * HORIZON;
    const sky = pen.createLinearGradient(0, 0, 0, horizon);
    [[0, '#1d1744'], [0.3, '#4a2766'], [0.58, '#a23f78'], [0.8, '#ee7368'], [0.94, '#ffb066'], [1, '#ffd68a']].forEach(([at, tone]) => sky.addColorStop(at, tone));
    pen.fillStyle = sky;
    pen.fillRect(0, 0, this.#wide, horizon + 2);
    this.#paintStars(pen, horizon);
    this.#paintSun(pen, horizon);
    pen.fillStyle = '#d97a78';
    pen.fillRect(0, horizon, this.#wide, this.#high - horizon);
    this.#paintHills(pen, horizon);
    this.#paintLighthouse(pen);
  }

  #paintStars(pen, horizon) {
    for (let i = 0; i < 70; i++) {
      const y = noise(i * 3 + 1) ** 1.6 * horizon * 0.55;
      pen.fillStyle = `rgb(255 245 235 / ${0.75 * (1 - y / (horizon * 0.55)) * noise(i + 40)})`;
      const size = 0.8 + noise(i * 7) * 1.2;
      pen.fillRect(noise(i * 5 + 2) * this.#wide, y, size, size);
    }
  }

  #paintSun(pen, horizon) {
    const x = this.#wide * 0.4;
    const glow = pen.createRadialGradient(x, horizon, 10, x, horizon, this.#wide * 0.34);
    glow.addColorStop(0, 'rgb(255 236 180 / .95)');
    glow.addColorStop(0.18, 'rgb(255 200 120 / .55)');
    glow.addColorStop(1, 'rgb(255 150 110 / 0)');
    pen.fillStyle = glow;
    pen.fillRect(0, 0, this.#wide, horizon);
    pen.fillStyle = '#fff1c4';
    pen.beginPath();
    pen.arc(x, horizon - 6, 46, Math.PI, 0);
    pen.lineTo(x + 46, horizon);
    pen.lineTo(x - 46, horizon);
    pen.fill();
  }

  #paintHills(pen, horizon) {
    const ridge = (from, to, high, tone) => {
      pen.fillStyle = tone;
      pen.beginPath();
      pen.moveTo(from, horizon + 3);
      for (let x = from; x <= to; x += 6) {
        const part = (x - from) / (to - from);
        const bumps = Math.sin(x * 0.021) * 0.12 + Math.sin(x * 0.057) * 0.05;
        pen.lineTo(x, horizon + 3 - high * (Math.sin(part * Math.PI) ** 0.7 + bumps * Math.sin(part * Math.PI)));
      }
      pen.lineTo(to, horizon + 3);
      pen.fill();
    };
    ridge(-160, this.#wide * 0.3, 46, '#a8517c');
    ridge(-220, this.#wide * 0.19, 66, '#7b3d72');
    pen.fillStyle = '#33204e';
    pen.beginPath();
    pen.moveTo(this.#wide + 2, horizon - 74);
    pen.bezierCurveTo(this.#wide * 0.9, horizon - 86, this.#wide * 0.79, horizon - 74, this.#wide * 0.73, horizon - 50);
    pen.bezierCurveTo(this.#wide * 0.7, horizon - 36, this.#wide * 0.69, horizon - 8, this.#wide * 0.65, horizon + 14);
    pen.lineTo(this.#wide + 2, horizon + 60);
    pen.fill();
  }

  get #lamp() {
    return { x: this.#wide * 0.775, y: this.#high * HORIZON - 146 };
  }

  #paintLighthouse(pen) {
    const { x, y } = this.#lamp;
    const tower = pen.createLinearGradient(x - 14, 0, x + 14, 0);
    tower.addColorStop(0, '#ffd9c0');
    tower.addColorStop(0.35, '#d79aa2');
    tower.addColorStop(1, '#5a3766');
    pen.fillStyle = tower;
    pen.beginPath();
    pen.moveTo(x - 8, y + 9);
    pen.lineTo(x + 8, y + 9);
    pen.lineTo(x + 13, y + 82);
    pen.lineTo(x - 13, y + 82);
    pen.fill();
    pen.fillStyle = 'rgb(178 38 84 / .8)';
    pen.fillRect(x - 9.500, y + 26, 19, 13);
    pen.fillRect(x - 11.500, y + 54, 23, 13);
    pen.fillStyle = '#2a1a42';
    pen.fillRect(x - 12, y + 6, 24, 4);
    pen.fillRect(x - 7, y - 9, 14, 3);
    pen.beginPath();
    pen.arc(x, y - 8, 7, Math.PI, 0);
    pen.fill();
    pen.fillStyle = '#fff3c8';
    pen.fillRect(x - 5, y - 6, 10, 12);
    pen.fillStyle = '#2a1a42';
    pen.fillRect(x + 14, y + 66, 34, 16);
    pen.beginPath();
    pen.moveTo(x + 11, y + 67);
    pen.lineTo(x + 31, y + 54);
    pen.lineTo(x + 51, y + 67);
    pen.fill();
    pen.fillStyle = '#ffcf7d';
    pen.fillRect(x + 22, y + 71, 5, 6);
    pen.fillRect(x + 35, y + 71, 5, 6);
  }

  #drawClouds(pen, seconds) {
    CLOUDS.forEach((cloud, index) => {
      const sprite = this.#cloud[index];
      const span = 1 + cloud.wide;
      const x = ((cloud.x + seconds * cloud.speed + cloud.wide) % span) - cloud.wide;
      pen.drawImage(sprite, x * this.#wide, cloud.y * this.#high - sprite.height / 2);
    });
  }

  /** The lamp turns: its beam is longest when it points along the picture, and flares when it points at the viewer. */
  #drawBeam(pen, seconds) {
    const { x, y } = this.#lamp;
    const angle = seconds * 0.7;
    const along = Math.cos(angle);
    const toward = Math.sin(angle);
    const reach = along * this.#wide * 0.62;
    const beam = pen.createLinearGradient(x, 0, x + reach, 0);
    beam.addColorStop(0, `rgb(255 240 190 / ${0.1 + 0.5 * Math.abs(along)})`);
    beam.addColorStop(1, 'rgb(255 240 190 / 0)');
    pen.fillStyle = beam;
    pen.beginPath();
    pen.moveTo(x, y - 3);
    pen.lineTo(x + reach, y - 34 + toward * 16);
    pen.lineTo(x + reach, y + 34 + toward * 16);
    pen.lineTo(x, y + 3);
    pen.fill();
    const flare = 10 + 34 * Math.max(0, toward) ** 6;
    const light = pen.createRadialGradient(x, y, 1, x, y, flare);
    light.addColorStop(0, 'rgb(255 247 214 / .95)');
    light.addColorStop(1, 'rgb(255 225 150 / 0)');
    pen.fillStyle = light;
    pen.fillRect(x - flare, y - flare, flare * 2, flare * 2);
  }

  #gradient(pen, swell) {
    const top = swell.at * this.#high - swell.high;
    const fill = pen.createLinearGradient(0, top, 0, top + this.#high * 0.13 + swell.high);
    fill.addColorStop(0, swell.top);
    fill.addColorStop(1, swell.foot);
    return fill;
  }

  #height(x, seconds, { high, long, fast }) {
    const turn = (2 * Math.PI) / long;
    return high * (Math.sin(x * turn - seconds * fast) * 0.62 + Math.sin(x * turn * 0.47 - seconds * fast * 0.6 + long) * 0.38);
  }

  #drawSwell(pen, seconds, swell, fill) {
    const base = swell.at * this.#high;
    const crest = new Path2D();
    for (let x = -8; x <= this.#wide + 8; x += 8) crest.lineTo(x, base - this.#height(x, seconds, swell));
    const body = new Path2D(crest);
    body.lineTo(this.#wide + 8, this.#high);
    body.lineTo(-8, this.#high);
    pen.fillStyle = fill;
    pen.fill(body);
    pen.strokeStyle = `rgb(255 205 180 / ${0.1 + swell.high * 0.011})`;
    pen.lineWidth = 0.8 + swell.high * 0.06;
    pen.stroke(crest);
  }

  #drawBoat(pen, seconds, swell) {
    const x = this.#wide * (0.16 + ((seconds * 0.0035) % 0.5));
    const y = swell.at * this.#high - this.#height(x, seconds, swell) - 3;
    pen.save();
    pen.translate(x, y);
    pen.rotate(Math.sin(seconds * 0.8) * 0.05);
    pen.fillStyle = '#fff0dd';
    pen.fill(new Path2D('M2 -58 C24 -40 32 -22 33 -7 L2 -7Z'));
    pen.fillStyle = '#ff9d7d';
    pen.fill(new Path2D('M-2 -50 C-10 -32 -18 -18 -21 -7 L-2 -7Z'));
    pen.fillStyle = '#3a2250';
    pen.fillRect(-1, -61, 2, 58);
    pen.fill(new Path2D('M-28 -5 L36 -5 C33 3 27 7 20 7 L-16 7 C-23 7 -27 2 -28 -5Z'));
    pen.restore();
  }

  /** The sun's road on the water. */
  #drawGlitter(pen, seconds) {
    const top = this.#high * (HORIZON + 0.012);
    for (let i = 0; i < 64; i++) {
      const depth = (i + 0.5) / 64;
      const y = top + depth ** 1.5 * this.#high * 0.4;
      const blink = Math.sin(seconds * (1.4 + noise(i) * 2.2) + i * 1.9);
      if (blink < -0.1) continue;
      const wander = (noise(i * 11) - 0.5) * (36 + depth * 190) + Math.sin(seconds * 0.6 + i) * 6;
      const wide = (8 + depth * 34) * (0.4 + 0.6 * blink);
      pen.fillStyle = `rgb(255 ${214 - depth * 50} ${150 - depth * 20} / ${(0.62 - depth * 0.4) * (0.4 + 0.6 * blink)})`;
      pen.fillRect(this.#wide * 0.4 + wander - wide / 2, y, wide, 1.2 + depth * 2.2);
    }
  }
}

function paintCloud(wide, tone) {
  const canvas = document.createElement('canvas');
  canvas.width = wide;
  canvas.height = wide * 0.24;
  const pen = canvas.getContext('2d');
  for (let i = 0; i < 16; i++) {
    const x = wide * (0.12 + 0.76 * noise(i * 13 + wide));
    const radius = wide * (0.05 + 0.09 * noise(i * 3 + 1)) * (1 - Math.abs(x / wide - 0.5));
    const y = canvas.height * (0.5 + 0.16 * (noise(i * 17) - 0.5));
    const puff = pen.createRadialGradient(x, y, 0, x, y, radius * 2);
    puff.addColorStop(0, tone);
    puff.addColorStop(1, tone.replace(/\/ .*\)/, '/ 0)'));
    pen.fillStyle = puff;
    pen.save();
    pen.translate(0, y);
    pen.scale(1, 0.34);
    pen.translate(0, -y);
    pen.fillRect(x - radius * 2, y - radius * 2, radius * 4, radius * 4);
    pen.restore();
  }
  return canvas;
}

/** The same "random" number from 0 to 1 for the same seed. */
function noise(seed) {
  const value = Math.sin(seed * 127.1 + 311.7) * 43758.5453;
  return value - Math.floor(value);
}
