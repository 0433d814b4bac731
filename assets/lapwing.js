// Every page's script: the parts of GOV.UK Frontend that need one, htmx, and a few of our own.
// Each page works without it where nothing is inherently live.

import {
  Button, Checkboxes, ErrorSummary, PasswordInput, Radios, ServiceNavigation, SkipLink, createAll
} from 'govuk-frontend'
import htmx from 'htmx.org'

import './printing.js'
import './timeout.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')

// No eval, no styles written by scripts, no request to anywhere else, and no page kept on the device.
Object.assign(htmx.config, {
  allowEval: false,
  allowScriptTags: false,
  includeIndicatorStyles: false,
  selfRequestsOnly: true,
  historyCacheSize: 0,
  refreshOnHistoryMiss: true,
  scrollIntoViewOnBoost: false,
  defaultFocusScroll: false,
  timeout: 20000
})

const PARTS = [
  [Button, { preventDoubleClick: true }], [Checkboxes], [ErrorSummary], [PasswordInput], [Radios], [ServiceNavigation],
  [SkipLink]
]

function start (scope) {
  for (const [Part, options] of PARTS) createAll(Part, options, scope)
}

start(document)
htmx.onLoad((part) => { if (part !== document.body) start(part) })
