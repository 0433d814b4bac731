// Draws a chart from the Vega-Lite specification that stands in the page as data, beside the table that says the same.
// Expressions are interpreted, never compiled, so that the content security policy need not allow `eval`.

import embed from 'vega-embed'
import { expressionInterpreter } from 'vega-interpreter'

const OPTIONS = {
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
