/** Folds a layout that is far taller than a window into columns side by side, cut where few edges pass. */
export interface Box {
  id: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

interface Row {
  top: number;
  bottom: number;
  boxes: Box[];
}

/** The room there is to show a network in, in pixels. */
export interface Room {
  width: number;
  height: number;
}

/** How small a network may be drawn before its text is hard to read. */
const READABLE = 0.45;
/** What is left free between two columns: room for the edges that lead up to the next one. */
export const COLUMN_GAP = 60;
/** By which share of its height a column may be longer or shorter, so that it is cut where few edges pass. */
const LEEWAY = 0.25;
const MOST_TRIES_FOR_NOTHING = 3;

/** Returns the boxes in as many columns as let the whole be drawn largest; as they are where that is large enough. */
export function inColumns(
  boxes: readonly Box[],
  edges: readonly { source: string; target: string }[],
  room: Room,
): Box[] {
  const rows = rowsOf(boxes);
  let best = { boxes: [...boxes], zoom: zoomOf(boxes, room) };
  if (best.zoom >= READABLE) return best.boxes;
  const passing = edgesBelow(rows, edges);
  let tries = 0;
  for (let count = 2; count <= rows.length && tries < MOST_TRIES_FOR_NOTHING; count += 1) {
    const folded = sideBySide(cut(rows, passing, count));
    const zoom = zoomOf(folded, room);
    tries = zoom > best.zoom ? 0 : tries + 1;
    if (zoom > best.zoom) best = { boxes: folded, zoom };
  }
  return best.boxes;
}

function rowsOf(boxes: readonly Box[]): Row[] {
  const rows = new Map<number, Row>();
  for (const box of boxes) {
    const middle = Math.round(box.y + box.height / 2);
    const row = rows.get(middle) ?? { top: Infinity, bottom: -Infinity, boxes: [] };
    rows.set(middle, row);
    row.boxes.push(box);
    row.top = Math.min(row.top, box.y);
    row.bottom = Math.max(row.bottom, box.y + box.height);
  }
  return [...rows].sort(([a], [b]) => a - b).map(([, row]) => row);
}

/** Returns for each row how many edges lead from it, or from above it, to below. */
function edgesBelow(rows: readonly Row[], edges: readonly { source: string; target: string }[]): number[] {
  const rowOf = new Map(rows.flatMap(({ boxes }, place) => boxes.map(({ id }): [string, number] => [id, place])));
  const change = new Array<number>(rows.length + 1).fill(0);
  for (const { source, target } of edges) {
    const ends = [rowOf.get(source) ?? 0, rowOf.get(target) ?? 0];
    const [first, last] = [Math.min(...ends), Math.max(...ends)];
    change[first] = (change[first] ?? 0) + 1;
    change[last] = (change[last] ?? 0) - 1;
  }
  let passing = 0;
  return rows.map((_, place) => (passing += change[place] ?? 0));
}

/** Cuts rows into so many parts of about one height. */
function cut(rows: readonly Row[], passing: readonly number[], count: number): Row[][] {
  const top = rows[0]?.top ?? 0;
  const height = ((rows.at(-1)?.bottom ?? 0) - top) / count;
  const parts: Row[][] = [];
  let start = 0;
  for (let part = 1; part < count; part += 1) {
    const wanted = top + part * height;
    let [end, least] = [-1, Infinity];
    for (let place = start; place < rows.length - 1; place += 1) {
      const away = Math.abs((rows[place]?.bottom ?? 0) - wanted) / (LEEWAY * height);
      const cost = (passing[place] ?? 0) + away;
      if (away <= 1 && cost < least) [end, least] = [place, cost];
    }
    if (end < 0) continue;
    parts.push(rows.slice(start, end + 1));
    start = end + 1;
  }
  return [...parts, rows.slice(start)];
}

function sideBySide(columns: readonly Row[][]): Box[] {
  let left = 0;
  return columns.flatMap((rows) => {
    const boxes = rows.flatMap((row) => row.boxes);
    const [first, right] = [Math.min(...boxes.map(({ x }) => x)), Math.max(...boxes.map(({ x, width }) => x + width))];
    const [aside, up] = [left - first, rows[0]?.top ?? 0];
    left += right - first + COLUMN_GAP;
    return boxes.map((box) => ({ ...box, x: box.x + aside, y: box.y - up }));
  });
}

function zoomOf(boxes: readonly Box[], room: Room): number {
  if (boxes.length === 0) return 1;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, width, height } of boxes) {
    [left, top] = [Math.min(left, x), Math.min(top, y)];
    [right, bottom] = [Math.max(right, x + width), Math.max(bottom, y + height)];
  }
  return Math.min(1, room.width / (right - left), room.height / (bottom - top));
}
