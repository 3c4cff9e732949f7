// What the tests of accessibility look for in a page, as one object of functions: `eyes.lost()`.
export const eyes = {
  /** @type {(element: Element) => string} */
  html: (element) => element.outerHTML.slice(0, 100),

  /** @type {(element: Element) => boolean} */
  isShown: (element) => element.checkVisibility({ visibilityProperty: true }),

  /** Number all that Tab should reach, in the order of the page, and return how many there are. */
  number() {
    /** @type {NodeListOf<HTMLElement & { disabled?: boolean }>} */
    const all = document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")
    const groups = new Set()
    const reachable = [...all].filter((one) => {
      if (one.tabIndex < 0 || one.disabled || !this.isShown(one)) return false
      // Of radio buttons Tab reaches one; the arrows lead on to the others.
      const group = one instanceof HTMLInputElement && one.type === "radio" && one.name
      if (group && groups.has(group)) return false
      groups.add(group)
      return true
    })
    reachable.forEach((one, number) => {
      one.dataset.number = String(number)
    })
    return reachable.length
  },

  /** Tell what has the focus: where it is, whether it can be seen, and by what outline on what ground. */
  reached() {
    const element = document.activeElement
    if (!(element instanceof HTMLElement) || element === document.body) return null
    const box = element.getBoundingClientRect()
    // What shows the focus is the element, its label, or the card or tile that it fills.
    /** @type {Element[]} */
    const around = [element, ...this.labelsOf(element)]
    for (let outer = element.parentElement; outer && around.length < 6; outer = outer.parentElement) around.push(outer)
    const shown = around.find((one) => {
      const style = getComputedStyle(one)
      return !["none", "hidden"].includes(style.outlineStyle) && parseFloat(style.outlineWidth) >= 3
    })
    return {
      number: Number(element.dataset.number ?? -1),
      html: this.html(element),
      top: scrollY + box.top,
      bottom: scrollY + box.bottom,
      left: box.left,
      right: box.right,
      isApart: Boolean(element.closest(".c-nav, .c-skip")),
      isHidden: this.isHidden(element, box),
      outline: shown && getComputedStyle(shown).outlineColor,
      ground: shown && this.groundOf(shown),
    }
  },

  /**
   * Whether a focused element is out of the window, or behind what lies over the page.
   *
   * @param {Element} element
   * @param {DOMRect} box
   * @returns {boolean}
   */
  isHidden(element, box) {
    if (box.width < 1 || box.height < 1) return true
    const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)]
    const places = [0.1, 0.5, 0.9].map((share) => [box.left + box.width / 2, top + (bottom - top) * share])
    const first = element.getClientRects()[0]
    places.push([first.left + Math.min(first.width / 2, 20), first.top + first.height / 2])
    return (
      bottom <= top ||
      !places.some(([x, y]) => {
        const over = document.elementFromPoint(x, y)
        return (
          over &&
          (element.contains(over) ||
            (over.contains(element) && over !== document.body) ||
            this.labelsOf(element).some((label) => label.contains(over)))
        )
      }) ||
      this.isBehindTheBar(element, box)
    )
  },

  /**
   * @param {Element} element
   * @param {DOMRect} box
   * @returns {boolean}
   */
  isBehindTheBar(element, box) {
    const bar = document.querySelector(".c-nav")
    if (!bar) return false
    if (getComputedStyle(bar).position !== "fixed" || bar.contains(element)) return false
    const edge = bar.getBoundingClientRect().top
    return box.bottom > edge + 1 && box.height < edge
  },

  /**
   * The colour that an element's outline is seen on.
   *
   * @param {Element} element
   * @returns {string}
   */
  groundOf(element) {
    let outer = element.parentElement ?? element
    /** @type {(one: Element) => boolean} */
    const isClear = (one) => /^transparent$|, 0\)$/.test(getComputedStyle(one).backgroundColor)
    while (outer.parentElement && isClear(outer)) outer = outer.parentElement
    return isClear(outer) ? "rgb(255, 255, 255)" : getComputedStyle(outer).backgroundColor
  },

  /** Words that are cut off, or lie outside the window. */
  lost() {
    const root = document.documentElement
    const lost = root.scrollWidth > root.clientWidth ? [`${root.scrollWidth} px wide`] : []
    for (const element of document.body.querySelectorAll("*")) {
      const words = [...element.childNodes].filter((node) => node.nodeType === 3 && node.textContent?.trim())
      if (
        !words.length ||
        !this.isShown(element) ||
        this.isForEars(element) ||
        element.closest("[tabindex='0'], option")
      )
        continue
      const boxes = words.map((node) => {
        const range = document.createRange()
        range.selectNodeContents(node)
        return range.getBoundingClientRect()
      })
      const isLost = boxes.some((box) => box.width && (box.right > innerWidth + 1 || this.isCut(element, box)))
      if (isLost) lost.push(`lost: ${this.html(element)}`)
    }
    return lost
  },

  /**
   * Whether something around an element cuts off a part of a box.
   *
   * @param {Element} element
   * @param {DOMRect} box
   * @returns {boolean}
   */
  isCut(element, box) {
    /** @type {(flow: string) => boolean} */
    const cuts = (flow) => ["hidden", "clip"].includes(flow)
    for (
      let outer = /** @type {Element | null} */ (element);
      outer && outer !== document.body;
      outer = outer.parentElement
    ) {
      const style = getComputedStyle(outer)
      const edge = outer.getBoundingClientRect()
      if (cuts(style.overflowX) && (box.right > edge.right + 1 || box.left < edge.left - 1)) return true
      if (cuts(style.overflowY) && (box.bottom > edge.bottom + 1 || box.top < edge.top - 1)) return true
    }
    return false
  },

  /**
   * The labels of a control.
   *
   * @param {Element} element
   * @returns {Element[]}
   */
  labelsOf(element) {
    const kinds = [HTMLInputElement, HTMLSelectElement, HTMLTextAreaElement, HTMLButtonElement]
    if (!kinds.some((kind) => element instanceof kind)) return []
    const { labels } = /** @type {HTMLInputElement} */ (element)
    return [...(labels ?? [])]
  },

  /**
   * Whether an element, or what it stands in, is there for those who listen: one pixel, clipped.
   *
   * @param {Element} element
   * @returns {boolean}
   */
  isForEars(element) {
    for (let one = /** @type {Element | null} */ (element); one; one = one.parentElement)
      if (getComputedStyle(one).clipPath === "inset(50%)") return true
    return false
  },

  /** What would move. */
  moving() {
    /** @type {(times: string) => boolean} */
    const lasts = (times) => times.split(",").some((time) => parseFloat(time) > 0)
    /** @type {(style: CSSStyleDeclaration) => boolean} */
    const moves = (style) =>
      lasts(style.transitionDuration) ||
      style.scrollBehavior === "smooth" ||
      (style.animationName !== "none" && lasts(style.animationDuration))
    return [...document.querySelectorAll("*")]
      .filter((element) => [null, "::before", "::after"].some((part) => moves(getComputedStyle(element, part))))
      .map(this.html)
  },

  /** What cannot be seen when the reader's own colours take the place of ours. */
  unseen() {
    const ground = getComputedStyle(document.body).backgroundColor
    /** @type {(colour: string) => boolean} */
    const isClear = (colour) => colour === ground || colour === "none" || /^rgba\(.*, 0\)$/.test(colour)
    const unseen = []
    for (const element of document.body.querySelectorAll("*")) {
      if (!this.isShown(element)) continue
      const style = getComputedStyle(element)
      if (this.drawings(element).some((drawn) => isClear(drawn.backgroundColor)))
        unseen.push(`drawing: ${this.html(element)}`)
      // A row of a list has its edge below.
      const hasEdge = ["top", "bottom"].some(
        (side) =>
          style.getPropertyValue(`border-${side}-style`) !== "none" &&
          parseFloat(style.getPropertyValue(`border-${side}-width`)) >= 1,
      )
      if (element.matches(".c-badge, .c-chip, .c-button, .c-card, .c-tile, .c-mark") && !hasEdge)
        unseen.push(`edge: ${this.html(element)}`)
      const shapes = [...element.querySelectorAll(":scope:is(svg) :is(rect, path, circle, line)")].map((shape) =>
        getComputedStyle(shape),
      )
      if (shapes.length && shapes.every((shape) => isClear(shape.fill) && isClear(shape.stroke)))
        unseen.push(`picture: ${this.html(element)}`)
    }
    return [...unseen, ...this.currentOnes()]
  },

  /**
   * The styles of what an element draws with a mask, which takes the colour of the ground where colours are forced.
   *
   * @param {Element} element
   */
  drawings(element) {
    const isDrawn = (/** @type {CSSStyleDeclaration} */ style) => style.maskImage !== "none" && style.display !== "none"
    const around = ["::before", "::after"].map((part) => getComputedStyle(element, part))
    return [getComputedStyle(element), ...around.filter((style) => style.content !== "none")].filter(isDrawn)
  },

  /** What is current and looks like its neighbours. */
  currentOnes() {
    /** @type {(one: Element) => string} */
    const look = (one) => {
      const style = getComputedStyle(one)
      return [
        style.textDecorationLine,
        style.borderTopWidth,
        style.borderBottomWidth,
        style.outlineStyle,
        style.fontWeight,
      ].join()
    }
    return [...document.querySelectorAll("nav [aria-current]")]
      .filter((current) => {
        const other = document.querySelector(`nav .${current.classList[0] ?? "_"}:not([aria-current])`)
        return other && look(other) === look(current)
      })
      .map((current) => `current page: ${this.html(current)}`)
  },

  /**
   * The colours that tokens stand for now.
   *
   * @param {string[]} names
   */
  colours(names) {
    const drawn = document.body.appendChild(document.createElement("i"))
    const pairs = names.map((name) => {
      drawn.style.color = `var(--${name})`
      return [name, getComputedStyle(drawn).color]
    })
    drawn.remove()
    return Object.fromEntries(pairs)
  },
}
