import { routeEdges, type Edge, type Plan, type Route } from '#engine/plan';

/* Routes the edges of large plans outside the window's own thread. It returns only the changes: most edges keep their route. */

export interface RouteQuestion {
  readonly edges: readonly Edge[];
  readonly layout: Plan['layout'];
  readonly direction: Plan['direction'];
}

export interface RouteAnswer {
  readonly changed: ReadonlyMap<string, Route>;
  readonly gone: readonly string[];
}

let before: ReadonlyMap<string, Route> = new Map();

self.addEventListener('message', ({ data }: MessageEvent<RouteQuestion>) => {
  const routes = routeEdges(data.edges, data.layout, data.direction);
  const changed = new Map([...routes].filter(([id, route]) => !sameWay(before.get(id), route)));
  const gone = [...before.keys()].filter((id) => !routes.has(id));
  before = routes;
  self.postMessage({ changed, gone } satisfies RouteAnswer);
});

function sameWay(a: Route | undefined, b: Route): boolean {
  return a?.path === b.path && a.middle[0] === b.middle[0] && a.middle[1] === b.middle[1];
}
