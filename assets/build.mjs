// Makes everything in src/talentshed/web/ui that comes from the U.S. Web Design System:
// the style sheet, the pictures that it names, the icons in use as one file, the typeface, and the licenses.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { compile } from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const uswds = join(here, "node_modules/@uswds/uswds");
const ui = join(here, "../src/talentshed/web/ui");
const target = join(ui, "static/talentshed");

const ICONS = [
  "add", "arrow_back", "arrow_downward", "arrow_forward", "arrow_upward", "check", "check_circle", "close", "error",
  "expand_more", "file_download", "filter_list", "help_outline", "info", "insights", "language", "launch", "link",
  "location_on", "map", "menu", "navigate_before", "navigate_next", "print", "search", "visibility", "warning", "work",
];
const WEIGHTS = ["Regular", "SemiBold", "Bold"];
const LIMIT = 40_000;

function styles() {
  const compiled = compile(join(here, "talentshed.scss"), {
    style: "compressed",
    loadPaths: [join(uswds, "packages")],
    quietDeps: true,
    silenceDeprecations: ["import", "global-builtin", "color-functions", "if-function"],
  });
  // The design system declares its own copies of the typefaces; ours are in theme/_tokens.scss.
  const css = compiled.css.replace(/@font-face\{[^}]*url\("?\.\.\/fonts\/[^}]*\}/g, "").replaceAll("Public Sans Web", "Public Sans");
  const wanted = [...new Set([...css.matchAll(/url\("?(img\/[^")?#]+)/g)].map((match) => match[1]))].sort();
  rmSync(join(target, "img"), { recursive: true, force: true });
  for (const name of wanted) {
    const file = join(target, name);
    mkdirSync(dirname(file), { recursive: true });
    copyFileSync(join(uswds, "dist", name), file);
  }
  writeFileSync(join(target, "talentshed.css"), css.replace(/^\uFEFF/, "") + "\n");
  const size = gzipSync(css, { level: 9 }).length;
  console.log(`talentshed.css: ${css.length} bytes, ${size} gzipped; pictures: ${wanted.join(", ") || "none"}`);
  if (size > LIMIT) throw new Error(`The style sheet has ${size} bytes gzipped; ${LIMIT} is the most allowed.`);
}

function icons() {
  const symbols = ICONS.map((name) => {
    const svg = readFileSync(join(uswds, "dist/img/usa-icons", `${name}.svg`), "utf8");
    const inside = svg.replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "").trim();
    return `<symbol id="${name}" viewBox="0 0 24 24">${inside}</symbol>`;
  });
  writeFileSync(join(target, "icons.svg"), `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join("\n")}\n</svg>\n`);
}

function fonts() {
  mkdirSync(join(target, "fonts"), { recursive: true });
  mkdirSync(join(ui, "fonts"), { recursive: true });
  for (const weight of WEIGHTS) {
    const from = join(uswds, "dist/fonts/public-sans", `PublicSans-${weight}`);
    copyFileSync(`${from}.woff2`, join(target, "fonts", `PublicSans-${weight}.woff2`));
    copyFileSync(`${from}.ttf`, join(ui, "fonts", `PublicSans-${weight}.ttf`));
  }
  copyFileSync(join(here, "licenses/Public-Sans-OFL.txt"), join(ui, "fonts/OFL.txt"));
}

function licenses() {
  const folder = join(target, "licenses");
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(uswds, "LICENSE.md"), join(folder, "USWDS-LICENSE.txt"));
  copyFileSync(join(here, "licenses/Public-Sans-OFL.txt"), join(folder, "Public-Sans-OFL.txt"));
}

mkdirSync(target, { recursive: true });
styles();
icons();
fonts();
licenses();
