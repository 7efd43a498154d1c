"""What each command of the command line does. A module is loaded only for a command of its own: see `__main__.py`."""
