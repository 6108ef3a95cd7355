"""The offline bundle: everything that a computer without the internet needs to install and start the program."""
