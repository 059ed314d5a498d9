"""Screening of leads: review score sheets."""
