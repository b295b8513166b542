"""Borders between gemeenten: for whom they are region borders; regio's in pieces."""
