/** A part of an outline, in absolute coordinates: a move, a line, a curve with two controls, or the end of a closed part. */
export type Segment =
  | readonly ['M', number, number]
  | readonly ['L', number, number]
  | readonly ['C', number, number, number, number, number, number]
  | readonly ['Z'];

const counts: Readonly<Record<string, number>> = { M: 2, L: 2, H: 1, V: 1, C: 6, S: 4, Q: 4, T: 2, A: 7, Z: 0 };
const number = /[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/y;

/**
 * Reads path data of SVG: every command, absolute or relative, as lines and cubic curves.
 * @throws if it is none
 */
export function segmentsOf(d: string): Segment[] {
  const segments: Segment[] = [];
  const reader = new PathReader(d);
  let [x, y, startX, startY] = [0, 0, 0, 0];
  /** The last control of a curve, which S and T continue. */
  let control: { readonly of: 'C' | 'Q'; readonly x: number; readonly y: number } | undefined;
  const curve = (x1: number, y1: number, x2: number, y2: number, toX: number, toY: number) => {
    segments.push(['C', x1, y1, x2, y2, toX, toY]);
    [x, y] = [toX, toY];
  };
  const quadratic = (cx: number, cy: number, toX: number, toY: number) => {
    curve(x + (2 / 3) * (cx - x), y + (2 / 3) * (cy - y), toX + (2 / 3) * (cx - toX), toY + (2 / 3) * (cy - toY), toX, toY);
    control = { of: 'Q', x: cx, y: cy };
  };
  for (const { command, relative, values } of reader.commands()) {
    const [ox, oy] = relative ? [x, y] : [0, 0];
    const [a = 0, b = 0, c = 0, e = 0, f = 0, g = 0, h = 0] = values;
    const before = control;
    control = undefined;
    switch (command) {
      case 'M':
        [x, y] = [ox + a, oy + b];
        [startX, startY] = [x, y];
        segments.push(['M', x, y]);
        break;
      case 'L':
        [x, y] = [ox + a, oy + b];
        segments.push(['L', x, y]);
        break;
      case 'H':
        x = ox + a;
        segments.push(['L', x, y]);
        break;
      case 'V':
        y = oy + a;
        segments.push(['L', x, y]);
        break;
      case 'C':
        curve(ox + a, oy + b, ox + c, oy + e, ox + f, oy + g);
        control = { of: 'C', x: ox + c, y: oy + e };
        break;
      case 'S': {
        const [rx, ry] = before?.of === 'C' ? [2 * x - before.x, 2 * y - before.y] : [x, y];
        curve(rx, ry, ox + a, oy + b, ox + c, oy + e);
        control = { of: 'C', x: ox + a, y: oy + b };
        break;
      }
      case 'Q':
        quadratic(ox + a, oy + b, ox + c, oy + e);
        break;
      case 'T': {
        const [rx, ry] = before?.of === 'Q' ? [2 * x - before.x, 2 * y - before.y] : [x, y];
        quadratic(rx, ry, ox + a, oy + b);
        break;
      }
      case 'A':
        for (const [x1, y1, x2, y2, toX, toY] of arc(x, y, {
          rx: a,
          ry: b,
          angle: c,
          large: e !== 0,
          sweep: f !== 0,
          x: ox + g,
          y: oy + h,
        }))
          curve(x1, y1, x2, y2, toX, toY);
        [x, y] = [ox + g, oy + h];
        break;
      default:
        segments.push(['Z']);
        [x, y] = [startX, startY];
    }
  }
  return segments;
}

/** The same outline, scaled and then moved. */
export function placed(segments: readonly Segment[], x: number, y: number, scaleX: number, scaleY = scaleX): Segment[] {
  const px = (value: number) => x + value * scaleX;
  const py = (value: number) => y + value * scaleY;
  return segments.map((segment) => {
    switch (segment[0]) {
      case 'M':
      case 'L':
        return [segment[0], px(segment[1]), py(segment[2])];
      case 'C':
        return ['C', px(segment[1]), py(segment[2]), px(segment[3]), py(segment[4]), px(segment[5]), py(segment[6])];
      case 'Z':
        return segment;
    }
  });
}

/** A rectangle with round corners. @param radius at most half of a side is used */
export function roundedRect(x: number, y: number, width: number, height: number, radius: number): Segment[] {
  const r = Math.max(0, Math.min(radius, width / 2, height / 2));
  if (r === 0) return [['M', x, y], ['L', x + width, y], ['L', x + width, y + height], ['L', x, y + height], ['Z']];
  const k = r * (1 - 0.5522847498); // where the control of a quarter of a circle lies
  const [right, bottom] = [x + width, y + height];
  return [
    ['M', x + r, y],
    ['L', right - r, y],
    ['C', right - k, y, right, y + k, right, y + r],
    ['L', right, bottom - r],
    ['C', right, bottom - k, right - k, bottom, right - r, bottom],
    ['L', x + r, bottom],
    ['C', x + k, bottom, x, bottom - k, x, bottom - r],
    ['L', x, y + r],
    ['C', x, y + k, x + k, y, x + r, y],
    ['Z'],
  ];
}

interface Command {
  /** In upper case. */
  readonly command: string;
  readonly relative: boolean;
  readonly values: readonly number[];
}

class PathReader {
  #at = 0;

  constructor(private readonly d: string) {}

  *commands(): Generator<Command> {
    let letter = '';
    for (this.#skip(); this.#at < this.d.length; this.#skip()) {
      const here = this.d.charAt(this.#at);
      if (/[a-z]/i.test(here)) {
        letter = here;
        this.#at++;
      } else if (letter === 'M' || letter === 'm') letter = letter === 'M' ? 'L' : 'l'; // more points of a move are lines
      const command = letter.toUpperCase();
      const count = counts[command];
      if (count === undefined || (count === 0 && letter !== here)) throw this.#wrong();
      const values = Array.from({ length: count }, (_, at) => (command === 'A' && (at === 3 || at === 4) ? this.#flag() : this.#number()));
      yield { command, relative: letter !== command, values };
    }
  }

  #skip(): void {
    while (/[\s,]/.test(this.d.charAt(this.#at))) this.#at++;
  }

  #number(): number {
    this.#skip();
    number.lastIndex = this.#at;
    const found = number.exec(this.d);
    if (!found) throw this.#wrong();
    this.#at = number.lastIndex;
    return Number(found[0]);
  }

  /** A flag of an arc is one digit, and may touch what follows. */
  #flag(): number {
    this.#skip();
    const digit = this.d.charAt(this.#at++);
    if (digit !== '0' && digit !== '1') throw this.#wrong();
    return Number(digit);
  }

  #wrong(): Error {
    return new Error(`These are no path data, from character ${this.#at + 1} on: ${this.d.slice(0, 60)}`);
  }
}

interface Arc {
  readonly rx: number;
  readonly ry: number;
  /** In degrees. */
  readonly angle: number;
  readonly large: boolean;
  readonly sweep: boolean;
  readonly x: number;
  readonly y: number;
}

/** An arc as curves of at most a quarter (SVG, implementation notes, B.2.4). */
function arc(fromX: number, fromY: number, to: Arc): [number, number, number, number, number, number][] {
  let [rx, ry] = [Math.abs(to.rx), Math.abs(to.ry)];
  if (fromX === to.x && fromY === to.y) return [];
  if (rx === 0 || ry === 0) return [[fromX, fromY, to.x, to.y, to.x, to.y]];
  const [sin, cos] = [Math.sin((to.angle * Math.PI) / 180), Math.cos((to.angle * Math.PI) / 180)];
  const [halfX, halfY] = [(fromX - to.x) / 2, (fromY - to.y) / 2];
  const [px, py] = [cos * halfX + sin * halfY, -sin * halfX + cos * halfY];
  const grown = (px / rx) ** 2 + (py / ry) ** 2;
  if (grown > 1) [rx, ry] = [rx * Math.sqrt(grown), ry * Math.sqrt(grown)];
  const below = (rx * py) ** 2 + (ry * px) ** 2;
  const root = Math.sqrt(Math.max(0, ((rx * ry) ** 2 - below) / below)) * (to.large === to.sweep ? -1 : 1);
  const [qx, qy] = [(root * rx * py) / ry, (-root * ry * px) / rx];
  const [cx, cy] = [cos * qx - sin * qy + (fromX + to.x) / 2, sin * qx + cos * qy + (fromY + to.y) / 2];
  const start = Math.atan2((py - qy) / ry, (px - qx) / rx);
  let turn = Math.atan2((-py - qy) / ry, (-px - qx) / rx) - start;
  if (to.sweep && turn < 0) turn += 2 * Math.PI;
  if (!to.sweep && turn > 0) turn -= 2 * Math.PI;
  const count = Math.max(1, Math.ceil(Math.abs(turn) / (Math.PI / 2) - 1e-9));
  const step = turn / count;
  const reach = (4 / 3) * Math.tan(step / 4);
  const point = (x: number, y: number): [number, number] => [cx + cos * rx * x - sin * ry * y, cy + sin * rx * x + cos * ry * y];
  return Array.from({ length: count }, (_, at) => {
    const [one, two] = [start + at * step, start + (at + 1) * step];
    return [
      ...point(Math.cos(one) - reach * Math.sin(one), Math.sin(one) + reach * Math.cos(one)),
      ...point(Math.cos(two) + reach * Math.sin(two), Math.sin(two) - reach * Math.cos(two)),
      ...(at === count - 1 ? ([to.x, to.y] as const) : point(Math.cos(two), Math.sin(two))),
    ];
  });
}
