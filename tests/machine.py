"""What tests need of the machine they run on: a free port, and packages where it is a Debian."""

import os
import shutil
import socket
import subprocess


def free_port() -> int:
    """Returns a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def install_packages(*names: str) -> None:
    """Installs Debian packages, where there is apt-get."""
    if shutil.which("apt-get"):
        sudo = () if os.geteuid() == 0 else ("sudo",)
        succeeds(*sudo, "apt-get", "update")
        succeeds(*sudo, "apt-get", "install", "-y", "--no-install-recommends", *names)


def succeeds(*command: str) -> bool:
    """Runs a command and says whether it ended well."""
    return subprocess.run(command, check=False).returncode == 0
