// A certified OpenID provider on loopback, for tests/audit/test_issuer.py: it prints its address when it listens.
import { createServer } from "node:http"
import Provider from "oidc-provider"

const [redirect, client, secret] = process.argv.slice(2)
const server = createServer()
server.listen(0, "127.0.0.1", () => {
  const address = `http://127.0.0.1:${server.address().port}`
  const provider = new Provider(address, {
    clients: [{ client_id: client, client_secret: secret, redirect_uris: [redirect] }],
    cookies: { keys: ["tests alone"] },
    pkce: { required: () => true },
  })
  server.on("request", provider.callback())
  process.stdout.write(`${address}\n`)
})
