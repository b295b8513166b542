"""One field to go to anything: a gemeente, regio, indeling, regeling, view or command."""
