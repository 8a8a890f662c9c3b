// Hovering or focusing a node of the convergence map lights the paths through it.
//
// The drawing is made on the server:
//   <svg class="cv-map" viewBox="…">
//     <path class="cv-flow fam-cooperation" data-from="actor-12" data-to="action-7" d="…">
//     <a href="…" data-node="actor-12">…</a>            every node is a link; its id is column-number
// Columns run from left to right (actor, action, objective, mission), so from a node the light goes on to the right
// through data-to and back to the left through data-from, never round the corner. Without this file nothing is missing.
(() => {
  const reach = (map, start, from, to) => {
    const paths = new Set();
    const nodes = new Set([start]);
    const queue = [start];
    while (queue.length) {
      const node = queue.pop();
      for (const path of map.querySelectorAll(`[data-${from}="${CSS.escape(node)}"]`)) {
        paths.add(path);
        const next = path.dataset[to];
        if (!nodes.has(next)) {
          nodes.add(next);
          queue.push(next);
        }
      }
    }
    return { paths, nodes };
  };
  const dark = (map) => {
    map.classList.remove("cv-lit");
    map.querySelectorAll(".cv-on").forEach((part) => part.classList.remove("cv-on"));
  };
  const light = (map, id) => {
    dark(map);
    const right = reach(map, id, "from", "to");
    const left = reach(map, id, "to", "from");
    const nodes = new Set([...right.nodes, ...left.nodes]);
    [...right.paths, ...left.paths].forEach((path) => path.classList.add("cv-on"));
    map.querySelectorAll("[data-node]").forEach((node) => node.classList.toggle("cv-on", nodes.has(node.dataset.node)));
    map.classList.add("cv-lit");
  };
  const nodeOf = (event) => event.target.closest?.(".cv-map [data-node]");
  const on = (event) => {
    const node = nodeOf(event);
    if (node) light(node.closest(".cv-map"), node.dataset.node);
  };
  const off = (event) => {
    const node = nodeOf(event);
    if (node && !node.contains(event.relatedTarget)) dark(node.closest(".cv-map"));
  };
  document.addEventListener("mouseover", on);
  document.addEventListener("focusin", on);
  document.addEventListener("mouseout", off);
  document.addEventListener("focusout", off);
})();
