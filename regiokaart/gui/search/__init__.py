"""One field to go to anything: a gemeente, regio, indeling, ministry, regeling, view or command."""
