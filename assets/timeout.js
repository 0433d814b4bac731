// Warns before the session ends, and takes the page from the screen when it has ended.
// The page says the time in words besides, for whoever has no scripts.

const dialog = document.querySelector('[data-timeout]')

if (dialog) {
  const lasts = Number(dialog.dataset.timeout) * 1000
  const warning = Number(dialog.dataset.warning) * 1000
  const left = dialog.querySelector('[data-timeout-left]')
  let ends = Date.now() + lasts

  const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/London' })

  function sayWhen () {
    for (const place of document.querySelectorAll('[data-timeout-at]')) place.textContent = clock.format(ends)
  }

  // Whatever asks the site for something keeps the session open, as long as a person asked for it.
  document.addEventListener('htmx:afterRequest', ({ detail }) => {
    if (detail.successful && !detail.requestConfig.headers['X-Unattended']) renew()
  })

  function renew () {
    ends = Date.now() + lasts
    if (dialog.open) dialog.close()
    sayWhen()
  }

  async function stay () {
    const headers = JSON.parse(document.body.getAttribute('hx-headers') || '{}')
    const answer = await fetch(dialog.dataset.stay, { method: 'POST', headers, redirect: 'error' }).catch(() => null)
    if (answer && answer.ok) renew()
    else leave()
  }

  function leave () {
    window.location.replace(dialog.dataset.left)
  }

  function words (milliseconds) {
    const minutes = Math.ceil(milliseconds / 60000)
    return minutes > 1 ? `${minutes} minutes` : 'less than a minute'
  }

  function tick () {
    const remaining = ends - Date.now()
    if (remaining <= 0) return leave()
    if (remaining > warning) return
    if (!dialog.open) dialog.showModal()
    const said = words(remaining)
    if (left.textContent !== said) left.textContent = said
  }

  dialog.querySelector('[data-timeout-stay]').addEventListener('click', stay)
  dialog.addEventListener('cancel', (event) => { event.preventDefault(); stay() })
  document.addEventListener('visibilitychange', tick)
  sayWhen()
  setInterval(tick, 1000)
}
