// Draws a chart from the Vega-Lite specification that stands in the page as data, beside the table that says the same.
// Expressions are interpreted, never compiled, so that the content security policy need not allow `eval`.

import embed from 'vega-embed'
import { expressionInterpreter } from 'vega-interpreter'

const GREEN = '#1c4a3b'
const INK = '#0b0c0c'
const GREY = '#484949'
const FONT = getComputedStyle(document.body).fontFamily

// The house's look for every chart: one accent, direct labels, no boxes; bars begin at zero by Vega-Lite's own default.
const LOOK = {
  background: null,
  font: FONT,
  view: { stroke: null },
  axis: {
    labelColor: GREY, titleColor: INK, labelFontSize: 14, titleFontSize: 14, titleFontWeight: 'normal',
    domainColor: '#8a9490', tickColor: '#8a9490', gridColor: '#e3e9e6'
  },
  axisX: { grid: false, labelAngle: 0 },
  legend: { labelFontSize: 14, titleFontSize: 14, labelColor: INK },
  header: { labelFontSize: 14, titleFontSize: 14 },
  title: { fontSize: 16, anchor: 'start', color: INK },
  mark: { color: GREEN },
  text: { fontSize: 14, color: INK },
  rule: { color: GREY },
  line: { strokeWidth: 3 },
  point: { filled: true, size: 60 },
  range: { category: [GREEN, '#b8602a', '#2f6f9f', '#6b3f7d', '#7a7a1c'] }
}

const OPTIONS = {
  config: LOOK,
  ast: true,
  expr: expressionInterpreter,
  actions: false,
  defaultStyle: false,
  tooltip: { disableDefaultStyle: true },
  renderer: 'svg'
}

async function draw (figure) {
  const spec = JSON.parse(document.getElementById(figure.dataset.chart).textContent)
  const place = figure.querySelector('[data-chart-place]')
  await embed(place, spec, OPTIONS)
  // The table below says the same; a reader of screens is not told twice.
  place.setAttribute('aria-hidden', 'true')
}

for (const figure of document.querySelectorAll('[data-chart]')) draw(figure)
