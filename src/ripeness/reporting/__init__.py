"""Answers as files of HTML: one of any question, and a report that puts several together."""
