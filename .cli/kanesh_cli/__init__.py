"""The commands of `./kanesh`. Python's standard library only: it runs before anything is installed."""
