"""The dock that tells about what is looked at: a gemeente, regio, indeling, pair or selection."""
