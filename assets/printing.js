// "Print this page" buttons; without scripts they stay hidden, and the browser's own menu does it.

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}

// What is folded away is printed too.
const opened = []

window.addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll('main details:not([open])')) {
    details.open = true
    opened.push(details)
  }
})

window.addEventListener('afterprint', () => {
  while (opened.length) opened.pop().open = false
})
