"""Stages shared by the jobs. A step composes rooms of the corridor; doors never call it."""
