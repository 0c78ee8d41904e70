"""Stages shared by the jobs: each composes rooms of the corridor. No door calls one."""
