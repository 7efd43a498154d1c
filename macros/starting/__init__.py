"""A new project for somebody else's strategy: what is asked of its author, and the files made of the answers."""
