/** Wide tables: one that has to be scrolled sideways can be reached, and scrolled, with the keyboard. */

const watcher = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0")
    else target.removeAttribute("tabindex")
  }
})

for (const box of document.querySelectorAll(".c-prose table, .c-prose pre")) watcher.observe(box)
