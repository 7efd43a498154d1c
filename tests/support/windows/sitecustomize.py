"""What Python lacks on Windows is taken away from every Python that has this folder on its path, before all else.

It stays what it is otherwise: paths, files and processes are this machine's.
"""

import multiprocessing
import multiprocessing.context
import os
import signal
import subprocess
import sys

for name in ("fcntl", "resource", "pwd", "grp", "termios", "pty", "syslog"):
    sys.modules[name] = None
for module, names in (
    (os, ("fork", "forkpty", "getuid", "geteuid", "killpg", "getpgid", "setsid", "sched_getaffinity", "O_NOFOLLOW")),
    (signal, ("SIGHUP", "SIGALRM", "SIGVTALRM", "SIGKILL", "setitimer", "ITIMER_VIRTUAL", "pthread_sigmask", "alarm")),
    (multiprocessing.context, ("ForkProcess", "ForkContext")),
):
    for name in names:
        delattr(module, name)
multiprocessing.get_all_start_methods = lambda: ["spawn"]


class Popen(subprocess.Popen):
    def __init__(self, *arguments, preexec_fn=None, **named):
        if preexec_fn is not None:
            raise ValueError("preexec_fn is not supported on Windows platforms")
        super().__init__(*arguments, **named)


subprocess.Popen = Popen
