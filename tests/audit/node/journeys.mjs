/** Journeys of a reader and a writer in an engine other than Chromium: `node journeys.mjs ENGINE PROGRAM ADDRESS`.
 *
 * ENGINE is `firefox` (by WebDriver BiDi) or `webkit` (by WebDriver, in WebKitGTK's MiniBrowser, which wants a display).
 * PROGRAM is the browser, and ADDRESS that of the project's own site, with a slash at its end. Printed is one object in
 * JSON: for each journey an empty text, or what went wrong.
 */

import assert from "node:assert/strict"

/**
 * What the journeys ask of a browser: one that is left open, and four verbs.
 *
 * @typedef {object} Tab
 * @property {(address: string) => Promise<unknown>} open
 * @property {(script: string) => Promise<any>} ask evaluates an expression in the page
 * @property {(selector: string) => Promise<unknown>} click as a mouse does, so what is covered is not hit
 * @property {(selector: string, text: string) => Promise<unknown>} write
 * @property {(name: "Escape" | "Tab" | "Enter") => Promise<unknown>} press
 * @property {() => Promise<unknown>} leave
 */

const PATIENCE = 30_000
const PAUSE = 100
const READY = "document.querySelector('[data-results]')?.dataset.state === 'ready'"
const AMOUNT = "Number(document.querySelector('[data-results]').dataset.count)"

/**
 * Wait until an expression holds in the page.
 *
 * @param {Tab} tab
 * @param {string} script
 */
async function until(tab, script) {
  for (const end = Date.now() + PATIENCE; Date.now() < end; ) {
    if (await tab.ask(`Boolean(${script})`)) return
    await new Promise((done) => setTimeout(done, PAUSE))
  }
  throw new Error(`it never came true: ${script}`)
}

/** @type {Record<string, (tab: Tab, root: string) => Promise<void>>} */
const JOURNEYS = {
  async search(tab, root) {
    await tab.open(`${root}catalogue/?q=introduktion`)
    await until(tab, READY)
    assert.ok((await tab.ask(AMOUNT)) > 0, "a word of a real page finds nothing")
    assert.match(await tab.ask("document.querySelector('a[data-result]').textContent"), /\w/)
    await tab.write("main input[type=search]", " zzzzz")
    await until(tab, "location.search.includes('zzzzz')")
    await until(tab, READY)
    await tab.open(`${root}units/`)
    await tab.write("header input[type=search]", "introduktion")
    await until(tab, "document.querySelectorAll('header [role=option]').length > 1")
  },

  async facets(tab, root) {
    await tab.open(`${root}catalogue/`)
    await until(tab, READY)
    const all = await tab.ask(AMOUNT)
    await tab.click("input[name=theme]")
    await until(tab, `${READY} && ${AMOUNT} < ${all}`)
    assert.match(await tab.ask("location.search"), /theme=/)
    await tab.ask("history.back()")
    await until(tab, `${READY} && ${AMOUNT} === ${all}`)
  },

  async "form to finished file"(tab, root) {
    await tab.open(`${root}contribute/form/`)
    await until(tab, "!document.querySelector('form[data-contribute] fieldset:disabled')") // Awake.
    await tab.ask(`(() => {
      const unit = document.querySelector("select[name=unit]")
      unit.value = "norddjurs-mad"
      unit.dispatchEvent(new Event("change", { bubbles: true }))
      unit.dispatchEvent(new Event("input", { bubbles: true }))
    })()`)
    await tab.click("[name=theme][value=digitale-muligheder]")
    await tab.write("[name=title]", "Ti minutter ved tavlen")
    await tab.write("[name=summary]", "Vi mødes kort, før dagen begynder.")
    await until(tab, "document.querySelector('[data-markdown]').textContent.includes('Ti minutter ved tavlen')")
    const text = await tab.ask("document.querySelector('[data-markdown]').textContent")
    assert.match(text, /^---\n/)
    assert.match(text, /summary: Vi mødes kort, før dagen begynder\./)
    const path = await tab.ask("document.querySelector('[data-filename]').textContent")
    assert.match(path, /^units\/norddjurs-mad\/digitale-muligheder.*\.md$/)
  },

  async "share panel"(tab, root) {
    await tab.open(`${root}units/sundhed-og-omsorg/en-attraktiv-arbejdsplads/`)
    await until(tab, "document.querySelector('main c-share:not([hidden]) button')")
    await tab.click("main c-share button")
    await until(tab, "document.querySelector('dialog[open] c-qr svg')")
    assert.ok(
      await tab.ask("document.querySelector('dialog[open]').contains(document.activeElement)"),
      "the focus is lost",
    )
    await tab.press("Escape")
    await until(tab, "!document.querySelector('dialog[open]')")
    assert.equal(await tab.ask("document.activeElement.textContent.trim()"), "Del")
  },

  async "dialogue sheet"(tab, root) {
    await tab.open(`${root}dialogue/blik-for-borgeren/`)
    await until(tab, "document.querySelector('.p-dialogue c-qr svg')")
    const shown = "[...document.querySelectorAll('.c-round')].filter((one) => one.checkVisibility()).length"
    assert.equal(await tab.ask(shown), 3)
    await tab.click("nav[aria-label=Runder] a")
    await until(tab, `${shown} === 1`)
  },

  async "print styles"(tab, root) {
    await tab.open(`${root}about/`)
    await until(tab, "customElements.get('c-address')") // What prepares a page for paper has come.
    await tab.ask(`(() => {
      dispatchEvent(new Event("beforeprint"))
      const turn = (rule) => {
        if (rule.media?.mediaText.includes("print")) rule.media.mediaText = "all"
        else if (rule.media?.mediaText.startsWith("screen")) rule.media.mediaText = "not all"
        for (const inner of rule.cssRules ?? []) turn(inner)
      }
      for (const sheet of document.styleSheets) for (const rule of sheet.cssRules) turn(rule)
    })()`)
    const isShown = (/** @type {string} */ selector) =>
      tab.ask(`document.querySelector(${JSON.stringify(selector)}).checkVisibility()`)
    for (const gone of [".c-header", ".c-footer", ".c-contents"]) assert.equal(await isShown(gone), false, gone)
    for (const there of [".c-source", "main h1", "main details table"]) assert.ok(await isShown(there), there)
    assert.match(await tab.ask("document.querySelector('.c-source').textContent"), /about\/.*Udskrevet den \d/s)
  },
}

/**
 * @param {string} program
 * @returns {Promise<Tab>}
 */
async function openFirefox(program) {
  const { default: puppeteer } = await import("puppeteer-core")
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: program,
    headless: true,
    extraPrefsFirefox: { "intl.accept_languages": "da" },
  })
  const page = await browser.newPage()
  await page.setViewport({ width: 1280, height: 900 })
  return {
    open: (address) => page.goto(address, { waitUntil: "load" }),
    ask: (script) => page.evaluate(script),
    click: (selector) => page.locator(selector).click(),
    write: (selector, text) =>
      page
        .locator(selector)
        .setTimeout(PATIENCE)
        .wait()
        .then(() => page.type(selector, text)),
    press: (name) => page.keyboard.press(name),
    leave: () => browser.close(),
  }
}

/**
 * @param {string} program
 * @returns {Promise<Tab>}
 */
async function openWebKit(program) {
  const { Builder, By, Capabilities, Key } = await import("selenium-webdriver")
  const { default: http } = await import("selenium-webdriver/http/index.js")
  const { spawn } = await import("node:child_process")
  const port = 20_000 + (process.pid % 20_000)
  const server = spawn("WebKitWebDriver", [`--port=${port}`, "--host=127.0.0.1"], { stdio: "ignore" })
  const address = `http://127.0.0.1:${port}/`
  const capabilities = new Capabilities({
    browserName: "MiniBrowser",
    "webkitgtk:browserOptions": { binary: program, args: ["--automation"] },
  })
  await awake(new http.HttpClient(address))
  const driver = await new Builder().usingServer(address).withCapabilities(capabilities).build()
  await driver.manage().window().setRect({ width: 1280, height: 900, x: 0, y: 0 })
  const find = (/** @type {string} */ selector) => driver.findElement(By.css(selector))
  return {
    open: (page) => driver.get(page),
    ask: (script) => driver.executeScript(`return (${script})`),
    click: (selector) => find(selector).click(),
    write: (selector, text) => find(selector).sendKeys(text),
    press: (name) => driver.actions().sendKeys({ Escape: Key.ESCAPE, Tab: Key.TAB, Enter: Key.ENTER }[name]).perform(),
    leave: () => driver.quit().finally(() => server.kill()),
  }
}

/**
 * Wait until a driver answers.
 *
 * @param {import("selenium-webdriver/http/index.js").HttpClient} client
 */
async function awake(client) {
  const { Request } = await import("selenium-webdriver/lib/http.js")
  for (const end = Date.now() + PATIENCE; ; ) {
    try {
      return await client.send(new Request("GET", "/status"))
    } catch (error) {
      if (Date.now() > end) throw error
      await new Promise((done) => setTimeout(done, PAUSE))
    }
  }
}

const [engine, program, address] = process.argv.slice(2)
const tab = await (engine === "webkit" ? openWebKit(program) : openFirefox(program))
/** @type {Record<string, string>} */
const ends = {}
try {
  for (const [name, walk] of Object.entries(JOURNEYS)) {
    ends[name] = await walk(tab, address).then(
      () => "",
      (error) => `${error.message}`.slice(0, 500),
    )
  }
} finally {
  await tab.leave()
}
console.log(JSON.stringify(ends))
