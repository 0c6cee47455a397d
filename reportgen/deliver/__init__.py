"""Delivery: editions on disk, and from there to their readers."""
