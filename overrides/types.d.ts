/** Elements of our own, by their names. */
interface HTMLElementTagNameMap {
  "c-qr": HTMLElement
}
