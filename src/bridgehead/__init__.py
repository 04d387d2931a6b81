"""Bridgehead: the open workbench of cluster organisations."""
