// What the pages do by themselves where there is JavaScript; all of it works without.

// Filters answer at once when a choice is made.
for (const form of document.querySelectorAll('[data-submit-on-change]')) {
  form.addEventListener('change', (event) => {
    if (event.target.matches('select, input[type="date"]')) form.requestSubmit()
  })
}

// A second press while the first is on its way does nothing.
document.addEventListener('submit', (event) => {
  const form = event.target
  if (form.method !== 'post') return
  if (form.dataset.sent) {
    event.preventDefault()
    return
  }
  form.dataset.sent = 'yes'
  event.submitter?.setAttribute('aria-busy', 'true')
})
window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) {
    delete form.dataset.sent
    for (const button of form.querySelectorAll('[aria-busy]')) button.removeAttribute('aria-busy')
  }
})

// The chat shows its newest line.
const toEnd = (chat) => {
  chat.scrollTop = chat.scrollHeight
}
for (const chat of document.querySelectorAll('[data-scroll-end]')) {
  toEnd(chat)
  addEventListener('load', () => toEnd(chat))
  // A picture that comes late makes the chat longer; who reads further up is left there.
  const near = () => chat.scrollHeight - chat.scrollTop - chat.clientHeight < 400
  chat.addEventListener('load', () => near() && toEnd(chat), true)
}

// Parts that change while one looks at them are fetched anew; nothing moves when nothing changed.
const live = document.querySelector('[data-live]')
if (live) {
  const look = async () => {
    if (document.hidden || live.contains(document.activeElement)) return
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } })
    if (!answer.ok || answer.redirected) return
    const fresh = new DOMParser()
      .parseFromString(await answer.text(), 'text/html')
      .querySelector('[data-live]')
    if (!fresh || fresh.innerHTML === live.dataset.kept) return
    if (live.dataset.kept !== undefined || fresh.innerHTML !== live.innerHTML) {
      live.innerHTML = fresh.innerHTML
      if (live.matches('[data-scroll-end]')) toEnd(live)
    }
    live.dataset.kept = fresh.innerHTML
  }
  setInterval(() => look().catch(() => undefined), 2000)
}

// A text made to be forwarded is copied at a press; the clipboard proper asks for HTTPS, which an office may not have.
for (const button of document.querySelectorAll('[data-copy]')) {
  button.hidden = false
  button.addEventListener('click', () => {
    button.parentElement.querySelector('textarea').select()
    button.textContent = document.execCommand('copy') ? '已复制' : '请长按文字复制'
  })
}

// Enter sends in the chat pane, Shift+Enter makes a new line.
document.querySelector('.speak textarea')?.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
  event.preventDefault()
  event.target.form.requestSubmit()
})

// Escape closes the menu.
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') document.querySelector('.menu[open]')?.removeAttribute('open')
})
