"""The receiver: a page and its pictures come in by HTTP; a branch in a bare repository and a receipt go out.

The pure parts know neither Git nor the web: `receipts`, `states`, `proposals`, `submissions`, `fields`, `gate`.

- `application.make_application`: the receiver as an ASGI application
- `server.serve`: the application on a port of this machine or on a Unix socket
- `branches.Branches`: the proposals in a bare repository, which is all that is true of them
- `desk.Desk`: what is wrong with a page, by a check of main that stays in memory
- `inbox.accept`: a proposal is merged, when what comes of it is checked
- `misses.Misses`: words that somebody looked for and no page has, counted without who
- `doors.make_doors`, `make_sign_in`, `make_mailing`: who may send, and how mail is sent, as the settings say
- `configuration.read_configuration`: the receiver's settings
- `mirror.Mirror`: a bare repository that follows a folder of pages, for the preview
"""
