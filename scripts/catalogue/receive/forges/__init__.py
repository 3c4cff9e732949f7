"""Forges: where the editors read what was sent. One protocol of four verbs; requests and answers are data.

What a verb asks and what it makes of the answers is in a module for each forge, which knows no network. The courier
brings the two together, now and then: branches by Git, the rest by the forge's interface for programs.

- `protocol.Forge`: propose, status, remarks, withdraw
- `bare`, `forgejo`, `github`, `gitlab`, `azure`: a module for each kind
- `answers`: what an answer means, and how long to wait after it
- `connection.Connection`: asks over HTTP, one request after another
- `remote.Remote`: the same repository on the forge, by `git fetch` and `git push`
- `tracking`: what to do with a branch that is in both places
- `following`: what a receipt says of what happened on the forge
- `exchange.Exchange`: branches, both ways; `correspondence.Correspondence`: pull requests and what is said of them
- `courier.Courier`: both of these, again and again
- `drafts.make_draft`, `lines.tell_where`: the words that go there, and which field those that come are about
- `opening.open_courier`: the courier that the settings ask for
"""
