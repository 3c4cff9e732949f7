"""Commands: words on a command line come in; lines on the terminal and an exit status go out.

- `main.main`: finds the command and runs it
- `main.COMMANDS`: all of them; each has a module of its name
- `exits.Exit`: what they end with
- `parser.Parser`: argparse in Danish
- `options.docs_of`: what several commands take
- `terminal.ask`: questions to a person
"""
