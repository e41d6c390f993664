"""Measurements that need the project's libraries."""
